"""What a changed ladder would do, before it is saved: day by day, and on one day in full."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from accounts.models import User
from notifications.domain.ladder_changes import as_if
from notifications.enums import Cause
from notifications.models import Rung
from notifications.queries.day_preview import DayPreview, foretold
from notifications.queries.forecast import Forecast
from notifications.queries.ladder import open_tasks
from notifications.queries.untold import Key
from notifications.rules.ladder import LadderChange
from tasks.models import Programme
from tracker.clock import day_of

DAYS = 30
# So many tasks are counted; a ladder can be judged by them, and the page stays quick.
MOST_TASKS = 20_000
T = TypeVar("T")


@dataclass(frozen=True)
class DayEffect:
    """Notices that would leave on `day` and do not now (`more`), or the other way round."""

    day: date
    more: frozenset[Key]
    fewer: frozenset[Key]

    @property
    def people(self) -> set[int]:
        """Ids of those for whom the day would be another."""
        return {recipient for _task, _about, recipient in self.more | self.fewer}


@dataclass(frozen=True)
class Effect:
    """`days` are those on which something differs; `people` (by id) whoever that concerns.

    `counted` of `tasks` open tasks were looked at.
    """

    days: list[DayEffect]
    people: dict[int, User]
    until: date
    counted: int
    tasks: int

    @property
    def readers(self) -> list[User]:
        """Whoever that concerns, by name."""
        return sorted(self.people.values(), key=str)

    @property
    def more(self) -> int:
        return sum(len(one.more) for one in self.days)

    @property
    def fewer(self) -> int:
        return sum(len(one.fewer) for one in self.days)


def preview_change(
    programme: Programme, change: LadderChange, *, by: User, now: datetime
) -> Effect:
    """What `change` would do on each of the next 30 days, today included; changes nothing.

    Raises PermissionDenied and Refused as `change_ladder`.
    """
    found = open_tasks(programme)
    tasks = list(found.values_list("pk", flat=True)[:MOST_TASKS])
    until = day_of(now) + timedelta(days=DAYS - 1)
    before = _looking(programme, tasks, now=now, until=until)
    gone = [change.retires] if change.retires else []
    touched = _touched(before, gone)
    with as_if(programme, change, by=by, now=now) as decisions:
        after = _looking(programme, tasks, now=now, until=until)
        for day, ids in _touched(after, [one.rung for one in decisions]).items():
            touched[day] |= ids
        would = _keys_of(after, touched)
    days = _differing(_keys_of(before, touched), would)
    people = User.objects.in_bulk(set().union(*(one.people for one in days)))
    return Effect(days, people, until, len(tasks), found.count())


def preview_changed_day(
    programme: Programme,
    change: LadderChange,
    day: date,
    show: Callable[[DayPreview], T],
    *,
    by: User,
    now: datetime,
) -> T:
    """What would leave on `day` by the changed ladder, told by `show` while it is so.

    Of today, what has gone already is left out. Raises as `preview_change`.
    """
    tasks = list(open_tasks(programme).values_list("pk", flat=True)[:MOST_TASKS])
    with as_if(programme, change, by=by, now=now):
        forecast = Forecast(programme, now=now, until=day, among=tasks)
        return show(DayPreview(day, foretold(forecast, day)))


def _looking(
    programme: Programme, tasks: Collection[int], *, now: datetime, until: date
) -> Forecast:
    return Forecast(programme, now=now, until=until, among=tasks)


def _touched(forecast: Forecast, rungs: Iterable[Rung]) -> dict[date, set[int]]:
    """Each day → tasks of which more or less may leave on it because of `rungs`."""
    ids = {rung.pk for rung in rungs}
    everything = any(rung.cause == Cause.UNHEARD for rung in rungs)
    days = (forecast.today + timedelta(days=n) for n in range(DAYS))
    return {day: set(forecast.tasks) if everything else forecast.touched(day, ids) for day in days}


def _keys_of(forecast: Forecast, touched: dict[date, set[int]]) -> dict[date, set[Key]]:
    return {
        day: {one.key for one in forecast.on(day, among=tasks)} if tasks else set()
        for day, tasks in touched.items()
    }


def _differing(before: dict[date, set[Key]], after: dict[date, set[Key]]) -> list[DayEffect]:
    each = (
        DayEffect(day, frozenset(after[day] - found), frozenset(found - after[day]))
        for day, found in before.items()
    )
    return [one for one in each if one.more or one.fewer]
