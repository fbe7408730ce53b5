"""How the tasks of an instrument stand, for its own page: a tag, since tasks know no reports."""

from typing import Any

from django import template

from accounts.models import User
from reports.domain.rates import rates
from reports.interfaces.web.behind import tasks_behind
from reports.interfaces.wording.rates import measured
from reports.rules.measures import HEADLINE
from tasks.models import Instrument
from tasks.queries.programmes import programmes_of
from tracker.clock import day_of, now_of

register = template.Library()


@register.simple_tag(takes_context=True)
def instrument_answer(context: dict[str, Any], instrument: Instrument) -> dict[str, Any] | None:
    """Today's figures, each with the list behind it; None for a member of no programme."""
    request = context["request"]
    if not isinstance(request.user, User):
        return None
    now = now_of(request)
    within = frozenset(one.pk for one in programmes_of(request.user, on=day_of(now)))
    if not within:
        return None
    asked: dict[str, Any] = {"as_of": day_of(now), "instrument": instrument, "within": within}
    report = rates(now=now, reader=request.user, **asked)
    figures = measured(report.totals)
    return {
        "totals": report.totals,
        "headline": next(each for each in figures if each.measure is HEADLINE),
        "tasks": tasks_behind(report.question),
    }
