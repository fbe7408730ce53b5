"""The demo's story: 944 tasks in force and everything that was done to them, as plain data.

No Django here. `seeds.story.tell()` reads the tables of `seeds/data` and returns the people, the
tasks and the acts; the same tables always give the same story. `seeds.replay` carries the acts
out through the domain functions. `seeds/README.md` explains the tables.
"""

from seeds.story.telling import Story, tell

__all__ = ["Story", "tell"]
