"""How delivery itself fares, in real time: sweeps, storms, the watcher's sign of life."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now as RealNow
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.enums import Trouble
from notifications.models.guards import StaysAsDecided


class Sweep(models.Model):
    """One pass over what has to be told; one without an end was interrupted, or still runs."""

    began_at = models.DateTimeField(_("began at"), db_default=RealNow())
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    planned = models.PositiveIntegerField(_("notices planned"), default=0)
    messages = models.PositiveIntegerField(_("messages sent"), default=0)
    failed = models.PositiveIntegerField(_("attempts that failed"), default=0)

    class Meta:
        verbose_name = _("sweep")
        verbose_name_plural = _("sweeps")
        ordering = ["-pk"]
        indexes = [
            models.Index(name="sweep_began", fields=["began_at"]),
            models.Index(name="sweep_ended", fields=["ended_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d %H:%M:%S}"


class Storm(models.Model):
    """More mails at once than usual: they wait until an administrator has said yes.

    A yes holds for about as many `mails` as were asked about, until the outbox is calm again. A no,
    which needs a `reason`, settles what waits as not delivered: `withheld` mails.
    """

    found_at = models.DateTimeField(_("found at"), db_default=RealNow())
    mails = models.PositiveIntegerField(_("mails waiting"))
    allowed_at = models.DateTimeField(_("allowed at"), null=True, blank=True)
    allowed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("allowed by")
    )
    refused_at = models.DateTimeField(_("refused at"), null=True, blank=True)
    refused_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("refused by")
    )
    reason = models.TextField(_("reason"), blank=True)
    urgent_too = models.BooleanField(_("urgent ones too"), default=False)
    withheld = models.PositiveIntegerField(_("mails not sent"), default=0)
    over_at = models.DateTimeField(_("over at"), null=True, blank=True)
    is_open = models.BooleanField(_("not over yet"), default=True)

    application_may = ("SELECT", "INSERT", "UPDATE")

    class Meta:
        verbose_name = _("storm")
        verbose_name_plural = _("storms")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="storm_one_at_a_time", fields=["is_open"], condition=Q(is_open=True)
            ),
            models.CheckConstraint(
                name="storm_over_at_a_moment",
                condition=Q(is_open=True, over_at=None) | Q(is_open=False, over_at__isnull=False),
            ),
            models.CheckConstraint(
                name="storm_allowed_by_somebody",
                condition=Q(allowed_at=None, allowed_by=None)
                | Q(allowed_at__isnull=False, allowed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="storm_refused_by_somebody",
                condition=Q(refused_at=None, refused_by=None, reason="", withheld=0)
                | Q(refused_at__isnull=False, refused_by__isnull=False, is_open=False)
                & ~Q(reason=""),
            ),
        ]
        triggers = [StaysAsDecided(name="storm_stays_as_decided")]

    def __str__(self) -> str:
        return f"{self.found_at:%Y-%m-%d %H:%M}: {self.mails}"


class Incident(models.Model):
    """Something administrators have to know; `told_at`: when the watcher has mailed it to them."""

    at = models.DateTimeField(_("at"), db_default=RealNow())
    kind = models.CharField(_("kind"), max_length=8, choices=Trouble)
    detail = models.TextField(_("detail"))
    told_at = models.DateTimeField(_("administrators told at"), null=True, blank=True)

    application_may = ("SELECT", "INSERT", "UPDATE")

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="incident_kind_known", condition=Q(kind__in=Trouble.values)
            ),
        ]
        indexes = [
            models.Index(name="incident_untold", fields=["id"], condition=Q(told_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.detail}"


class WatcherBeat(models.Model):
    """The watcher's sign of life: one row."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField(_("at"), db_default=RealNow())

    class Meta:
        verbose_name = _("sign of life of the watcher")
        verbose_name_plural = _("signs of life of the watcher")
        constraints = [
            models.CheckConstraint(name="watcher_beats_in_one_row", condition=Q(id=1)),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"
