"""What would leave on a day to come, and to whom, if nothing changes until then.

What is due on a day is asked of `due`; which tasks are looked at until then, of the agenda and of
the rungs that come after its entries. A digest takes along what has become due since the working
day before: so of what is due, that leaves which was not due, or not looked at, on that day.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q

from notifications.enums import NoticeState, Urgency
from notifications.models import Agenda, Notice
from notifications.queries.due import COMING, DUE
from notifications.queries.pending import digests_of
from tasks.models import Programme, Task, Workday
from tracker.clock import day_of

BATCH = 5000  # tasks asked about at once
DAY = timedelta(days=1)
FARTHEST = timedelta(days=366)  # so far ahead a day is foretold
Key = tuple[int, str, int]  # task, about, recipient

# What is due and neither told nor in a mail that a server may have taken: columns of Outgoing.
_UNTOLD = f"""
    WITH due AS MATERIALIZED ({DUE})
    SELECT due.*, rung.urgency, waiting.id IS NOT NULL, waiting.message_id IS NOT NULL
    FROM due JOIN notifications_rung rung ON rung.id = due.rung_id
    LEFT JOIN notifications_notice waiting
        ON (waiting.task_id, waiting.about, waiting.recipient_id, waiting.step)
         = (due.task_id, due.about, due.recipient_id, due.step) AND waiting.state = 'planned'
    LEFT JOIN notifications_message mail ON mail.id = waiting.message_id
    WHERE mail.is_frozen IS NOT TRUE AND mail.state IS DISTINCT FROM 'sending' AND NOT EXISTS (
        SELECT FROM notifications_notice heard
        WHERE (heard.task_id, heard.about, heard.recipient_id)
            = (due.task_id, due.about, due.recipient_id)
          AND heard.state <> 'cancelled' AND heard.id IS DISTINCT FROM waiting.id
          AND (heard.due_day >= due.due_day OR heard.step = due.step)
    )
