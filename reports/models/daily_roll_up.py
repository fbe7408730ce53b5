from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from tasks.enums import Standing
from tasks.models import Programme
from tracker.lib.constraints import SqlCheck
from tracker.lib.triggers import Guard


class _DayIsOver(Guard):
    """Refuses the rows of a day of which more may become known."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: Any) -> str:
        del model
        refused = self.refuse("NEW.day >= tracker_today()", "the day % is not over", "NEW.day")
        return f"{refused} RETURN NEW;"


class DailyRollUp(models.Model):
    """The tasks an organisation led in a programme at the end of a Hanoi day, as known then.

    Held against the deadline in force. Days on which it led none have no row.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="+", verbose_name=_("programme")
    )
    day = models.DateField(_("day"))
    total = models.PositiveIntegerField(_("all tasks in force"))
    completed_on_time = models.PositiveIntegerField(Standing.COMPLETED_ON_TIME.label)
    completed_late = models.PositiveIntegerField(Standing.COMPLETED_LATE.label)
    in_time_underway = models.PositiveIntegerField(Standing.IN_TIME_UNDERWAY.label)
    in_time_not_started = models.PositiveIntegerField(Standing.IN_TIME_NOT_STARTED.label)
    in_time_awaiting = models.PositiveIntegerField(Standing.IN_TIME_AWAITING.label)
    in_time_suspended = models.PositiveIntegerField(Standing.IN_TIME_SUSPENDED.label)
    overdue = models.PositiveIntegerField(Standing.OVERDUE.label)
    regular = models.PositiveIntegerField(Standing.REGULAR.label)
    clear = models.PositiveIntegerField(_("tasks with all six clarities"))

    # What was known at the end of a day never changes. The figures of past days are read from here.
    application_may = ("SELECT", "INSERT")

    class Meta:
        verbose_name = _("daily roll-up")
        verbose_name_plural = _("daily roll-ups")
        ordering = ["programme", "day", "organisation"]
        constraints = [
            models.UniqueConstraint(
                name="roll_up_once_a_day", fields=["programme", "day", "organisation"]
            ),
            SqlCheck(
                name="roll_up_sums_to_its_total",
                sql=f"total = {' + '.join(standing.value for standing in Standing)}",
            ),
            models.CheckConstraint(
                name="roll_up_clear_within_total", condition=Q(clear__lte=F("total"))
            ),
        ]
        indexes = [models.Index(name="roll_up_by_day", fields=["day"])]
        triggers = [_DayIsOver(name="roll_up_of_a_day_that_is_over")]

    def __str__(self) -> str:
        return f"{self.programme.code}, {self.organisation.code}, {self.day}: {self.total}"
