"""How the work goes as a table, and the list behind each of its counts."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.interfaces.web.reader import Reader
from reports.domain.rates import question_of
from reports.domain.work import work as work_of
from reports.interfaces.api.work import WorkQuery
from reports.interfaces.asking.work import WorkForm, work_answer
from reports.interfaces.exports import figured
from reports.interfaces.wording.rates import asked_of
from reports.interfaces.wording.work import about, statement
from reports.queries.work.lists import LISTED, Lines, is_listed
from reports.rules.pack.lists import WorkLine
from reports.rules.report import Question
from reports.rules.work.counts import COUNTS
from reports.rules.work.measures import TERMS, WORK_MEASURES
from reports.rules.work.report import WorkReport
from tracker.lib.exporting.table import (
    CHUNK,
    Column,
    Export,
    Kind,
    Table,
    Words,
    day,
    integer,
    of_rows,
    text,
)


def table_of(report: WorkReport) -> Table:
    """A line for each slice, and one with the key "total"."""
    columns = [
        *(figured.KEY, figured.NAME),
        *(figured.count(TERMS[name][1] if name in TERMS else name, name) for name in COUNTS),
        *(figured.measure(each, Kind.NUMBER) for each in WORK_MEASURES),
        *figured.asked_columns(report.question),
    ]
    return of_rows(columns, figured.with_total(report), partial(statement, report))


def work(reader: Reader, words: Words) -> Table:
    return table_of(
        words["report"] if "report" in words else figured.by_api(work_of, reader, words)
    )


class WorkListQuery(WorkQuery):
    figure = serializers.ChoiceField(
        LISTED, default="overdue", help_text="The count whose list is asked for."
    )


def listed(reader: Reader, words: Words) -> Table:
    """As far as the reader may see them. Raises PermissionDenied for a member of no programme."""
    asked = dict(words)
    figure = asked.pop("figure", "overdue")
    question: Question = figured.by_api(question_of, reader, asked, told=False)
    lines = Lines(question, figure, user=reader.user, on=reader.today)

    def said() -> list[tuple[str, str]]:
        meaning = str(TERMS[figure][1]) if figure in TERMS else figure
        what = (str(_("What is counted")), meaning)
        seen = figured.visible(len(lines), len(Lines(question, figure)))
        return [what, *asked_of(question), *seen, *figured.made_now(reader)]

    return Table(COLUMNS, lambda: _each(lines), lambda: len(lines), said)


def _each(lines: Lines) -> Iterator[WorkLine]:
    """In chunks: memory stays flat."""
    for start in range(0, len(lines), CHUNK):
        yield from lines[start : start + CHUNK]


def _form(given: QueryDict, reader: Reader) -> Words | None:
    form = WorkForm(given, today=reader.today)
    figure = given.get("figure", "")
    if not form.is_valid() or not is_listed(figure):
        return None
    programme = form.cleaned_data["programme"]
    named = {"programme": programme.code if programme else None, "figure": figure}
    return form.cleaned_data | named


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
    "work-figures": Export(
        *(_("How the work goes"), "work", work, WorkQuery),
        partial(figured.by_page, WorkForm, work_answer),
    ),
    "work": Export(_("What is counted"), "work_list", listed, WorkListQuery, _form),
}
