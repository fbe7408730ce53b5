"""The lists a meeting goes through."""
