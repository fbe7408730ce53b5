"""What the API views of every app have in common; knows no app."""
