"""The bare views that pages are held against: the same rows by one query, in a plain table.

No middleware, nobody signs in, nothing is counted, no menu is drawn, the answer is not compressed.
"""

from collections.abc import Mapping
from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db.models import Q, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine, Template
from django.test import override_settings
from django.urls import include, path

from tasks.enums import UNFINISHED
from tasks.interfaces.web.listing import OPEN_FIRST
from tasks.interfaces.web.pages import PAGE
from tasks.models import Task
from tasks.queries.standing import with_standing
from tracker import clock
from tracker.lib.functions import Fold

TABLE = """<!doctype html>
<html><head><title>Tasks</title></head><body><h1>Tasks</h1><table>
<tr><th>Title<th>Code<th>Instrument<th>Lead<th>Standing<th>Due<th>Progress</tr>
{% for task in tasks %}<tr>
<td><a href="{% url 'task' task.pk %}">{{ task.title }}</a></td><td>{{ task.code }}</td>
<td>{{ task.clause.instrument.number }}</td><td>{{ task.lead.name }}</td>
<td>{{ task.standing }}</td>
<td>{{ task.due|date:"d/m/Y" }}</td><td>{{ task.percent }} %</td>
</tr>{% endfor %}
</table></body></html>"""
# What each page of tasks shows: filters, order, number of rows.
ROWS: Mapping[str, tuple[Q, tuple[Any, ...], int]] = {
    "all": (Q(), OPEN_FIRST, PAGE),
    "overdue": (Q(standing="overdue"), OPEN_FIRST, PAGE),
    "completed": (Q(standing__startswith="completed"), OPEN_FIRST, PAGE),
    "organisation": (Q(lead__code="O7"), OPEN_FIRST, PAGE),
    "programme": (Q(programme__code="P1"), OPEN_FIRST, PAGE),
    "words": (Q(folded__contains=Fold(Value("số 123"))), OPEN_FIRST, PAGE),
    "owed": (Q(lead__code="O7", status__in=UNFINISHED), ("due", "code"), 200),
    "ten": (Q(folded__contains=Fold(Value("số 123"))), ("pk",), 10),
}


def rows_of(name: str) -> QuerySet[Any]:
    """One query; tasks with their `standing` and `due` of today."""
    asked, order, most = ROWS[name]
    tasks = Task.objects.leaves().select_related("lead", "clause__instrument", "programme")
    return with_standing(tasks, clock.today()).filter(asked).order_by(*order)[:most]


def table(request: HttpRequest, name: str) -> HttpResponse:
    """The rows of `ROWS` with this name."""
    del request
    return HttpResponse(_TEMPLATE.render(Context({"tasks": rows_of(name)})))


def handler() -> WSGIHandler:
    """A WSGI application that serves `/<name>/`."""
    with override_settings(MIDDLEWARE=[]):
        bare = WSGIHandler()
    bare.request_class = _Request
    return bare


class _Request(WSGIRequest):
    urlconf = "bench.bare"


_TEMPLATE = Template(TABLE, engine=Engine.get_default())
urlpatterns = [
    path("bare/<slug:name>/", table),
    path("", include("tracker.urls")),  # where the links lead
]
