"""What every test stands on: real services, databases, mail and a browser."""
