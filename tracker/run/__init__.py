"""`python -m tracker.run` (`make run`): the whole tracker on this machine, with one command."""
