"""Who must be told: the ladder of rungs, notices, and the mail that carries them."""
