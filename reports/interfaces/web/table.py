"""The table of slices, each row with a link that asks the next question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from reports.enums import Slice
from reports.interfaces.wording.rates import change, shown, why_not
from reports.rules.counts import Counts
from reports.rules.measures import BY_CODE
from reports.rules.ranking import Place, Ranking
from reports.rules.report import Question, Report, Row
from tasks.enums import Participation

RATES = ("on_time_rate", "due_completion_rate", "completion_rate")

# Where the link of a row leads: to the tasks of the row, by the next slice.
NEXT = {
    Slice.ORGANISATION: Slice.INSTRUMENT,
    Slice.BLOCK: Slice.ORGANISATION,
    Slice.INSTRUMENT: Slice.ORGANISATION,
    Slice.PROGRAMME: Slice.ORGANISATION,
    Slice.THEME: Slice.ORGANISATION,
    Slice.DELIVERABLE: Slice.ORGANISATION,
    Slice.AUTHORITY: Slice.ORGANISATION,
    Slice.QUARTER: Slice.ORGANISATION,
}


@dataclass(frozen=True)
class Line:
    """A row as it is shown: its rates in the order of RATES, and a query to look inside.

    `other` is the on-time rate against the deadline that the report is not held against. `tasks` is
    the query of the list that holds exactly the tasks of the row; empty where there is none such.
    `place` is its place in the ranking, if there is one, and `why_not` says why it has no rank.
    """

    row: Row
    rates: list[str]
    query: str
    other: str
    tasks: str
    place: Place | None = None
    why_not: str = ""
    change: str = ""


def rows_of(report: Report, others: Mapping[str, str]) -> Iterator[Line]:
    """`others`: key of a row → its `other`."""
    ranking = report.ranking
    for row in report.rows:
        place = ranking.by_key.get(row.key) if ranking else None
        yield Line(
            row,
            rates_of(row.counts),
            _inside(report.question, row),
            others.get(row.key, "–"),
            listed_in(report.question, row),
            place,
            why_not(place, ranking) if place and ranking else "",
            change(place) if place else "",
        )


def rates_of(counts: Counts) -> list[str]:
    """The figures of RATES, as they are shown."""
    return [shown(BY_CODE[code], counts) for code in RATES]


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
    return urlencode({name: value for name, value in (asked | instead).items() if value})


def _ranked_by(ranking: Ranking) -> dict[str, str]:
    return {
        "rank": ranking.measure.code,
        "least": str(ranking.least),
        "since": ranking.since.isoformat() if ranking.since else "",
    }


def tasks_query(question: Question, **instead: str) -> str:
    """The same question as the list of tasks takes it.

    Empty where that cannot count like this: with those who join, by the standing of their parts.
    """
    if question.participation is Participation.JOINED:
        return ""
    top = question.organisation
    led = {"lead": top.code if top else ""}
    if top and question.subtree:
        led = {"organisation": str(top.pk)}
    asked = {
        "as_of": question.as_of.isoformat(),
        "knowledge": question.knowledge.value,
        "deadline": question.deadline.value,
        "organised": question.organised.value,
        "programme": str(question.programme.pk) if question.programme else "",
        "instrument": str(question.instrument.pk) if question.instrument else "",
        **led,
        **{each.value: key for each, key in question.only.items()},
    }
    return urlencode({name: value for name, value in (asked | instead).items() if value})


def listed_in(question: Question, *rows: Row, by: tuple[Slice | None, ...] = ()) -> str:
    """The query of the list that holds the tasks of a row, or of a row crossed with another."""
    narrowed: dict[str, str] = {}
    for each, row in zip(by or (question.by,), rows, strict=True):
        if each is Slice.ORGANISATION:
            narrowed |= _led(question, row)
        elif each in (Slice.INSTRUMENT, Slice.PROGRAMME):
            narrowed[each.value] = str(row.identity)
        elif each:
            narrowed[each.value] = row.key
    return tasks_query(question, **narrowed)


def _led(question: Question, row: Row) -> dict[str, str]:
    """With a subtree, a row is that of a child and all below it, or of the organisation itself."""
    top = question.organisation
    if question.subtree and not (top and top.code == row.key):
        return {"lead": "", "organisation": str(row.identity)}
    return {"lead": row.key, "organisation": ""}


def _inside(question: Question, row: Row) -> str:
    """The same narrowed down to the row; empty for a crossing, whose rows are narrowed already."""
    if question.by is None or question.across:
        return ""
    top = question.organisation
    narrowed = {question.by.value: row.key, "by": NEXT[question.by].value}
    if top and question.by is Slice.ORGANISATION and top.code == row.key:
        narrowed["subtree"] = ""
    return query_of(question, None, **narrowed)
