"""An instrument point by point as a table: a line for each task."""

from functools import partial
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.interfaces.web.reader import Reader
from reports.interfaces.asking.points import PointsForm
from reports.interfaces.asking.rates import answer
from reports.interfaces.exports import figured
from reports.interfaces.reading import readable
from reports.interfaces.wording.rates import statement
from reports.queries.points import Point, points_of, tasks_of
from reports.rules.report import Report
from tasks.enums import DeadlineBasis, Knowledge, Standing
from tasks.models import Instrument, Programme
from tracker.lib.api.fields import Named
from tracker.lib.api.queries import Query
from tracker.lib.exporting.table import (
    Column,
    Export,
    Table,
    Words,
    day,
    integer,
    of_queryset,
    text,
)


class PointsQuery(Query):
    """As the rates take it, of one instrument."""

    instrument = Named(Instrument.objects, by="number", help_text="Its number.")
    as_of = serializers.DateField(required=False, help_text="By default today.")
    knowledge = serializers.ChoiceField(Knowledge.choices, default=Knowledge.HAPPENED)
    deadline = serializers.ChoiceField(DeadlineBasis.choices, default=DeadlineBasis.IN_FORCE)
    programme = serializers.CharField(required=False, help_text="Its code.")


def points(reader: Reader, words: Words) -> Table:
    """As far as the reader may see the tasks. Raises PermissionDenied, Http404."""
    report = words["report"] if "report" in words else _asked(dict(words), reader)
    if report is None:
        raise serializers.ValidationError
    tasks = tasks_of(report.question, reader.user, on=reader.today)
    told = partial(points_of, report.question)
    return of_queryset(COLUMNS, tasks, prepared=told, statement=partial(_said, report, tasks))


def _said(report: Report, tasks: Any) -> list[tuple[str, str]]:
    """What was asked, how much of it is here, and the figures of the whole."""
    seen = figured.visible(tasks.order_by().count(), report.totals.total)
    return [*seen, *statement(report)]


def _by_page(given: QueryDict, reader: Reader) -> Words | None:
    report = _asked(given.dict(), reader)
    return None if report is None else {"report": report}


def _asked(given: dict[str, Any], reader: Reader) -> Report | None:
    """The report on the instrument with that number; None where it cannot be asked."""
    asked = given.pop("instrument", "")
    number = asked.number if isinstance(asked, Instrument) else asked
    found = Instrument.objects.filter(number=number).first()
    if found is None:
        return None
    within = frozenset(one.pk for one in readable(reader.user, on=reader.today))
    programmes = Programme.objects.filter(pk__in=within)
    form = PointsForm(given, instrument=found, today=reader.today, programmes=programmes)
    return answer(form, now=reader.now, within=within, reader=reader.user)


def _product(point: Point) -> str:
    made = point.product
    if made is None:
        return ""
    kind = made.get_product_kind_display()
    return f"{kind} {made.product_number}, {made.product_date:%d/%m/%Y}"


COLUMNS = [
    text(_("Clause"), "task.clause.number"),
    text(_("Text"), "task.clause.text"),
    text(_("Code"), "task.code"),
    text(_("Task"), "task.title"),
    text(_("Lead"), "task.lead"),
    day(_("Deadline"), "task.due"),
    Column(_("Standing"), lambda point: Standing(point.task.standing).label),
    integer(_("Per cent done"), "task.percent"),
    day(_("Completed on"), "task.completed_on"),
    Column(_("Product"), _product),
    day(_("Reported on"), "heard.on"),
    text(_("Last report"), "heard.narrative"),
    text(_("Obstacle"), "heard.obstacle"),
]
EXPORTS = {
    "instrument-report": Export(
        _("Point-by-point report"), "instrument_list", points, PointsQuery, _by_page
    ),
}
