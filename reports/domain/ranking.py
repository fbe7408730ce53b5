from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from reports.enums import Slice
from reports.queries.rates.then import as_it_was
from reports.rules.measures import BY_CODE, HEADLINE
from reports.rules.ranking import LEAST_DUE, Ranking, compared, ranked
from reports.rules.report import Question, Report
from tracker.lib.refused import Refused


def ranking_of(
    report: Report,
    answer: Callable[[Question], Report],
    *,
    measure: str | None,
    least: int | None,
    since: date | None,
) -> Ranking | None:
    """The ranking of the organisations in `report`; None where it has no row for each of them.

    By the measure with the code `measure`, else by the headline, of those with at least `least`
    due tasks. With `since`, `answer` is asked the same question for that day. Raises Refused for a
    ranking of anything else, an unknown measure, or a day that is not earlier.
    """
    question = report.question
    _check(question, measure, since)
    if question.by is not Slice.ORGANISATION or question.across:
        return None
    chosen = BY_CODE[measure] if measure else HEADLINE
    enough = LEAST_DUE if least is None else least
    places = ranked(report.rows, chosen, enough)
    if since is not None:
        earlier = answer(as_it_was(replace(question, as_of=since, is_today=False)))
        places = compared(places, ranked(earlier.rows, chosen, enough))
    return Ranking(chosen, enough, since, tuple(places))


def _check(question: Question, measure: str | None, since: date | None) -> None:
    by_organisation = question.by is Slice.ORGANISATION and not question.across
    if (measure or since) and not by_organisation:
        raise Refused(
            _("Organisations are ranked: break the figures down by them, and by nothing else."),
            code="no_ranking",
            field="rank" if measure else "since",
        )
    if measure and measure not in BY_CODE:
        message = _("There is nothing called “%(value)s” here.") % {"value": measure}
        raise Refused(message, code="unknown", field="rank")
    if since is not None and since >= question.as_of:
        raise Refused(
            _("The change is counted since an earlier day."), code="not_earlier", field="since"
        )
