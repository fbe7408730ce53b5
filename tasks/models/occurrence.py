"""When a regular task has to be reported on, and that it was."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tasks.models.task import Task
from tracker.lib.functions import Now
from tracker.lib.triggers import AppendOnly, Recorded


class Occurrence(models.Model):
    """One period of a regular task that has to be reported on by a day. Opened when it begins."""

    task = models.ForeignKey(
        Task, models.PROTECT, related_name="occurrences", verbose_name=_("task")
    )
    period_from = models.DateField(_("period from"))
    due_on = models.DateField(_("to be reported by"))
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    application_may = ("SELECT", "INSERT")

    class Meta:
        verbose_name = _("reporting occurrence")
        verbose_name_plural = _("reporting occurrences")
        ordering = ["task_id", "due_on"]
        constraints = [
            models.UniqueConstraint(name="occurrence_due_once", fields=["task", "due_on"]),
            models.CheckConstraint(
                name="occurrence_due_after_its_period_began",
                condition=Q(due_on__gte=F("period_from")),
            ),
        ]
        triggers = [
            AppendOnly(name="occurrence_append_only"),
            Recorded(name="occurrence_recorded", day="period_from"),
        ]

    def __str__(self) -> str:
        return f"{self.task}, {self.due_on}"


class OccurrenceReport(models.Model):
    """The report on one occurrence. Never edited."""

    occurrence = models.OneToOneField(
        Occurrence, models.PROTECT, related_name="report", verbose_name=_("reporting occurrence")
    )
    reported_on = models.DateField(_("reported on"))
    narrative = models.TextField(_("what was done"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("done by"))
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    application_may = ("SELECT", "INSERT")

    class Meta:
        verbose_name = _("occurrence report")
        verbose_name_plural = _("occurrence reports")
        ordering = ["occurrence_id"]
        constraints = [
            models.CheckConstraint(
                name="occurrence_report_says_something", condition=~Q(narrative="")
            )
        ]
        triggers = [
            AppendOnly(name="occurrence_report_append_only"),
            Recorded(name="occurrence_report_recorded", day="reported_on"),
        ]

    def __str__(self) -> str:
        return f"{self.occurrence}, {self.reported_on}"
