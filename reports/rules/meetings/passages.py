"""What became of one task between two moments.

Every task is in one class before and in one class after: a standing, or not in force any more, or
not there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils.translation import gettext as _

from reports.rules.meetings.changes import Change, Fact
from reports.rules.meetings.frozen import Line
from tasks.enums import Act, Standing

# Of a task that is no longer in force, and of one that is not among those looked at.
GONE, ABSENT = "gone", "absent"
CLASSES = (*Standing.values, GONE, ABSENT)
COMPLETED = frozenset({Standing.COMPLETED_ON_TIME.value, Standing.COMPLETED_LATE.value})
OVERDUE = Standing.OVERDUE.value
OUT = frozenset({GONE, ABSENT})
ACTS = {Fact.RETURNED: Act.RETURN, Fact.REVOKED: Act.REVOKE}


@dataclass(frozen=True)
class Done:
    """An act that explains a difference; `is_late` if it had happened by the day before."""

    act: Act
    on: date
    recorded_at: datetime
    is_late: bool


@dataclass(frozen=True)
class Passage:
    """A task before and after, and what was done to it between, in the order of recording.

    With nothing done, only the days that have passed made the difference. `was_elsewhere`: it was
    there before, outside of the scope.
    """

    before: Line | None
    after: Line | None
    done: tuple[Done, ...] = ()
    was_elsewhere: bool = False

    @property
    def line(self) -> Line:
        """As it is now, or as it was last."""
        line = self.after or self.before
        assert line is not None  # noqa: S101 - there is no passage without a task
        return line

    @property
    def was(self) -> str:
        return class_of(self.before)

    @property
    def became(self) -> str:
        return class_of(self.after)

    @cached_property
    def change(self) -> Change:
        """The one thing that became of it."""
        return next(change for change, holds in _changes(self) if holds)

    @cached_property
    def facts(self) -> frozenset[Fact]:
        """The lists in which it stands."""
        return frozenset(fact for fact, holds in _facts(self) if holds)

    @property
    def is_touched(self) -> bool:
        """Something became of it."""
        return bool(self.change is not Change.NONE or self.facts)

    @property
    def is_by_time(self) -> bool:
        """Nothing was done: a deadline passed."""
        return not self.done and self.was != self.became


def class_of(line: Line | None) -> str:
    """A standing, GONE or ABSENT."""
    if line is None:
        return ABSENT
    return line.standing or GONE


def class_label(name: str) -> str:
    """Of a standing, of all that is in time, of GONE or of ABSENT, in the reader's language."""
    known = {
        "in_time": _("in time"),
        GONE: _("withdrawn or ended"),
        ABSENT: _("not there"),
    }
    return known.get(name) or str(Standing(name).label)


def _changes(it: Passage) -> Iterator[tuple[Change, bool]]:
    """In the order in which they decide; the first that holds counts."""
    was, became = it.was, it.became
    yield Change.NONE, was == became
    yield Change.LEFT, became == ABSENT
    yield Change.CAME, was == ABSENT and it.was_elsewhere
    yield Change.ASSIGNED, was == ABSENT
    yield Change.WITHDRAWN, became == GONE
    yield Change.RESTORED, was == GONE
    yield Change.REJUDGED, was in COMPLETED and became in COMPLETED
    yield Change.REOPENED, was in COMPLETED
    yield Change.COMPLETED_ON_TIME, became == Standing.COMPLETED_ON_TIME
    yield Change.COMPLETED_LATE, became == Standing.COMPLETED_LATE
    yield Change.OVERDUE, became == OVERDUE
    yield Change.RELIEVED, was == OVERDUE
    yield Change.SHIFTED, True


def _facts(it: Passage) -> Iterator[tuple[Fact, bool]]:
    was, became = it.was, it.became
    yield Fact.ASSIGNED, was == ABSENT and became != ABSENT and not it.was_elsewhere
    yield Fact.CAME, was == ABSENT and it.was_elsewhere
    yield Fact.LEFT, became == ABSENT
    for fact in (Fact.COMPLETED_ON_TIME, Fact.COMPLETED_LATE, Fact.OVERDUE):
        yield fact, became == fact.value != was
    yield Fact.RELIEVED, was == OVERDUE and became not in {OVERDUE, *COMPLETED, *OUT}
    yield Fact.EXTENDED, _is_extended(it)
    yield Fact.WITHDRAWN, became == GONE != was
    yield Fact.RECORDED_LATE, any(done.is_late for done in it.done)
    for fact, act in ACTS.items():
        yield fact, any(done.act == act for done in it.done)


def _is_extended(it: Passage) -> bool:
    """Its deadline, which it had, lies later."""
    before, after = it.before, it.after
    return bool(before and after and before.deadline and before.deadline < after.deadline)
