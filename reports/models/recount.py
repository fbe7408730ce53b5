from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.lib.functions import Now


class Recount(models.Model):
    """That the figures of a Hanoi day were counted from scratch, and how the tally differed."""

    day = models.DateField(_("day"), unique=True)
    counted_at = models.DateTimeField(_("counted at"), db_default=Now())
    differences = models.JSONField(_("differences"), default=list)

    application_may = ("SELECT", "INSERT", "UPDATE")

    class Meta:
        verbose_name = _("recount")
        verbose_name_plural = _("recounts")
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}: {len(self.differences)}"
