"""Figures of the work whose numbers lead to what they count."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from reports.interfaces.web.behind import narrowed_to, query_of
from reports.interfaces.wording.work import shown
from reports.queries.work.lists import is_listed
from reports.rules.report import Question
from reports.rules.work.counts import WorkCounts
from reports.rules.work.measures import WorkMeasure
from reports.rules.work.report import WorkRow

# Tasks are counted with their lead, and neither crossed nor ranked.
UNASKED = dict.fromkeys(("participation", "across"), "")


@dataclass(frozen=True)
class Cell:
    """A figure as it is shown, and its formula in numbers, each of which is a link to its list."""

    shown: str
    numbers: SafeString


def work_query(question: Question, **instead: str) -> str:
    """The question as the query of an address, without what is not asked here."""
    return query_of(question, None, **UNASKED | instead)


def cells(
    question: Question, measures: Iterable[WorkMeasure], counts: WorkCounts, *rows: WorkRow
) -> list[Cell]:
    """A cell for each measure: of the totals, or of a row."""
    words = {"by": ""} | narrowed_to(question, *rows)
    address = f"{reverse('work_list')}?{work_query(question, **words)}"
    return [_cell(measure, counts, address) for measure in measures]


def _cell(measure: WorkMeasure, counts: WorkCounts, address: str) -> Cell:
    """In a table a dash says that there is nothing to divide by."""
    figure = "–" if measure.value(counts) is None else shown(measure, counts)
    numbers = measure.in_numbers(lambda name: _link(address, name, counts.of(name)))
    return Cell(figure, mark_safe(numbers))  # noqa: S308 - between the links stand our own words


def _link(address: str, name: str, count: int) -> str:
    if not is_listed(name):
        return str(count)
    return format_html('<a href="{}&amp;figure={}">{}</a>', address, name, count)
