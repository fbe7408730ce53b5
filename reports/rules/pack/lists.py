"""The lines of the lists that a meeting goes through: all that one line says, as of one day."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Generic, TypeVar

from accounts.models import Organisation
from reports.enums import Risk
from tasks.enums import Clarity, Standing

MOST = 500  # lines of a list that are held in memory, and that a document to be read shows
Item = TypeVar("Item")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Listing(Generic[Item]):
    """A list of `count` lines of which only the `first` MOST are held.

    Gone through, what follows them is read from `whole`, line by line. Two are equal where what
    they hold is.
    """

    count: int
    first: Sequence[Item]
    whole: Callable[[], Iterable[Item]] = field(compare=False, repr=False)

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Item]:
        yield from self.first
        if self.count > len(self.first):
            yield from islice(self.whole(), len(self.first), None)

    def made(self, make: Callable[[Item], Made]) -> "Listing[Made]":
        """The same list of what `make` makes of each line."""
        first = [make(item) for item in self.first]
        return Listing(self.count, first, lambda: map(make, self.whole()))


@dataclass(frozen=True)
class Heard:
    """The newest report of progress by a day: the day it is about, and what it says."""

    on: date
    narrative: str
    obstacle: str


@dataclass(frozen=True)
class ListedTask:
    """A task in force on `day`, with what was known or had happened by then.

    `lead` led it then; `officer` is the name of the officer in charge, empty for nobody. `due` is
    the deadline that it is held against; `percent` the newest that a report names, 0 for none, and
    100 once it is completed.
    """

    pk: int
    code: str
    title: str
    instrument: str
    programme: str
    lead: Organisation
    officer: str
    day: date
    standing: Standing
    assigned_on: date
    due: date | None
    percent: int
    heard: Heard | None
    risk: Risk | None
    gaps: tuple[Clarity, ...]
    completed_on: date | None = None

    @property
    def days_late(self) -> int:
        """Days from the deadline to the day; 0 where it has not passed."""
        return max((self.day - self.due).days, 0) if self.due else 0

    @property
    def days_left(self) -> int | None:
        """Days from the day to the deadline, negative once it has passed."""
        return (self.due - self.day).days if self.due else None


@dataclass(frozen=True)
class ListedRequest:
    """A request for a later deadline that was undecided on the day."""

    task: ListedTask
    asked_on: date
    old_deadline: date
    new_deadline: date
    reason: str
    waited: int  # working days since it was recorded

    @property
    def days(self) -> int:
        """By how many days the deadline would move."""
        return (self.new_deadline - self.old_deadline).days

    @property
    def asked_late(self) -> bool:
        """Whether it was asked after the deadline had passed."""
        return self.asked_on > self.old_deadline


@dataclass(frozen=True)
class ListedObstacle:
    """What stood in the way on the day, and nobody had answered."""

    task: ListedTask
    kind: str  # its name, in the reader's language
    text: str
    raised_by: Organisation
    asked: Organisation
    raised_on: date
    answer_by: date

    @property
    def days_late(self) -> int:
        """Days since the answer was due; 0 where it is not late."""
        return max((self.task.day - self.answer_by).days, 0)


@dataclass(frozen=True)
class ListedReview:
    """A submission that waited for a secretary on the day."""

    task: ListedTask
    product: str
    completed_on: date
    recorded_on: date
    waited: int  # working days since it was recorded
    is_late: bool


@dataclass(frozen=True)
class Handed:
    """What was handed in or recorded about a task, from one day to another, and what became of it.

    `what` is a value of Outcome or of Act. `days` are those granted, or working days waited.
    """

    what: str
    first: date
    last: date | None
    days: int | None


@dataclass(frozen=True)
class WorkLine:
    """A line of the list behind a count; `handed` where it counts something handed in."""

    task: ListedTask
    handed: Handed | None = None
