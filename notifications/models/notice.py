from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications.enums import NOTICE_MOVES
from notifications.models.rung import Rung
from notifications.models.telling import Telling
from tasks.models import Task
from tracker.lib.triggers import Transitions


class Notice(Telling):
    """One thing one person has to be told about one task, on one occasion.

    The occasion is the deadline and the day on which the rung fell due: another deadline is
    another occasion. The database holds each at most once, whoever plans.
    """

    task = models.ForeignKey(
        Task, models.PROTECT, related_name="+", db_index=False, verbose_name=_("task")
    )
    rung = models.ForeignKey(
        Rung, models.PROTECT, related_name="+", db_index=False, verbose_name=_("reminder")
    )
    deadline = models.DateField(_("deadline"))
    due_day = models.DateField(_("due on"))

    class Meta(Telling.Meta):
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-due_day", "-pk"]
        constraints = [
            *Telling.Meta.constraints,
            models.UniqueConstraint(
                name="notice_told_once",
                fields=["task", "rung", "deadline", "due_day", "recipient"],
            ),
        ]
        indexes = [
            *Telling.Meta.indexes,
            models.Index(
                name="notice_cancelled", fields=["task", "rung"], condition=Q(state="cancelled")
            ),
        ]
        triggers = [Transitions(name="notice_moves", field="state", legal=NOTICE_MOVES)]

    def __str__(self) -> str:
        return f"{self.task}, {self.rung}, {self.recipient}"
