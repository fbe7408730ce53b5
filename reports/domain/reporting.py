from datetime import date, datetime
from typing import Any

from reports.domain.rates import question_of
from reports.queries.rates.names import named, said_of
from reports.queries.reporting import reporting_by_slice
from reports.rules.report import Question
from reports.rules.reporting import ReportingCounts, ReportingReport, ReportingRow


def reporting(*, now: datetime, as_of: date, **narrowed: Any) -> ReportingReport:
    """How regular tasks were reported on, as of the Hanoi day `as_of`, in total and by slice.

    `narrowed` are the words of `rates`. Raises Refused for a day in the future.
    """
    return reporting_on(question_of(now=now, as_of=as_of, **narrowed))


def reporting_on(question: Question) -> ReportingReport:
    """The same for a question that has been checked already. Two queries."""
    counts = reporting_by_slice(question)
    rows = named(question.by, counts) if question.by else ()
    return ReportingReport(
        question,
        totals=sum(counts.values(), ReportingCounts()),
        rows=tuple(
            ReportingRow(key, said_of(identity, name, question.by, question), counts[identity])
            for identity, key, name in rows
        ),
    )
