"""What the deadline as written says about a task: its deadline, or that it is regular."""

from datetime import date
from enum import Enum
from typing import Any, Final

from django.utils.translation import gettext as _

from tasks.enums import Rhythm, Status
from tasks.models import Task
from tasks.rules.deadline_text import Written, read_deadline
from tracker.lib.refused import Refused

# The words that a deadline as written can stand for.
TIMELINE = frozenset({"deadline_text", "is_regular", "rhythm"})


class Kept(Enum):
    """Stands for a deadline of which nothing is said, where None says that there is none."""

    KEPT = "kept"


KEPT: Final = Kept.KEPT


def emptied(task: Task, deadline: date | Kept | None, words: dict[str, Any]) -> bool:
    """Whether there is to be no deadline, neither as a day nor as written."""
    return deadline is None and not words.get("deadline_text", task.deadline_text).strip()


def timed(
    task: Task, deadline: date | None, words: dict[str, Any]
) -> tuple[date | None, dict[str, Any]]:
    """`deadline` and `words`, filled in from the deadline as written where there is one.

    A text that was kept has to agree with what is new beside it; that of a dated task tells of its
    first deadline, and stays what it was when that moves. Raises Unreadable, or Refused when text
    and words say different things.
    """
    text = words.get("deadline_text", task.deadline_text).strip()
    if not text or (deadline is None and TIMELINE.isdisjoint(words)):
        return deadline, words
    if task.status != Status.DRAFT and task.deadlines and text == task.deadline_text:
        return deadline, words
    written = read_deadline(text)
    _check_agrees(written, deadline, words)
    if written.day is None:
        rhythm = written.rhythm or words.get("rhythm", task.rhythm)
        return None, words | {"is_regular": True, "rhythm": rhythm}
    if task.status != Status.DRAFT and task.first_deadline == written.day:
        return None, words
    return written.day, words | {"is_regular": False, "rhythm": ""}


def _check_agrees(written: Written, deadline: date | None, words: dict[str, Any]) -> None:
    if written.is_regular:
        rhythm = words.get("rhythm") or written.rhythm
        agrees = deadline is None and written.rhythm in ("", rhythm)
    else:
        regular = words.get("is_regular") or words.get("rhythm")
        agrees = not regular and deadline in (None, written.day)
    if not agrees:
        raise Refused(
            _("“%(text)s” means “%(meaning)s”, but something else is given beside it.")
            % {"text": written.text, "meaning": _meaning(written)},
            code="deadline_contradicted",
            field="deadline_text",
        )


def _meaning(written: Written) -> str:
    if written.day is not None:
        return written.day.strftime("%d/%m/%Y")
    if written.rhythm:
        return str(Rhythm(written.rhythm).label)
    return _("Regular, without a deadline")
