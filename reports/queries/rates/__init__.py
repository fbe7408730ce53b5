"""Tasks counted by standing: for a day, a slice, a span of days."""
