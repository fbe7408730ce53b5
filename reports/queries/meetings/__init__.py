"""What was put before a meeting, read from the history."""
