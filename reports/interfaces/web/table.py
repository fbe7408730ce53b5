"""The table of slices, each row with a link that asks the next question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from reports.enums import Slice
from reports.interfaces.wording import shown
from reports.rules.counts import Counts
from reports.rules.measures import BY_CODE
from reports.rules.report import Question, Report, Row
from tasks.enums import Organised, Participation

RATES = ("on_time_rate", "due_completion_rate", "completion_rate")

# Where the link of a row leads: the filter that the row's key is put into, and the next slice.
NEXT = {
    Slice.ORGANISATION: ("organisation", Slice.INSTRUMENT),
    Slice.INSTRUMENT: ("instrument", Slice.ORGANISATION),
    Slice.PROGRAMME: ("programme", Slice.ORGANISATION),
}


@dataclass(frozen=True)
class Line:
    """A row as it is shown: its rates in the order of RATES, and a query to look inside.

    `other` is the on-time rate against the deadline that the report is not held against. `tasks` is
    the query of the list that holds exactly the tasks of the row; empty where there is none such.
    """

    row: Row
    rates: list[str]
    query: str
    other: str
    tasks: str


def rows_of(report: Report, others: Mapping[str, str]) -> Iterator[Line]:
    """`others`: key of a row → its `other`."""
    for row in report.rows:
        inside = _inside(report.question, row)
        listed = ""
        if report.question.by is Slice.ORGANISATION:
            listed = tasks_query(report.question, lead=row.key)
        yield Line(row, rates_of(row.counts), inside, others.get(row.key, "–"), listed)


def rates_of(counts: Counts) -> list[str]:
    """The figures of RATES, as they are shown."""
    return [shown(BY_CODE[code], counts) for code in RATES]


def query_of(question: Question, **instead: str) -> str:
    """The question as the query of an address, defaults and all, so that it can be asked again."""
    programme, instrument = question.programme, question.instrument
    organisation = question.organisation
    asked = {
        "as_of": question.as_of.isoformat(),
        "knowledge": question.knowledge.value,
        "deadline": question.deadline.value,
        "organised": question.organised.value,
        "participation": question.participation.value,
        "by": question.by.value if question.by else "",
        "programme": programme.code if programme else "",
        "instrument": instrument.number if instrument else "",
        "organisation": organisation.code if organisation else "",
    }
    return urlencode({name: value for name, value in (asked | instead).items() if value})


def tasks_query(question: Question, **instead: str) -> str:
    """The same question as the list of tasks takes it.

    Empty where that cannot count like this: as organised now, or with those who join.
    """
    if question.organised is Organised.NOW or question.participation is Participation.JOINED:
        return ""
    asked = {
        "as_of": question.as_of.isoformat(),
        "knowledge": question.knowledge.value,
        "deadline": question.deadline.value,
        "programme": question.programme.pk if question.programme else "",
        "instrument": question.instrument.pk if question.instrument else "",
        "lead": question.organisation.code if question.organisation else "",
    }
    return urlencode({name: value for name, value in (asked | instead).items() if value})


def _inside(question: Question, row: Row) -> str:
    if question.by not in NEXT:
        return ""
    narrowed, next_slice = NEXT[question.by]
    return query_of(question, **{narrowed: row.key, "by": next_slice.value})
