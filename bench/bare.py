"""The bare views that pages are held against: the same rows by one query, in a plain table.

Tasks for pages that list tasks, a line for each organisation for the page of rates, the events of a
task for its page.

No middleware, nobody signs in, nothing is counted, no menu is drawn, the answer is not compressed.
"""

from collections.abc import Mapping
from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db.models import Count, Q, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine, Template
from django.test import override_settings
from django.urls import include, path

from bench.world import HOUSE
from tasks.enums import UNFINISHED
from tasks.interfaces.web.listing import OPEN_FIRST
from tasks.interfaces.web.pages import PAGE
from tasks.models import Task, TaskEvent
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
RATES = """<!doctype html>
<html><head><title>Rates</title></head><body><h1>Rates</h1><table>
{% for row in rows %}<tr><td><a href="{% url 'task_list' %}?lead={{ row.lead__code }}">
{{ row.lead__name }}</a></td>
<td>{{ row.total }}</td><td>{{ row.on_time }}</td><td>{{ row.late }}</td>
<td>{{ row.overdue }}</td><td>{{ row.regular }}</td><td>{{ row.rate|floatformat:1 }} %</td>
</tr>{% endfor %}
</table></body></html>"""
EVENTS = """<!doctype html>
<html><head><title>Task</title></head><body>
{% for event in events %}{% if forloop.first %}<h1>{{ event.title }}</h1>
<p>{{ event.code }} {{ event.lead.name }} {{ event.programme.name }}</p>{% endif %}
<p>{{ event.act_on|date:"d/m/Y" }} {{ event.act }} {{ event.act_by.full_name }}
{{ event.percent }} %</p>{% endfor %}
</body></html>"""
# What each page of tasks shows: filters, order, number of rows.
ROWS: Mapping[str, tuple[Q, tuple[Any, ...], int]] = {
    "all": (Q(), OPEN_FIRST, PAGE),
    "overdue": (Q(standing="overdue"), OPEN_FIRST, PAGE),
    "completed": (Q(standing__startswith="completed"), OPEN_FIRST, PAGE),
    "organisation": (Q(lead__code__in=HOUSE), OPEN_FIRST, PAGE),
    "programme": (Q(programme__code="P1"), OPEN_FIRST, PAGE),
    "words": (Q(folded__contains=Fold(Value("số 123"))), OPEN_FIRST, PAGE),
    "owed": (Q(lead__code__in=HOUSE, status__in=UNFINISHED), ("due", "code"), 200),
    "twenty owed": (Q(lead__code__in=HOUSE, status__in=UNFINISHED), ("due", "code"), 20),
    "ten": (Q(folded__contains=Fold(Value("số 123"))), ("pk",), 10),
}
# Counts of the page of rates, and their standings.
COUNTED = {
    "on_time": "completed_on_time",
    "late": "completed_late",
    "overdue": "overdue",
    "regular": "regular",
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


def rates(request: HttpRequest) -> HttpResponse:
    """The tasks of each lead by standing, and one rate."""
    del request
    many = {"total": Count("pk")} | {
        name: Count("pk", filter=Q(standing=standing)) for name, standing in COUNTED.items()
    }
    judged = with_standing(Task.objects.leaves(), clock.today()).order_by("lead__name")
    rows = judged.values("lead__code", "lead__name").annotate(**many)
    for row in rows:
        row["rate"] = 100 * row["on_time"] / (row["on_time"] + row["late"] + row["overdue"] or 1)
    return HttpResponse(_RATES.render(Context({"rows": rows})))


def task(request: HttpRequest, pk: int) -> HttpResponse:
    """The events of a task, the last first."""
    del request
    events = TaskEvent.objects.filter(task=pk).select_related("lead", "programme", "act_by")
    return HttpResponse(_EVENTS.render(Context({"events": events.order_by("-revision")})))


def handler() -> WSGIHandler:
    """A WSGI application that serves `/<name>/`."""
    with override_settings(MIDDLEWARE=[]):
        bare = WSGIHandler()
    bare.request_class = _Request
    return bare


class _Request(WSGIRequest):
    urlconf = "bench.bare"


_TEMPLATE, _RATES, _EVENTS = (
    Template(words, engine=Engine.get_default()) for words in (TABLE, RATES, EVENTS)
)
urlpatterns = [
    path("bare/rates/", rates),
    path("bare/task/<int:pk>/", task),
    path("bare/<str:name>/", table),
    path("", include("tracker.urls")),  # where the links lead
]
