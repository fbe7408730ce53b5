from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from tasks.enums import ObstacleKind, Outcome
from tasks.models.task import Task
from tracker.lib.functions import Now
from tracker.lib.triggers import DecidedOnce, Recorded


class Obstacle(models.Model):
    """What stands in the way of a task, or is asked for, and who must answer by when."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="obstacles", verbose_name=_("task"))
    kind = models.CharField(_("kind"), max_length=8, choices=ObstacleKind)
    text = models.TextField(_("what it is about"))
    raised_by = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("raised by")
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("done by"))
    raised_on = models.DateField(_("raised on"))
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())
    asked = models.ForeignKey(
        Organisation, models.PROTECT, related_name="asked_about", verbose_name=_("who must answer")
    )
    answer_by = models.DateField(_("answer by"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, default=Outcome.PENDING)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_on = models.DateField(_("answered on"), null=True)

    application_may = ("SELECT", "INSERT", "UPDATE")

    class Meta:
        verbose_name = _("obstacle")
        verbose_name_plural = _("obstacles")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="obstacle_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="obstacle_kind_known", condition=Q(kind__in=ObstacleKind.values)
            ),
            models.CheckConstraint(
                name="obstacle_answered_after_it_was_raised",
                condition=Q(answer_by__gte=F("raised_on")),
            ),
            models.CheckConstraint(
                name="obstacle_outcome_known",
                condition=Q(outcome__in=["pending", "answered", "lapsed"]),
            ),
            models.CheckConstraint(
                name="obstacle_answered_by_somebody",
                condition=Q(outcome="pending", answer="", answered_by=None, answered_on=None)
                | Q(outcome="lapsed", answer="", answered_by__isnull=False)
                | Q(outcome="answered", answered_by__isnull=False, answered_on__isnull=False)
                & ~Q(answer=""),
            ),
        ]
        indexes = [
            models.Index(name="obstacle_waiting", fields=["asked"], condition=Q(outcome="pending"))
        ]
        triggers = [
            Recorded(name="obstacle_recorded", day="raised_on"),
            DecidedOnce(
                name="obstacle_answered_once",
                decision=("outcome", "answer", "answered_by_id", "answered_on"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task}: {self.text[:60]}"
