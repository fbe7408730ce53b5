"""Pages about tasks and the instruments that assign them."""
