"""What a frozen document says, and what becomes of tasks between two of them."""
