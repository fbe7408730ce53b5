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


@dataclass(frozen=True)
class _Linked:
    """The counts as links; what a measure does with the names of counts, it does with these."""

    counts: WorkCounts
    address: str

    def of(self, name: str) -> str:
        count = self.counts.of(name)
        if not is_listed(name):
            return str(count)
        return format_html('<a href="{}&amp;figure={}">{}</a>', self.address, name, count)

    def sum_of(self, names: Iterable[str]) -> int:
        return self.counts.sum_of(names)


def work_query(question: Question, **instead: str) -> str:
    """The question as the query of an address, without what is not asked here."""
    return query_of(question, None, **UNASKED | instead)


def cells(
    question: Question, measures: Iterable[WorkMeasure], counts: WorkCounts, *rows: WorkRow
) -> list[Cell]:
    """A cell for each measure: of the totals, or of a row."""
    words = {"by": ""} | narrowed_to(question, *rows)
    linked = _Linked(counts, f"{reverse('work_list')}?{work_query(question, **words)}")
    return [_cell(measure, counts, linked) for measure in measures]


def _cell(measure: WorkMeasure, counts: WorkCounts, linked: _Linked) -> Cell:
    """In a table a dash says that there is nothing to divide by."""
    figure = "–" if measure.value(counts) is None else shown(measure, counts)
    # Between the links stand signs, and words of our own.
    return Cell(figure, mark_safe(measure.numbers(linked)))  # noqa: S308
