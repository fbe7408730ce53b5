"""Meetings, and the figures and lists that were put before them for good."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from reports.models.guards import FrozenStays, SaysWhatItIs
from tasks.models import Instrument, Programme, Seal
from tracker.lib.functions import Now
from tracker.lib.triggers import AppendOnly


class Meeting(models.Model):
    """A meeting before which the figures of a Hanoi day are put.

    It is about a whole programme, or about what an organisation and all below it lead there.
    """

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="meetings", verbose_name=_("programme")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    name = models.CharField(_("name of the meeting"), max_length=200)
    held_on = models.DateField(_("held on"))
    cut_off = models.DateField(_("cut-off"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("planned by"))
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    application_may = ("SELECT", "INSERT", "UPDATE")

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="meeting_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="meeting_looks_back", condition=Q(cut_off__lte=F("held_on"))
            ),
        ]
        triggers = [FrozenStays(name="meeting_frozen_stays")]

    def __str__(self) -> str:
        return self.name

    @property
    def frozen(self) -> "Snapshot | None":
        """What was put before it; None while it is only planned."""
        return getattr(self, "snapshot", None)

    def day_on(self, today: date) -> date:
        """The day that a preview made on the Hanoi day `today` looks at."""
        return min(self.cut_off, today)


class Snapshot(models.Model):
    """The document of a meeting, as it was frozen: never changed, never taken back.

    `document` is canonical JSON, `digest` its SHA-256. What had been recorded at that moment are
    the events up to the id `last_event` whose transaction (`xid`) had been committed in `visible`,
    a `pg_snapshot` as text, or was the one that froze, `written_in`. See docs/meetings.md.
    """

    meeting = models.OneToOneField(
        Meeting, models.PROTECT, primary_key=True, related_name="snapshot"
    )
    document = models.TextField(_("frozen document"))
    digest = models.BinaryField(_("digest"), editable=False)
    last_event = models.BigIntegerField(_("last event"))
    visible = models.TextField(_("transactions that had been committed"))
    written_in = models.BigIntegerField(_("transaction"))
    seal = models.ForeignKey(
        Seal, models.PROTECT, null=True, related_name="+", verbose_name=_("newest seal")
    )
    frozen_at = models.DateTimeField(_("frozen at"))
    frozen_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("frozen by")
    )

    application_may = ("SELECT", "INSERT")

    class Meta:
        verbose_name = _("frozen document")
        verbose_name_plural = _("frozen documents")
        triggers = [
            AppendOnly(name="snapshot_append_only"),
            SaysWhatItIs(name="snapshot_says_what_it_is"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.sha256}"

    @property
    def sha256(self) -> str:
        """The digest as it is printed."""
        return bytes(self.digest).hex()


class Conclusion(models.Model):
    """A notice in which a meeting ended."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="conclusions", verbose_name=_("meeting")
    )
    instrument = models.OneToOneField(
        Instrument, models.PROTECT, related_name="concluded", verbose_name=_("instrument")
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("done by"))
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    application_may = ("SELECT", "INSERT")

    class Meta:
        verbose_name = _("conclusion of a meeting")
        verbose_name_plural = _("conclusions of meetings")
        ordering = ["pk"]
        triggers = [AppendOnly(name="conclusion_append_only")]

    def __str__(self) -> str:
        return f"{self.meeting} → {self.instrument}"
