"""Meetings, and the figures and lists that were put before them for good."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from reports.models.guards import (
    CalledOffStays,
    FrozenStays,
    PartOfWhatIsFrozen,
    SaysWhatItIs,
    TiedToWhatWasHeld,
    TieStays,
)
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
    called_off_at = models.DateTimeField(_("called off at"), null=True)
    called_off_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("called off by")
    )
    called_off_reason = models.TextField(_("why called off"), blank=True)

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
            models.CheckConstraint(
                name="meeting_called_off_by_somebody_for_a_reason",
                condition=Q(called_off_at=None, called_off_by=None, called_off_reason="")
                | Q(called_off_at__isnull=False, called_off_by__isnull=False)
                & ~Q(called_off_reason=""),
            ),
        ]
        triggers = [
            FrozenStays(name="meeting_frozen_stays"),
            CalledOffStays(name="meeting_called_off_stays"),
        ]

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

    `document` is its head, a line of canonical JSON, and `digest` the SHA-256 of that line; the
    head names the digests of all its parts. What had been recorded at that moment are the events
    up to the id `last_event` whose transaction (`xid`) had been committed in `visible`, a
    `pg_snapshot` as text, or was the one that froze, `written_in`. See docs/meetings.md.
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


class SnapshotPart(models.Model):
    """Some lines of a frozen document, one for each task, in the order of the tasks' codes.

    They are written before their head, in the same transaction, and none is added to a head.
    """

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="parts")
    number = models.PositiveIntegerField(_("number of the part"))
    text = models.TextField(_("lines of tasks"))
    digest = models.BinaryField(_("digest"), editable=False)

    application_may = ("SELECT", "INSERT")

    class Meta:
        verbose_name = _("part of a frozen document")
        verbose_name_plural = _("parts of frozen documents")
        constraints = [
            models.UniqueConstraint(name="snapshot_part_once", fields=["snapshot", "number"])
        ]
        triggers = [
            AppendOnly(name="snapshot_part_append_only"),
            PartOfWhatIsFrozen(name="snapshot_part_comes_first"),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot_id}: {self.number}"


class Conclusion(models.Model):
    """A notice in which a meeting ended; one that was untied again is none any more."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="conclusions", verbose_name=_("meeting")
    )
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, related_name="concluded", verbose_name=_("instrument")
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("done by"))
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())
    untied_at = models.DateTimeField(_("untied at"), null=True)
    untied_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("untied by")
    )

    application_may = ("SELECT", "INSERT", "UPDATE")

    class Meta:
        verbose_name = _("conclusion of a meeting")
        verbose_name_plural = _("conclusions of meetings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="conclusion_of_one_meeting",
                fields=["instrument"],
                condition=Q(untied_at=None),
            ),
            models.CheckConstraint(
                name="conclusion_untied_by_somebody",
                condition=Q(untied_at=None, untied_by=None)
                | Q(untied_at__isnull=False, untied_by__isnull=False),
            ),
        ]
        triggers = [
            TieStays(name="conclusion_only_untied"),
            TiedToWhatWasHeld(name="conclusion_of_what_was_held"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} → {self.instrument}"
