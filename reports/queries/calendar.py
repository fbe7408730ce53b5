"""By which calendar the working days of a report are counted."""

from reports.rules.report import Question
from tasks.enums import Knowledge
from tasks.queries.workdays import calendar_known, working_calendar
from tracker.clock import end_of
from tracker.lib.workdays import Calendar


def calendar_for(question: Question) -> Calendar:
    """As it is now; as known then, without what was decided about it after that day. One query."""
    if question.knowledge is Knowledge.KNOWN:
        return calendar_known(end_of(question.as_of))
    return working_calendar()