"""  # noqa: S608 -- only what is written here


class Outgoing(NamedTuple):
    """A notice that would leave; `task`, `recipient` and `rung` are ids.

    `waits`: it is planned already; `drafted`: and in a mail that has not left yet.
    """

    task: int
    about: str
    recipient: int
    step: str
    rung: int
    anchor: date
    due_day: date
    urgency: str
    waits: bool
    drafted: bool

    @property
    def key(self) -> Key:
        return self.task, self.about, self.recipient


class Forecast:
    """The days from today up to and with `until`, of one programme, by the ladder as it is.

    `among`: only these of its tasks (ids).
    """

    def __init__(
        self,
        programme: Programme,
        *,
        now: datetime,
        until: date,
        among: Collection[int] | None = None,
    ) -> None:
        self.programme, self.today, self.until = programme, day_of(now), until
        self.tasks = self._concerned() if among is None else sorted(among)

    def on(self, day: date, *, among: Collection[int] | None = None) -> list[Outgoing]:
        """What leaves on `day`; of today, what still does. By the roles people hold on `day`."""
        before = self.digest_before(day)
        tasks = self._looked_at(before, day) & set(self.tasks if among is None else among)
        due = self._noticed(list(_untold(tasks, day)), day)
        if day == self.today:
            return [one for one in due if self._leaves_today(one)]
        urgent = [one for one in due if one.urgency == Urgency.URGENT]
        found = self._still_there(urgent, after=day - DAY)
        if self.is_worked(day):
            digests = [one for one in due if one.urgency == Urgency.DIGEST]
            found += self._still_there(digests, after=before)
        return found

    def touched(self, day: date, rungs: Collection[int]) -> set[int]:
        """Ids of the tasks of which one of `rungs` (ids) may leave on `day`."""
        before = self.digest_before(day)
        come = self._come if before <= self.today else {}
        found = (self._days[rung] for rung in rungs)
        tasks = (tasks for days in found for at, tasks in days.items() if before < at <= day)
        return set().union(*tasks, *(come.get(rung, set()) for rung in rungs))

    def is_worked(self, day: date) -> bool:
        return day in self._worked

    def digest_before(self, day: date) -> date:
        """The working day before `day`."""
        return max(worked for worked in self._worked if worked < day)

    @cached_property
    def _worked(self) -> set[date]:
        reach = (self.today - timedelta(days=40), self.until)
        found = Workday.objects.filter(day__range=reach, is_workday=True)
        return set(found.values_list("day", flat=True))

    def _concerned(self) -> list[int]:
        """Ids of the tasks that are looked at by the last day, or of which something waits."""
        looked = Agenda.objects.filter(on_day__lte=self.until).values("task")
        waiting = Notice.objects.filter(state=NoticeState.PLANNED).values("task")
        concerned = Q(pk__in=looked) | Q(pk__in=waiting)
        found = Task.objects.filter(concerned, programme=self.programme)
        return sorted(found.order_by().values_list("pk", flat=True))

    @cached_property
    def _coming(self) -> list[tuple[int, int, bool, date | None, int | None]]:
        return list(rows_of(COMING, self.tasks, self.today))

    @cached_property
    def _days(self) -> dict[int, dict[date, set[int]]]:
        """Rung → day on which it comes, from tomorrow on → tasks."""
        found: dict[int, dict[date, set[int]]] = defaultdict(lambda: defaultdict(set))
        for task, rung, _come, day, every in self._coming:
            for at in days_from(day, every, self.until):
                found[rung][at].add(task)
        return found

    @cached_property
    def _come(self) -> dict[int, set[int]]:
        """Rung → tasks of which it has come."""
        found: dict[int, set[int]] = defaultdict(set)
        for task, rung, come, _day, _every in self._coming:
            if come:
                found[rung].add(task)
        return found

    @cached_property
    def _looks(self) -> dict[date, set[int]]:
        """Day → tasks that are looked at on it."""
        found: dict[date, set[int]] = defaultdict(set)
        entries = Agenda.objects.filter(task__in=self.tasks, on_day__lte=self.until)
        for task, day in entries.values_list("task", "on_day"):
            found[max(day, self.today)].add(task)
        for days in self._days.values():
            for day, tasks in days.items():
                found[day] |= tasks
        return found

    @cached_property
    def _waiting(self) -> set[int]:
        planned = Notice.objects.filter(state=NoticeState.PLANNED, task__in=self.tasks)
        return set(planned.values_list("task", flat=True))

    def _looked_at(self, before: date, day: date) -> set[int]:
        """Tasks of which something may leave on `day` that did not on the working day `before`."""
        if before > self.today:
            return set().union(*(t for at, t in self._looks.items() if before < at <= day))
        return self._waiting.union(*(tasks for at, tasks in self._looks.items() if at <= day))

    def _leaves_today(self, one: Outgoing) -> bool:
        if one.urgency == Urgency.URGENT or one.drafted:
            return True
        return self.is_worked(self.today) and one.recipient not in self._had

    @cached_property
    def _had(self) -> set[int]:
        """Ids of those who have had today's digest."""
        return set(digests_of(self.today).values_list("recipient", flat=True))

    def _noticed(self, due: Collection[Outgoing], day: date) -> list[Outgoing]:
        """Those of `due` that somebody has looked for by `day`, since they are to be told."""
        looked = self._looks.get(day, set())
        late = {one.task for one in due if not one.waits and one.task not in looked}
        seen = self._seen(late, day) if late else set()
        return [one for one in due if one.waits or one.task in looked or one.key in seen]

    def _still_there(self, found: Collection[Outgoing], *, after: date) -> list[Outgoing]:
        """Those of `found` that have not left by the day `after`, on which what is due leaves."""
        old = [one for one in found if one.due_day <= after]
        if not old or after < self.today:
            return list(found)
        left = {one.key for one in old if one.waits and after > self.today}
        left |= self._left_by(after, {one.task for one in old})
        return [one for one in found if one.due_day > after or one.key not in left]

    def _left_by(self, last: date, tasks: set[int]) -> set[Key]:
        if last > self.today:
            return self._seen(tasks, last)
        today = _untold(tasks & (self._looks[last] | self._waiting), last)
        return {one.key for one in today if self._leaves_today(one)}

    def _seen(self, tasks: set[int], last: date) -> set[Key]:
        """What was due when each of `tasks` is looked at last, from today on, by the day `last`.

        Somebody who holds a role only since then is not told with the others.
        """
        seen: set[Key] = set()
        for day in sorted((day for day in self._looks if day <= last), reverse=True):
            seen |= {row[:3] for row in rows_of(DUE, tasks & self._looks[day], day)}
            tasks = tasks - self._looks[day]
        return seen


def days_from(day: date | None, every: int | None, until: date) -> list[date]:
    """`day`, and with `every` each so many days from it, as long as it is not after `until`."""
    if day is None or day > until:
        return []
    times = (until - day).days // every if every else 0
    return [day + timedelta(days=n * (every or 0)) for n in range(times + 1)]


def _untold(tasks: Collection[int], day: date) -> Iterator[Outgoing]:
    return (Outgoing(*row) for row in rows_of(_UNTOLD, tasks, day))


def rows_of(sql: str, tasks: Iterable[int], day: date) -> Iterator[Any]:
    """The answers about `tasks` on `day`, some tasks at a time."""
    asked = sorted(tasks)
    for start in range(0, len(asked), BATCH):
        with connection.cursor() as cursor:
            cursor.execute(sql, {"tasks": asked[start : start + BATCH], "day": day})
            yield from cursor.fetchall()
