"""The lists behind figures that count more than tasks: parts of co-agencies, reports due."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.interfaces.web.reader import Reader
from reports.domain.rates import question_of
from reports.interfaces.api.behind import DueReportsQuery, JoinedQuery
from reports.interfaces.api.views import chosen
from reports.interfaces.asking.behind import STANDINGS, DueReportsForm, JoinedForm
from reports.interfaces.exports import figured
from reports.interfaces.reading import readable
from reports.interfaces.wording.rates import asked_of
from reports.queries.due_reports import DueReports
from reports.queries.rates.joined import JoinedTasks
from reports.rules.behind import CountedPart, JoinedTask
from tasks.enums import Reporting
from tracker.lib.exporting.table import CHUNK, Column, Export, Kind, Table, Words, day, text

CODE, TITLE = text(_("Code"), "code"), text(_("Task"), "title")
INSTRUMENT, LEAD = text(_("Instrument"), "instrument"), text(_("Lead"), "lead")


def _table(
    reader: Reader, words: Words, *, name: str, lines: Callable[..., Any], columns: list[Column]
) -> Table:
    """As far as the reader may see them. Raises PermissionDenied for a member of no programme."""
    asked = dict(words)
    which = asked.pop(name, "")
    programmes = readable(reader.user, on=reader.today)
    if isinstance(asked.get("programme"), str):  # the API names it by its code
        asked["programme"] = chosen(asked["programme"], programmes)
    within = frozenset(each.pk for each in programmes)
    question = question_of(now=reader.now, within=within, **{"as_of": reader.today} | asked)
    found = lines(question, which, user=reader.user, on=reader.today)

    def said() -> list[tuple[str, str]]:
        counted = len(lines(question, which))
        asked_for = [*asked_of(question), *_of_class(found, which)]
        return [*asked_for, *figured.visible(len(found), counted), *figured.made_now(reader)]

    return Table(columns, lambda: _each(found), lambda: len(found), said)


def _of_class(found: Any, which: str) -> Iterator[tuple[str, str]]:
    """The class that was chosen, if one was."""
    if which:
        classes: Any = Reporting.choices if isinstance(found, DueReports) else STANDINGS
        yield str(_("Standing")), str(dict(classes)[which])


def _each(found: Any) -> Iterator[Any]:
    """In chunks: memory stays flat."""
    for start in range(0, len(found), CHUNK):
        yield from found[start : start + CHUNK]


def _form(given: QueryDict, reader: Reader, *, asking: Any) -> Words | None:
    form = asking(given, today=reader.today)
    return form.cleaned_data if form.is_valid() else None


def _parts(task: JoinedTask) -> str:
    return "; ".join(map(_part, task.parts))


def _part(part: CountedPart) -> str:
    said = f"{part.organisation}: {part.standing.label}"
    return f"{said}, {part.due:%d/%m/%Y}" if part.due else said


JOINED = [
    *(CODE, TITLE, INSTRUMENT, LEAD),
    Column(_("Standing"), lambda task: task.standing.label),
    Column(_("Deadline"), lambda task: task.parts[0].due, Kind.DAY),
    Column(_("Parts"), _parts),
]
DUE = [
    *(CODE, TITLE, INSTRUMENT, LEAD),
    day(_("Period from"), "period_from"),
    day(_("To be reported by"), "due_on"),
    day(_("Reported on"), "reported_on"),
    Column(_("Standing"), lambda one: one.reporting.label),
]

EXPORTS = {
    "rates-joined": Export(
        _("What co-agencies join"),
        page="joined_list",
        table=partial(_table, name="standing", lines=JoinedTasks, columns=JOINED),
        query=JoinedQuery,
        form=partial(_form, asking=JoinedForm),
    ),
    "rates-reports": Export(
        _("Reports on regular tasks"),
        page="reports_list",
        table=partial(_table, name="reporting", lines=DueReports, columns=DUE),
        query=DueReportsQuery,
        form=partial(_form, asking=DueReportsForm),
    ),
}
