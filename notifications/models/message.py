from django.db import models
from django.db.models import Q
from django.db.models.functions import Now as RealNow
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.people import Language
from notifications.enums import MESSAGE_MOVES, MessageState
from notifications.models.guards import KeepsWhatWasHandedOver
from tracker.lib.functions import Now
from tracker.lib.triggers import Transitions

UNSENT = (MessageState.WAITING.value, MessageState.SENDING.value)


class Message(models.Model):
    """One mail to one person, in the outbox or out of it; each try to send it is an Attempt.

    Its Message-ID is fixed when it is composed, so that a repeat can be recognised. `is_frozen`:
    a server may have taken it although no answer came, so it is only ever repeated as it is.
    `next_try_at` is real time: before it nobody may take the message, which makes it the lease of
    whoever is sending it as well as the delay after a failure.
    """

    recipient = models.ForeignKey(
        User, models.PROTECT, related_name="messages", verbose_name=_("recipient")
    )
    address = models.EmailField(_("email address"))
    language = models.CharField(_("language"), max_length=2, choices=Language)
    message_id = models.CharField("Message-ID", max_length=200, unique=True)
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("plain text"))
    html = models.TextField(_("HTML"))
    headers = models.JSONField(_("further headers"), default=dict, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=MessageState, default=MessageState.WAITING
    )
    is_digest = models.BooleanField(_("of the day"), default=False)
    is_frozen = models.BooleanField(_("may have arrived"), default=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("not before"), db_default=RealNow())
    answer = models.TextField(_("last answer of the server"), blank=True)
    composed_at = models.DateTimeField(_("composed at"), db_default=Now())
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    application_may = ("SELECT", "INSERT", "UPDATE")

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="message_state_known", condition=Q(state__in=MessageState.values)
            ),
            models.CheckConstraint(
                name="message_language_known", condition=Q(language__in=Language.values)
            ),
            models.CheckConstraint(
                name="message_sent_at_a_moment",
                condition=Q(state="sent", sent_at__isnull=False)
                | ~Q(state="sent") & Q(sent_at=None),
            ),
            models.CheckConstraint(
                name="message_is_whole",
                condition=~Q(address="") & ~Q(subject="") & ~Q(text="") & ~Q(message_id=""),
            ),
        ]
        indexes = [
            models.Index(
                name="message_outbox", fields=["next_try_at"], condition=Q(state__in=UNSENT)
            )
        ]
        triggers = [
            Transitions(name="message_moves", field="state", legal=MESSAGE_MOVES),
            KeepsWhatWasHandedOver(name="message_keeps_its_words"),
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.subject}"
