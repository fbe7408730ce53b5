"""What goes out on one day of a programme: what went, what is on its way, what would leave."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import QuerySet

from accounts.models import User
from notifications.enums import NoticeState, Reason, Urgency
from notifications.models import Notice, Rung
from notifications.queries.choices import switched_off, unreachable
from notifications.queries.forecast import Forecast
from notifications.queries.gone import gone_on, on_their_way
from notifications.queries.untold import Outgoing
from notifications.rules.reminders import is_reminder
from tasks.models import Programme, Task
from tracker.clock import day_of

FIELDS = ("task", "about", "recipient", "step", "rung", "anchor", "due_day", "state", "settled_at")


class Entry(NamedTuple):
    """One notice; `task`, `recipient` and `rung` are ids. `at`: when it went, None for not yet."""

    task: int
    about: str
    recipient: int
    step: str
    rung: int
    anchor: date
    due_day: date
    state: str
    at: datetime | None


@dataclass(frozen=True)
class Line:
    """A notice with what it takes to show it.

    `withheld` is why it would not be mailed, where it would not.
    """

    entry: Entry
    recipient: User
    task: Task
    rung: Rung
    withheld: Reason | None

    @property
    def has_gone(self) -> bool:
        return self.entry.at is not None

    @property
    def state(self) -> NoticeState:
        return NoticeState(self.entry.state)


class DayPreview:
    """All of `entries`, which leave on `day`, in the order in which they are shown.

    By person, what leaves at once first. Four queries, however many there are; and one for the
    tasks of each page.
    """

    def __init__(self, day: date, entries: Iterable[Entry]) -> None:
        self.day = day
        self._found = list(entries)
        self.rungs = Rung.objects.in_bulk({one.rung for one in self._found})
        self.people = User.objects.in_bulk({one.recipient for one in self._found})

    @cached_property
    def entries(self) -> list[Entry]:
        return sorted(self._found, key=self._place)

    def _place(self, one: Entry) -> tuple[Any, ...]:
        rung, person = self.rungs[one.rung], self.people[one.recipient]
        later = rung.urgency != Urgency.URGENT
        return (str(person), person.pk, later, rung.cause, one.due_day, one.task, one.about)

    @property
    def gone(self) -> int:
        """How many of them have gone already."""
        return sum(one.at is not None for one in self._found)

    @property
    def urgent(self) -> int:
        """How many leave at once, and not with the morning's digest."""
        return sum(self.rungs[one.rung].urgency == Urgency.URGENT for one in self._found)

    @cached_property
    def unmailed(self) -> int:
        """How many are told in the application only."""
        return sum(self.withheld(one) is not None for one in self._found)

    def withheld(self, one: Entry) -> Reason | None:
        if one.at is not None or one.state != NoticeState.PLANNED:
            return None
        cause = self.rungs[one.rung].cause
        if one.recipient in self._off and is_reminder(cause, anchor=one.anchor, day=self.day):
            return Reason.SWITCHED_OFF
        return self._barred.get(one.recipient)

    @cached_property
    def _off(self) -> set[int]:
        return switched_off(self.people.values())

    @cached_property
    def _barred(self) -> dict[int, Reason]:
        return unreachable(self.people.values())

    def lines(self, some: Sequence[Entry]) -> list[Line]:
        """`some` of the entries, to be shown. One query."""
        tasks = Task.objects.in_bulk({one.task for one in some})
        return [
            Line(
                one,
                self.people[one.recipient],
                tasks[one.task],
                self.rungs[one.rung],
                self.withheld(one),
            )
            for one in some
        ]


def preview_day(programme: Programme, day: date, *, now: datetime) -> DayPreview:
    """What was told on the Hanoi day `day`, or would be if nothing changes until then."""
    today = day_of(now)
    if day > today:
        return DayPreview(day, foretold(Forecast(programme, now=now, until=day), day))
    found = list(_settled(gone_on(programme, day)))
    if day == today:
        found += _settled(on_their_way(programme))
        found += foretold(Forecast(programme, now=now, until=day), day)
    return DayPreview(day, found)


def foretold(forecast: Forecast, day: date, **among: Any) -> Iterator[Entry]:
    """What would leave on `day` by a forecast that reaches it."""
    return (_planned(one) for one in forecast.on(day, **among))


def _planned(one: Outgoing) -> Entry:
    return Entry(*one[:7], NoticeState.PLANNED.value, None)


def _settled(found: QuerySet[Notice]) -> Iterator[Entry]:
    return (Entry(*row) for row in found.order_by().values_list(*FIELDS))
