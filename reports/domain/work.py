from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from reports.domain.rates import question_of
from reports.queries.rates.names import named, said_of
from reports.queries.sealed import newest_seal
from reports.queries.work.counting import work_by_slice
from reports.rules.report import Question
from reports.rules.statement import Made
from reports.rules.work.counts import WorkCounts
from reports.rules.work.report import WorkReport, WorkRow
from tasks.enums import Participation
from tracker.lib.refused import Refused


def work(*, now: datetime, as_of: date, reader: User | None = None, **narrowed: Any) -> WorkReport:
    """How the work goes as of the Hanoi day `as_of`, in total and by slice.

    `narrowed` are the words of `rates`, `reader` is who asks, if anybody signed in. Tasks are
    counted with their lead only. Raises Refused for a day in the future and for another
    participation, CountsDisagree rather than report parts that do not sum to their whole.
    """
    report = work_on(question_of(now=now, as_of=as_of, **narrowed))
    return replace(report, made=Made(now, reader, newest_seal(reader)))


def work_on(question: Question) -> WorkReport:
    """The same for a question that has been checked already. Six queries, however many tasks."""
    if question.participation is Participation.JOINED:
        raise Refused(
            _("These measures count tasks with their lead; parts of co-agencies have none."),
            code="lead_only",
            field="participation",
        )
    counts = work_by_slice(question)
    rows = named(question.by, counts) if question.by else ()
    return WorkReport(
        question,
        totals=sum(counts.values(), WorkCounts()),
        rows=tuple(
            WorkRow(key, said_of(identity, name, question.by, question), counts[identity])
            for identity, key, name in rows
        ),
    )
