"""Lists as files: what a list is, and how it is written as csv and as a workbook."""
