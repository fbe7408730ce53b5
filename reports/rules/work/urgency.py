"""How late an overdue task is, and why one in time may not stay so; the twin of the SQL.

The thresholds stand here once: `reports.queries.work.states` reads them too.
"""

from dataclasses import dataclass
from datetime import date

from reports.enums import Age, Risk
from tasks.enums import Standing

# Age → the most days late in it; the last has no end.
AGES: tuple[tuple[Age, int | None], ...] = (
    (Age.DAYS_1_7, 7),
    (Age.DAYS_8_30, 30),
    (Age.DAYS_31_90, 90),
    (Age.OVER_90, None),
)

SOON = 30  # a task is due soon when its deadline is at most so many days ahead
SILENCE = 30  # and silent when nothing was reported on the last so many days

# In time, and its lead has work to do: what waits for a secretary or is suspended runs no risk.
OPEN = (Standing.IN_TIME_UNDERWAY, Standing.IN_TIME_NOT_STARTED)


@dataclass(frozen=True)
class Underway:
    """A task in time: from when to when it is owed, and what was last heard of it by the day.

    `heard_on` is the latest day that a report of progress is about, None for none; `percent` the
    newest that a report names, 0 for none.
    """

    assigned_on: date
    due: date
    heard_on: date | None
    percent: int


def age_of(due: date, day: date) -> Age | None:
    """By the days from the deadline to `day`; None when it has not passed."""
    late = (day - due).days
    return age_of_days(late) if late > 0 else None


def age_of_days(late: int) -> Age:
    """`late` is at least 1."""
    return next(age for age, most in AGES if most is None or late <= most)


def risk_of(task: Underway, day: date) -> Risk | None:
    """None where there is nothing to fear: see `is_silent` and `is_behind`."""
    soon = (task.due - day).days <= SOON
    if soon and is_silent(task, day):
        return Risk.SILENT
    if is_behind(task, day):
        return Risk.BEHIND_SOON if soon else Risk.BEHIND_LATER
    return None


def is_silent(task: Underway, day: date) -> bool:
    """Nothing was reported on the last SILENCE days, `day` among them, nor was it assigned then."""
    return (day - (task.heard_on or task.assigned_on)).days >= SILENCE


def is_behind(task: Underway, day: date) -> bool:
    """Less is done, in per cent, than of the days from assignment to deadline have gone."""
    used, given = (day - task.assigned_on).days, (task.due - task.assigned_on).days
    return task.percent * given < 100 * used
