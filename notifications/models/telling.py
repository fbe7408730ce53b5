from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.enums import NoticeState, Reason
from notifications.models.message import Message
from tracker.lib.functions import Now


class Telling(models.Model):
    """Abstract: that one person has to be told something, and what became of it.

    What kind of occasion it is, and that each is there at most once, the models say.
    """

    recipient = models.ForeignKey(
        User, models.PROTECT, related_name="%(class)ss", verbose_name=_("recipient")
    )
    state = models.CharField(
        _("state"), max_length=9, choices=NoticeState, default=NoticeState.PLANNED
    )
    reason = models.CharField(_("reason"), max_length=16, choices=Reason, blank=True)
    planned_at = models.DateTimeField(_("planned at"), db_default=Now())
    settled_at = models.DateTimeField(_("sent or cancelled at"), null=True, blank=True)
    message = models.ForeignKey(
        Message,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("message"),
    )

    application_may = ("SELECT", "INSERT", "UPDATE")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_state_known", condition=Q(state__in=NoticeState.values)
            ),
            models.CheckConstraint(
                name="%(class)s_cancelled_for_a_reason",
                condition=Q(state="cancelled", reason__in=Reason.values)
                | ~Q(state="cancelled") & Q(reason=""),
            ),
            models.CheckConstraint(
                name="%(class)s_settled_at_a_moment",
                condition=Q(state="planned", settled_at=None)
                | ~Q(state="planned") & Q(settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="%(class)s_told_by_a_message",
                condition=~Q(state__in=["sent", "failed"]) | Q(message__isnull=False),
            ),
            models.CheckConstraint(
                name="%(class)s_cancelled_is_in_no_message",
                condition=~Q(state="cancelled") | Q(message=None),
            ),
        ]
        indexes = [
            models.Index(
                name="%(class)s_planned", fields=["recipient"], condition=Q(state="planned")
            ),
        ]
