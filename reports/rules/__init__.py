"""What is counted and what is divided by what: no query, no clock."""
