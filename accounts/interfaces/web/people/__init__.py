"""Pages about people and their roles, for those who look after them."""
