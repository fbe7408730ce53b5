"""Pages on which organisations are found, entered and renamed."""
