"""What of a document, or of what changed, somebody may see by name; the counts are everybody's."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Generic, Protocol, TypeVar

from accounts.enums import Role
from accounts.models import User
from accounts.queries import seats_of
from reports.models import Meeting
from reports.rules.meetings.passages import Passage
from tasks.models import Task
from tracker.lib.streams import batches

MANY = 1000
Each = TypeVar("Each")
Asked_contra = TypeVar("Asked_contra", contravariant=True)


class Wanted(Protocol[Asked_contra]):
    """Which of them a list has."""

    def has(self, one: Asked_contra, /) -> bool: ...


class Sight(Generic[Each]):
    """What `user` may see: all who oversees the programme, others the tasks they see anyway.

    `task` says of what is looked at which task it is about.
    """

    def __init__(
        self,
        user: User,
        meeting: Meeting,
        *,
        on: date,
        task: Callable[[Each], int] = attrgetter("line.id"),
    ) -> None:
        self._user, self._on, self._task = user, on, task
        owner = meeting.programme.owner_id
        seats = seats_of(user, on=on)
        self.is_whole = seats.has(Role.SECRETARY, Role.AUDITOR, at=owner)

    def of(self, every: Iterable[Each]) -> Iterator[Each]:
        """Those among them, one by one; a query for every MANY."""
        if self.is_whole:
            yield from every
            return
        for some in batches(every, MANY):
            mine = self._mine([self._task(one) for one in some])
            yield from (one for one in some if self._task(one) in mine)

    def _mine(self, tasks: list[int]) -> set[int]:
        visible = Task.objects.visible_to(self._user, on=self._on)
        return set(visible.filter(pk__in=tasks).values_list("pk", flat=True))


@dataclass
class Shown(Generic[Each]):
    """Those of a list that are seen, read anew each time; `seen` and `count` are known afterwards.

    `every` may be gone through any number of times.
    """

    every: Iterable[Each]
    wanted: Wanted[Each]
    sight: Sight[Each]
    seen: int = field(default=0, init=False)
    count: int = field(default=0, init=False)

    def __iter__(self) -> Iterator[Each]:
        self.seen = self.count = 0
        for one in self.sight.of(self._counted()):
            self.seen += 1
            yield one

    def _counted(self) -> Iterator[Each]:
        for one in self.every:
            if self.wanted.has(one):
                self.count += 1
                yield one


class Picked(Generic[Each]):
    """Watches them go by: how many a list has, how many of those are seen, and a page."""

    def __init__(self, wanted: Wanted[Each], sight: Sight[Each], *, size: int) -> None:
        self._wanted, self._sight, self._size = wanted, sight, size
        self._waiting: list[Each] = []
        self._held: list[Each] = []
        self.count = self._seen = 0

    def __call__(self, one: Each) -> None:
        if self._wanted.has(one):
            self.count += 1
            self._waiting.append(one)
        if len(self._waiting) >= MANY:
            self._settle()

    @property
    def page(self) -> list[Each]:
        """Those of the page, by code."""
        self._settle()
        return self._held[: self._size]

    @property
    def seen(self) -> int:
        """How many of the list are seen."""
        self._settle()
        return self._seen

    @property
    def hidden(self) -> int:
        """How many are not."""
        return self.count - self.seen

    def _settle(self) -> None:
        waiting, self._waiting = self._waiting, []
        for one in self._sight.of(waiting):
            self._hold(one)
            self._seen += 1

    def _hold(self, one: Each) -> None:
        """Keeps it where it belongs to the page."""
        raise NotImplementedError


class Numbered(Picked[Each]):
    """`page` is counted from 1. Where the list ends before it, the last page is held instead."""

    def __init__(self, wanted: Wanted[Each], sight: Sight[Each], *, size: int, page: int) -> None:
        super().__init__(wanted, sight, size=size)
        self._start = (page - 1) * size

    def _hold(self, one: Each) -> None:
        if 0 <= self._start <= self._seen - self._size:
            return
        if self._seen % self._size == 0:
            self._held = []
        self._held.append(one)


class Following(Picked[Passage]):
    """Those that come after a code; `next` is the code after which the page after it begins."""

    def __init__(
        self, wanted: Wanted[Passage], sight: Sight[Passage], *, size: int, after: str = ""
    ) -> None:
        super().__init__(wanted, sight, size=size)
        self._after = after

    @property
    def next(self) -> str | None:
        page = self.page
        return page[-1].line.code if len(self._held) > len(page) else None

    def _hold(self, one: Passage) -> None:
        if one.line.code > self._after and len(self._held) <= self._size:
            self._held.append(one)
