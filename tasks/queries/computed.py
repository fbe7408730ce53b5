"""Dates and counts of open things that follow from the calendar, to show what a change would do."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from tasks.enums import Outcome
from tasks.models import Extension, Obstacle, Submission
from tasks.queries.workdays import working_calendar
from tasks.rules.obstacles import days_silent
from tasks.rules.reviews import due_on
from tracker.clock import day_of

Dates = dict[tuple[str, object], object]


def reviews_due(_today: date, _days: Sequence[date]) -> Dates:
    """By which day each open decision of the secretaries is in time."""
    calendar, label = working_calendar(), _("A decision that waits is in time until")
    pending = (
        model.objects.filter(outcome=Outcome.PENDING).values_list("pk", "recorded_at")
        for model in (Submission, Extension)
    )
    return {
        (label, (number, pk)): due_on(day_of(recorded_at), calendar)
        for number, found in enumerate(pending)
        for pk, recorded_at in found
    }


def answers_late(today: date, _days: Sequence[date]) -> Dates:
    """By how many working days each answer to an obstacle is late; those in time are not here."""
    calendar, label = working_calendar(), _("Working days for which an answer is late")
    found = Obstacle.objects.filter(outcome=Outcome.PENDING, answer_by__lt=today)
    return {(label, one.pk): days_silent(one, today, calendar) for one in found}


COMPUTED = (reviews_due, answers_late)
