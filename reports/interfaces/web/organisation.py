"""One organisation: where it stands, what is late and whose, and who is there."""

from datetime import timedelta
from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.enums import Role
from accounts.interfaces.web.reader import Reader, reader_of
from accounts.models import Deputy, Membership, Organisation
from reports.enums import Slice
from reports.interfaces.reading import readable
from reports.interfaces.web.behind import query_of, tasks_behind
from reports.interfaces.web.both import held_against_both
from reports.interfaces.web.chart import chart
from reports.interfaces.web.stands import placed, today_of
from reports.interfaces.wording.rates import measured
from reports.queries.rates.trend import trend
from reports.queries.room import room
from reports.rules.measures import HEADLINE
from tasks.interfaces.web.first import First, first
from tasks.models import Task
from tasks.queries.listing import filtered_tasks

NAMED = 10
SOON = timedelta(days=30)
UNFINISHED = ("in_time", "overdue")


@login_required
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """Figures are for members of a programme; tasks are those that the reader may see."""
    reader = reader_of(request)
    found = get_object_or_404(Organisation.objects.select_related("parent"), code=code)
    within = frozenset(one.pk for one in readable(reader.user, on=reader.today))
    context = {
        "organisation": found,
        "successors": [each.successor for each in found.successions.select_related("successor")],
        "today": reader.today,
        "posts": _posts(found, reader),
        "deputies": Deputy.objects.acting_on(reader.today)
        .filter(organisation=found)
        .select_related("head", "deputy"),
        "overdue": _tasks(found, reader, standing="overdue"),
        "coming": _coming(found, reader),
    }
    with room():
        context |= _figures(found, reader, within) | vars(placed(found, reader, within))
    return render(request, "reports/organisation.html", context)


def _figures(found: Organisation, reader: Reader, within: frozenset[int]) -> dict[str, Any]:
    """Today's, of what it leads and what is led below it; a row for each that has some."""
    asked: dict[str, Any] = {"organisation": found, "subtree": True, "within": within}
    report = today_of(reader, by=Slice.ORGANISATION, **asked)
    measures = measured(report.totals)
    return held_against_both(report) | {
        "report": report,
        "totals": report.totals,
        "headline": next(each for each in measures if each.measure is HEADLINE),
        "tasks": tasks_behind(report.question),
        "query": query_of(report.question, report.ranking),
        "chart": chart(trend(report.question)),
    }


def _tasks(found: Organisation, reader: Reader, **narrowed: Any) -> "First[Task]":
    tasks: QuerySet[Any] = filtered_tasks(
        reader.user, on=reader.today, organisation=found, **narrowed
    )
    related = tasks.select_related("lead", "unit", "officer", "clause__instrument")
    return first(related.order_by("due", "code_key", "pk"), NAMED)


def _coming(found: Organisation, reader: Reader) -> "First[Task]":
    days = {"due_from": reader.today, "due_to": reader.today + SOON}
    return _tasks(found, reader, standing=UNFINISHED, **days)


def _posts(found: Organisation, reader: Reader) -> list[tuple[str, list[Membership]]]:
    """Each role that somebody holds today, with the people; heads first."""
    held = Membership.objects.held_on(reader.today).filter(organisation=found)
    order = [Role.HEAD, *(role for role in Role if role is not Role.HEAD)]
    posts = list(held.select_related("user").order_by("user__sort_key", "pk"))
    posts.sort(key=lambda post: order.index(Role(post.role)))
    return [(str(Role(role).label), list(each)) for role, each in groupby(posts, lambda p: p.role)]
