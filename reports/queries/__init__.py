"""What is asked of the database about many tasks at once."""
