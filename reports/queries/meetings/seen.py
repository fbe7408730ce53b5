"""Which passages between two meetings somebody may see by name; the counts are everybody's."""

from collections.abc import Iterable, Iterator
from datetime import date

from accounts.enums import Role
from accounts.models import User
from accounts.queries import seats_of
from reports.models import Meeting
from reports.rules.meetings.since import Passage, Wanted
from tasks.models import Task
from tracker.lib.streams import batches

MANY = 1000


class Sight:
    """What `user` may see: all who oversees the programme, others the tasks they see anyway."""

    def __init__(self, user: User, meeting: Meeting, *, on: date) -> None:
        self._user, self._on = user, on
        owner = meeting.programme.owner_id
        seats = seats_of(user, on=on)
        self.is_whole = seats.has(Role.SECRETARY, Role.AUDITOR, at=owner)

    def of(self, passages: Iterable[Passage]) -> Iterator[Passage]:
        """Those among them, one by one; a query for every MANY."""
        if self.is_whole:
            yield from passages
            return
        for some in batches(passages, MANY):
            mine = self._mine([passage.line.id for passage in some])
            yield from (passage for passage in some if passage.line.id in mine)

    def _mine(self, tasks: list[int]) -> set[int]:
        visible = Task.objects.visible_to(self._user, on=self._on)
        return set(visible.filter(pk__in=tasks).values_list("pk", flat=True))


class Picked:
    """Watches passages go by: how many a list has, how many of those are seen, and a page."""

    def __init__(self, wanted: Wanted, sight: Sight, *, size: int) -> None:
        self._wanted, self._sight, self._size = wanted, sight, size
        self._waiting: list[Passage] = []
        self._held: list[Passage] = []
        self.count = self._seen = 0

    def __call__(self, passage: Passage) -> None:
        if self._wanted.has(passage):
            self.count += 1
            self._waiting.append(passage)
        if len(self._waiting) >= MANY:
            self._settle()

    @property
    def page(self) -> list[Passage]:
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
        for passage in self._sight.of(waiting):
            self._hold(passage)
            self._seen += 1

    def _hold(self, passage: Passage) -> None:
        """Keeps it where it belongs to the page."""
        raise NotImplementedError


class Numbered(Picked):
    """`page` is counted from 1. Where the list ends before it, the last page is held instead."""

    def __init__(self, wanted: Wanted, sight: Sight, *, size: int, page: int) -> None:
        super().__init__(wanted, sight, size=size)
        self._start = (page - 1) * size

    def _hold(self, passage: Passage) -> None:
        if 0 <= self._start <= self._seen - self._size:
            return
        if self._seen % self._size == 0:
            self._held = []
        self._held.append(passage)


class Following(Picked):
    """Those that come after a code; `next` is the code after which the page after it begins."""

    def __init__(self, wanted: Wanted, sight: Sight, *, size: int, after: str = "") -> None:
        super().__init__(wanted, sight, size=size)
        self._after = after

    @property
    def next(self) -> str | None:
        page = self.page
        return page[-1].line.code if len(self._held) > len(page) else None

    def _hold(self, passage: Passage) -> None:
        if passage.line.code > self._after and len(self._held) <= self._size:
            self._held.append(passage)
