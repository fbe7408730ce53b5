"""How late facts were recorded: one set-based query for a report, however many facts there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, TruncDate

from reports.rules.lateness import Lateness, LateQuestion, lateness
from tasks.enums import Act
from tasks.models import TaskEvent
from tasks.queries.workdays import working_calendar
from tracker.clock import HANOI, end_of
from tracker.lib.functions import Element, StepOn

# What is no fact about a task, but about its words or by nobody.
NO_FACTS = (Act.DRAFT, Act.EDIT, Act.JUDGE, Act.UNATTRIBUTED)


@dataclass(frozen=True)
class Recorded:
    """Facts about tasks led by the organisation with that id, recorded on one Hanoi day."""

    lead: int
    day: date
    lateness: Lateness


def recorded(question: LateQuestion) -> Iterator[Recorded]:
    """The facts asked about, by who led the task when it happened and by the day of recording."""
    calendar = working_calendar()
    rows = (
        facts_of(question)
        .values("led", "act_on", "recorded_on", "reasoned")
        .annotate(facts=Count("pk"))
        .values_list("led", "act_on", "recorded_on", "reasoned", "facts")
    )
    for lead, happened_on, recorded_on, reasoned, facts in rows:
        days = calendar.workdays_between(happened_on, recorded_on)
        yield Recorded(lead, recorded_on, lateness(days, facts, reasoned=reasoned))


def facts_of(question: LateQuestion) -> QuerySet[Any]:
    """The events of the question: `led`, `recorded_on`, and whether they are `reasoned`."""
    then = Element("leads", StepOn(F("act_on"), "lead_from"), output_field=BigIntegerField())
    reasoned = Case(When(act_late_reason="", then=Value(value=False)), default=Value(value=True))
    facts = (
        TaskEvent.objects.leaves()
        .filter(recorded_at__gte=end_of(question.from_day - timedelta(days=1)))
        .filter(recorded_at__lt=end_of(question.to_day))
        .exclude(act__in=NO_FACTS)
        .order_by()
        .annotate(
            led=Coalesce(then, F("lead_id"), output_field=BigIntegerField()),
            recorded_on=TruncDate("recorded_at", tzinfo=HANOI),
            reasoned=reasoned,
        )
    )
    return facts.filter(_asked(question))


def _asked(question: LateQuestion) -> Q:
    asked = Q()
    if question.within is not None:
        asked &= Q(programme__in=question.within)
    if question.programme is not None:
        asked &= Q(programme=question.programme)
    if question.organisation is not None:
        asked &= Q(led=question.organisation.pk)
    return asked
