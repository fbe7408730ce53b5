"""Delivery under faults, with real processes under a supervisor of their own.

`python -m tests.faults --seed 1 --notices 10000 --kills 20` prints what it found as JSON.
PostgreSQL, Valkey, worker, beat and a mail server that misbehaves run as they do in earnest; each
is killed -9 so many times at random moments. Then what the mail server kept is held against what
had to be told.
"""
