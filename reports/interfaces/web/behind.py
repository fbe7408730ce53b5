"""The address of a question, and that of the list behind each of its figures."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol
from urllib.parse import urlencode

from django.urls import reverse

from reports.enums import Slice
from reports.rules.ranking import Ranking
from reports.rules.report import Question
from tasks.enums import Participation


class Keyed(Protocol):
    """A row of any report, or a column."""

    @property
    def key(self) -> str: ...


Slices = Sequence[Slice | None]
# What a list is not asked for: how the figures were laid out.
LAID_OUT = {"by": "", "across": ""}


def query_of(question: Question, ranking: Ranking | None = None, **instead: str) -> str:
    """The question as the query of an address, defaults and all, so that it can be asked again."""
    programme = question.programme
    asked = {
        "as_of": question.as_of.isoformat(),
        "knowledge": question.knowledge.value,
        "deadline": question.deadline.value,
        "organised": question.organised.value,
        "participation": question.participation.value,
        "by": question.by.value if question.by else "",
        "across": question.across.value if question.across else "",
        "programme": programme.code if programme else "",
        **question.filters,
        **(_ranked_by(ranking) if ranking else {}),
    }
    return _written(asked | instead)


def narrowed_to(question: Question, *rows: Keyed, by: Slices = ()) -> dict[str, str]:
    """The words that narrow a question down to a row, or to a row crossed with another.

    With a subtree, a row is that of a child with all below it, or of the organisation itself.
    """
    top = question.organisation
    narrowed: dict[str, str] = {}
    for each, row in _sliced(question, rows, by):
        if each:
            narrowed[each.value] = row.key
        if each is Slice.ORGANISATION and top and top.code == row.key:
            narrowed["subtree"] = ""
    return narrowed


def tasks_behind(question: Question, *rows: Any, by: Slices = ()) -> str:
    """The address of the list of exactly the tasks of a total, a row, or a cell of a crossing.

    By a standing it is narrowed down with `&standing=`.
    """
    if question.participation is Participation.JOINED:
        words = LAID_OUT | {"participation": ""} | narrowed_to(question, *rows, by=by)
        return f"{reverse('joined_list')}?{query_of(question, None, **words)}"
    narrowed: dict[str, str] = {}
    for each, row in _sliced(question, rows, by):
        narrowed |= _of_row(question, each, row)
    return f"{reverse('task_list')}?{_tasks_query(question, narrowed)}"


def reports_behind(question: Question, *rows: Keyed) -> str:
    """The same for the reports due on regular tasks; by a class with `&reporting=`."""
    unasked = {"participation": "", "deadline": ""}
    words = LAID_OUT | unasked | narrowed_to(question, *rows)
    return f"{reverse('reports_list')}?{query_of(question, None, **words)}"


def _sliced(
    question: Question, rows: Sequence[Any], by: Slices
) -> Iterator[tuple[Slice | None, Any]]:
    """Each row with its slice: that of the question unless named; none for a total."""
    yield from zip(by or (question.by,), rows, strict=True) if rows else ()


def _of_row(question: Question, each: Slice | None, row: Any) -> dict[str, str]:
    """As the list of tasks takes it, which knows some things by their number."""
    if each is Slice.ORGANISATION:
        top = question.organisation
        if question.subtree and not (top and top.code == row.key):
            return {"lead": "", "organisation": str(row.identity)}
        return {"lead": row.key, "organisation": ""}
    if each in (Slice.INSTRUMENT, Slice.PROGRAMME):
        return {each.value: str(row.identity)}
    return {each.value: row.key} if each else {}


def _tasks_query(question: Question, narrowed: Mapping[str, str]) -> str:
    top = question.organisation
    led = {"lead": top.code if top else ""}
    if top and question.subtree:
        led = {"organisation": str(top.pk)}
    asked = {
        "figure": "yes",
        "as_of": question.as_of.isoformat(),
        "knowledge": question.knowledge.value,
        "deadline": question.deadline.value,
        "organised": question.organised.value,
        "programme": str(question.programme.pk) if question.programme else "",
        "instrument": str(question.instrument.pk) if question.instrument else "",
        **led,
        **{each.value: key for each, key in question.only.items()},
    }
    return _written({**asked, **narrowed})


def _ranked_by(ranking: Ranking) -> dict[str, str]:
    return {
        "rank": ranking.measure.code,
        "least": str(ranking.least),
        "since": ranking.since.isoformat() if ranking.since else "",
    }


def _written(words: Mapping[str, str]) -> str:
    return urlencode({name: value for name, value in words.items() if value})
