"""What a meeting is handed, before it is put into words."""
