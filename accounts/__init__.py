"""Who: organisations, people, their roles, and what each may see."""
