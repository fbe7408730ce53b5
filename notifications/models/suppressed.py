from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.models.guards import IsOnlyLifted
from notifications.models.message import Message
from tracker.lib.functions import Now


class SuppressedAddress(models.Model):
    """An address that a mail server has refused for good: it gets nothing until lifted.

    Kept in lower case. A row that was lifted stays as evidence; refused again is another row.
    """

    address = models.EmailField(_("email address"))
    since = models.DateTimeField(_("suppressed since"), db_default=Now())
    answer = models.TextField(_("answer of the server"))
    message = models.ForeignKey(
        Message, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("message")
    )
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("lifted by")
    )

    application_may = ("SELECT", "INSERT", "UPDATE")

    class Meta:
        verbose_name = _("suppressed address")
        verbose_name_plural = _("suppressed addresses")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="suppressed_once", fields=["address"], condition=Q(lifted_at=None)
            ),
            models.CheckConstraint(
                name="suppressed_in_lower_case", condition=Q(address=Lower(F("address")))
            ),
            models.CheckConstraint(
                name="suppressed_lifted_by_somebody",
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
            ),
        ]
        triggers = [IsOnlyLifted(name="suppressed_only_lifted")]

    def __str__(self) -> str:
        return self.address
