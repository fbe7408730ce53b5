"""Reminders whose day follows from the calendar, to show what a change of it would do."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from notifications.enums import Urgency
from notifications.models import Agenda, Rung
from notifications.queries.due import COMING
from notifications.queries.forecast import days_from
from notifications.queries.untold import rows_of
from tasks.queries.workdays import working_calendar

# Longer than any stretch without a working day, and than rungs in working days mostly reach.
STRETCH = timedelta(days=45)
MOST_TASKS = 20_000
Dates = dict[tuple[str, object], object]


def reminders_leave(today: date, days: Sequence[date]) -> Dates:
    """On which day each reminder leaves, from today until some weeks after the changed `days`.

    Found by the agenda: whatever is not looked at by then has no reminder until then. Entries of
    today are left out: a change of the calendar adds one for every task. At very many tasks those
    are counted that come first, and the words say so.
    """
    until = max(*days, today) + STRETCH
    tasks = _coming_up(today, until)
    calendar, label = working_calendar(), _label(len(tasks))
    digests = set(Rung.objects.filter(urgency=Urgency.DIGEST).values_list("pk", flat=True))
    found: Dates = {}
    for key, rung, day in _reminders(tasks[:MOST_TASKS], today, until):
        rests = rung in digests and not calendar.is_workday(day)
        found[label, key] = calendar.add_workdays(day, 1) if rests else day
    return found


def _coming_up(today: date, until: date) -> list[int]:
    """Ids of tasks, the soonest first; one more than are counted, if there are more."""
    entries = Agenda.objects.filter(on_day__gt=today, on_day__lte=until).order_by("on_day", "pk")
    found = entries.values_list("task", flat=True)[: 2 * MOST_TASKS]
    return list(dict.fromkeys(found))[: MOST_TASKS + 1]


def _label(tasks: int) -> str:
    if tasks <= MOST_TASKS:
        return _("A reminder leaves on")
    words = _("A reminder leaves on (of the %(count)d tasks that come first)")
    return words % {"count": MOST_TASKS}


def _reminders(
    tasks: Collection[int], today: date, until: date
) -> Iterator[tuple[object, int, date]]:
    """Each with what tells it apart, its rung and the day on which it is due."""
    same: Counter[tuple[int, int]] = Counter()
    rows = rows_of(COMING, tasks, today)
    coming = ((task, rung, day, every) for task, rung, _come, day, every in rows if day)
    for task, rung, first, every in sorted(coming, key=lambda row: row[:3]):
        same[task, rung] += 1
        for times, day in enumerate(days_from(first, every, until)):
            yield (task, rung, same[task, rung], times), rung, day


COMPUTED = (reminders_leave,)
