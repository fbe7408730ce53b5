from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications.enums import NOTICE_MOVES
from notifications.models.telling import Telling
from tasks.enums import Clarity
from tasks.models import Task
from tracker.lib.triggers import Transitions


class GapNotice(Telling):
    """That somebody has to supply a clarity which a task lacks.

    The occasion is the day since when it has been lacking: what is mended and lost again on
    another day is another occasion. The database holds each at most once, whoever plans.
    """

    task = models.ForeignKey(
        Task, models.PROTECT, related_name="+", db_index=False, verbose_name=_("task")
    )
    clarity = models.CharField(_("clarity"), max_length=16, choices=Clarity)
    since = models.DateField(_("missing since"))

    class Meta(Telling.Meta):
        verbose_name = _("notice of a gap")
        verbose_name_plural = _("notices of gaps")
        ordering = ["-since", "-pk"]
        constraints = [
            *Telling.Meta.constraints,
            models.UniqueConstraint(
                name="gapnotice_told_once", fields=["task", "clarity", "since", "recipient"]
            ),
            models.CheckConstraint(
                name="gapnotice_clarity_known", condition=Q(clarity__in=Clarity.values)
            ),
        ]
        triggers = [Transitions(name="gapnotice_moves", field="state", legal=NOTICE_MOVES)]

    def __str__(self) -> str:
        return f"{self.task}, {self.get_clarity_display()}, {self.recipient}"
