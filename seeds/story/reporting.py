"""When regular tasks are reported on: each period of their rhythm, mostly in time."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from seeds.story.calendar import ONE_DAY, days, is_worked, moment
from seeds.story.plans import Act, Plan
from seeds.story.playing import Beat
from seeds.story.tables import by_key, day, pick, rank, text

MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
STOPS = {"suspend", "end", "withdraw"}
# Of a hundred reports so many are in time, and so many a little late; the others never come.
IN_TIME, LATE = 82, 12
LATEST = 12  # days after the last day of a period


def regular_reports(plan: Plan, beats: tuple[Beat, ...], by: str) -> Iterator[Act]:
    """The reports of one regular task by `by`, for the periods before it stopped."""
    if not plan.rhythm:
        return
    stops = [beat.happened_on for beat in beats if beat.kind in STOPS]
    until = min([*stops, day(by_key("story", "key")["last_day"]["value"]) + ONE_DAY])
    first = plan.assigned_on
    while first < until:
        last = _last_day(first, MONTHS[plan.rhythm])
        on = _reported_on(plan, first, last, until)
        if on is not None:
            said = {"due_on": last, "narrative": text("narrative", plan.code, last)}
            at = moment(on, "report_occurrence", plan.code, last)
            yield Act(plan.code, "report_occurrence", at, on, by, said)
        first = last + ONE_DAY


def _last_day(first: date, months: int) -> date:
    month = (first.month - 1) // months * months + months
    return date(first.year, month, monthrange(first.year, month)[1])


def _reported_on(plan: Plan, first: date, last: date, until: date) -> date | None:
    """A day towards the end of the period or shortly after it; None where none is left."""
    chance = rank("reported", plan.code, last) % 100
    if chance < IN_TIME:
        begin, end = max(first + ONE_DAY, last - 6 * ONE_DAY), last
    elif chance < IN_TIME + LATE:
        begin, end = last + ONE_DAY, last + LATEST * ONE_DAY
    else:
        return None
    free = [each for each in days(begin, end) if is_worked(each) and each < until]
    return pick(free, "report", plan.code, last) if free else None
