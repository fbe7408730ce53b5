"""The table of slices, each row with a link that asks the next question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.enums import Slice
from reports.interfaces.web.behind import narrowed_to, query_of, tasks_behind
from reports.interfaces.web.spark import Spark, spark
from reports.interfaces.wording.rates import change, shown, why_not
from reports.queries.rates.sparks import sparks
from reports.rules.counts import Counts
from reports.rules.measures import BY_CODE
from reports.rules.ranking import Place
from reports.rules.report import Key, Question, Report, Row

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
    the address of the list that holds exactly the tasks of the row.
    `spark` is how its headline went in the last weeks, where that is known.
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
    spark: Spark | None = None


def rows_of(report: Report, others: Mapping[Key, str]) -> Iterator[Line]:
    """`others`: identity of a row → its `other`."""
    ranking, drawn = report.ranking, sparks(report.question)
    for row in report.rows:
        place = ranking.by_key.get(row.key) if ranking else None
        yield Line(
            row,
            rates_of(row.counts),
            _inside(report.question, row),
            others.get(row.identity, "–"),
            tasks_behind(report.question, row),
            place,
            why_not(place, ranking) if place and ranking else "",
            change(place) if place else "",
            spark(drawn.get(row.identity, [])),
        )


def rates_of(counts: Counts) -> list[str]:
    """The figures of RATES, as they are shown."""
    return [shown(BY_CODE[code], counts) for code in RATES]


def _inside(question: Question, row: Row) -> str:
    """The same narrowed down to the row; empty for a crossing, whose rows are narrowed already."""
    if question.by is None or question.across:
        return ""
    words = narrowed_to(question, row) | {"by": NEXT[question.by].value}
    return query_of(question, None, **words)
