from datetime import date, datetime
from typing import Any

from accounts.models import User
from reports.domain.rates import question_of
from reports.queries.rates.names import named, said_of
from reports.queries.reporting import reporting_by_slice
from reports.queries.sealed import newest_seal
from reports.rules.report import Question
from reports.rules.reporting import ReportingCounts, ReportingReport, ReportingRow
from reports.rules.statement import Made
from tracker.lib.adding import summed


def reporting(
    *, now: datetime, as_of: date, reader: User | None = None, **narrowed: Any
) -> ReportingReport:
    """How regular tasks were reported on, as of the Hanoi day `as_of`, in total and by slice.

    `narrowed` are the words of `rates`; `reader` is who asks. Raises Refused for a day in the
    future.
    """
    question = question_of(now=now, as_of=as_of, **narrowed)
    return reporting_on(question, made=Made(now, reader, newest_seal(reader)))


def reporting_on(question: Question, *, made: Made | None = None) -> ReportingReport:
    """The same for a question that has been checked already. Two queries."""
    counts = reporting_by_slice(question)
    rows = named(question.by, counts) if question.by else ()
    return ReportingReport(
        question,
        totals=summed(ReportingCounts, counts.values()),
        rows=tuple(
            ReportingRow(key, said_of(identity, name, question.by, question), counts[identity])
            for identity, key, name in rows
        ),
        made=made,
    )
