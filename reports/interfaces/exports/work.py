"""The list behind each count of the work."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.interfaces.web.reader import Reader
from reports.domain.rates import question_of
from reports.interfaces.api.work import WorkQuery
from reports.interfaces.asking.work import WorkForm
from reports.interfaces.reading import readable
from reports.interfaces.wording.work import about
from reports.queries.work.lists import LISTED, Lines, is_listed
from reports.rules.pack.lists import WorkLine
from tasks.models import Programme
from tracker.lib.exporting.table import (
    CHUNK,
    Column,
    Export,
    Kind,
    Table,
    Words,
    day,
    integer,
    text,
)
from tracker.lib.refused import Refused


class WorkListQuery(WorkQuery):
    figure = serializers.ChoiceField(
        LISTED, default="overdue", help_text="The count whose list is asked for."
    )


def _lines(reader: Reader, words: Words) -> Table:
    """As far as the reader may see them. Raises PermissionDenied for a member of no programme."""
    asked = dict(words)
    figure = asked.pop("figure", "overdue")
    within = frozenset(each.pk for each in readable(reader.user, on=reader.today))
    question = question_of(
        now=reader.now,
        within=within,
        **{"as_of": reader.today} | asked | {"programme": _programme(asked)},
    )
    lines = Lines(question, figure, user=reader.user, on=reader.today)
    return Table(COLUMNS, lambda: _each(lines), lambda: len(lines))


def _programme(asked: dict[str, Any]) -> Programme | None:
    """The API names it by its code."""
    given = asked.get("programme")
    if not isinstance(given, str):
        return given
    found = Programme.objects.filter(code=given).first()
    if found is None:
        raise Refused(say("There is no such programme."), code="unknown", field="programme")
    return found


def _each(lines: Lines) -> Iterator[WorkLine]:
    """In chunks: memory stays flat."""
    for start in range(0, len(lines), CHUNK):
        yield from lines[start : start + CHUNK]


def _form(given: QueryDict, reader: Reader) -> Words | None:
    form = WorkForm(given, today=reader.today)
    figure = given.get("figure", "")
    if not form.is_valid() or not is_listed(figure):
        return None
    return form.cleaned_data | {"figure": figure}


def _last_report(line: WorkLine) -> date | None:
    return line.task.heard.on if line.task.heard else None


COLUMNS = [
    text(_("Code"), "task.code"),
    text(_("Task"), "task.title"),
    text(_("Instrument"), "task.instrument"),
    text(_("Lead"), "task.lead"),
    text(_("Officer"), "task.officer"),
    Column(_("Standing"), lambda line: line.task.standing.label),
    day(_("Assigned on"), "task.assigned_on"),
    day(_("Deadline"), "task.due"),
    integer(_("Days late"), "task.days_late"),
    integer(_("Per cent done"), "task.percent"),
    Column(_("Last report"), _last_report, Kind.DAY),
    day(_("Completed on"), "task.completed_on"),
    Column(_("Why it is here"), about),
]

EXPORTS = {
    "work": Export(
        _("What is counted"), page="work_list", table=_lines, query=WorkListQuery, form=_form
    ),
}
