"""The rules of tasks in plain Python: no database, no clock."""
