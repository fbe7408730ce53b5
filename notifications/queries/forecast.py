"""What would leave on a day to come, and to whom, if nothing changes until then.

What is due on a day is asked of `due`; which tasks are looked at until then, of the agenda and of
the rungs that come after its entries. A digest takes along what has become due since the working
day before: so of what is due, that leaves which was not due, or not looked at, on that day.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db import connection
from django.db.models import Q

from notifications.enums import NoticeState, Urgency
from notifications.models import Agenda, Notice
from notifications.models.agenda import OrganisationAgenda
from notifications.queries.concerned import CONCERNED
from notifications.queries.due import COMING, DUE
from notifications.queries.pending import digests_of
from notifications.queries.untold import Key, Outgoing, rows_of, untold
from tasks.models import Programme, Task, Workday
from tracker.clock import day_of

DAY = timedelta(days=1)
FARTHEST = timedelta(days=366)  # so far ahead a day is foretold


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
        due = self._noticed(list(untold(tasks, day)), day)
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
        others = set().union(*self._whose_people_change.values())
        concerned = Q(pk__in=looked) | Q(pk__in=waiting) | Q(pk__in=others)
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
        for days in (*self._days.values(), self._whose_people_change):
            for day, tasks in days.items():
                found[day] |= tasks
        return found

    @cached_property
    def _whose_people_change(self) -> dict[date, set[int]]:
        """Day → tasks, of any programme, that are looked at because of an organisation's people."""
        bodies: dict[date, list[int]] = defaultdict(list)
        entries = OrganisationAgenda.objects.filter(on_day__lte=self.until)
        for body, day in entries.values_list("organisation", "on_day"):
            bodies[max(day, self.today)].append(body)
        return {day: concerned_by(found) for day, found in bodies.items()}

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
        today = untold(tasks & (self._looks[last] | self._waiting), last)
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


def concerned_by(organisations: Collection[int]) -> set[int]:
    """Ids of the unfinished tasks that concern people of the organisations with these ids."""
    with connection.cursor() as cursor:
        cursor.execute(CONCERNED, {"organisations": list(organisations)})
        return {task for (task,) in cursor.fetchall()}


def days_from(day: date | None, every: int | None, until: date) -> list[date]:
    """`day`, and with `every` each so many days from it, as long as it is not after `until`."""
    if day is None or day > until:
        return []
    times = (until - day).days // every if every else 0
    return [day + timedelta(days=n * (every or 0)) for n in range(times + 1)]
