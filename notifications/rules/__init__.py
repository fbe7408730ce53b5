"""The rules of notices in plain Python: no database, no clock."""
