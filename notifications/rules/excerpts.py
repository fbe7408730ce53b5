"""What of a mail somebody may read who sees only some of the tasks that it speaks of.

A mail says which task a part of it is about by linking to it. What cannot be told apart for certain
is left out.
"""

import re
from collections.abc import Collection, Iterator

TASK = re.compile(r"/tasks/(\d+)(?!\d)")
# Whoever has this link switches the reader's reminders off.
READERS_OWN = re.compile(r"(/unsubscribe/)[^\s\"'<>)]+")
ITEM, GOES_ON = "- ", "  "


def tasks_in(text: str) -> set[int]:
    """Ids of the tasks that a mail, as text or HTML, links to."""
    return {int(found) for found in TASK.findall(text)}


def lines_about(text: str, tasks: Collection[int]) -> str:
    """Of the plain text of a mail the items that speak of `tasks` (ids) and of no other task."""
    kept = (item for item in _items(text) if (found := tasks_in(item)) and found <= set(tasks))
    return "\n\n".join(kept)


def without_readers_link(text: str) -> str:
    """A mail, as text or HTML, without what only its reader may use."""
    return READERS_OWN.sub(r"\1…", text)


def _items(text: str) -> Iterator[str]:
    """An item begins with a dash and goes on while its lines are indented."""
    item: list[str] = []
    for line in text.splitlines():
        if line.startswith(ITEM) or not line.startswith(GOES_ON):
            if item:
                yield "\n".join(item)
            item = []
        if item or line.startswith(ITEM):
            item.append(line)
    if item:
        yield "\n".join(item)
