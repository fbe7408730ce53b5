from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications.enums import Verdict
from notifications.models.message import Message
from tracker.lib.functions import Now
from tracker.lib.triggers import AppendOnly


class Attempt(models.Model):
    """One try to hand a message to a mail server, and the answer: evidence, never changed.

    `code` is the server's (250, 451, 550 …), none where no answer came.
    """

    message = models.ForeignKey(
        Message, models.PROTECT, related_name="tries", db_index=False, verbose_name=_("message")
    )
    number = models.PositiveSmallIntegerField(_("number of the attempt"))
    at = models.DateTimeField(_("at"), db_default=Now())
    verdict = models.CharField(_("outcome"), max_length=11, choices=Verdict)
    code = models.PositiveSmallIntegerField(_("code"), null=True, blank=True)
    answer = models.TextField(_("answer of the server"), blank=True)

    application_may = ("SELECT", "INSERT")

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["message", "pk"]
        constraints = [
            # Whose lease ran out and who answered after all may both have a word on one try.
            models.UniqueConstraint(
                name="attempt_recorded_once", fields=["message", "number", "verdict"]
            ),
            models.CheckConstraint(
                name="attempt_verdict_known", condition=Q(verdict__in=Verdict.values)
            ),
            models.CheckConstraint(
                name="attempt_sent_by_a_yes", condition=~Q(verdict="sent") | Q(code=250)
            ),
        ]
        triggers = [AppendOnly(name="attempt_append_only")]

    def __str__(self) -> str:
        return f"{self.message_id}/{self.number}: {self.verdict}"
