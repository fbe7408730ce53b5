from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tasks.models.acts import Submission
from tasks.models.triggers import BelongsToOpenClaim
from tracker.lib.filetypes import KINDS
from tracker.lib.functions import Now
from tracker.lib.triggers import AppendOnly


class Evidence(models.Model):
    """A file that proves a submission. Its content is stored once, under its SHA-256."""

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="evidence", verbose_name=_("submission")
    )
    name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    media_type = models.CharField(_("kind of file"), max_length=100)
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    application_may = ("SELECT", "INSERT")

    class Meta:
        verbose_name = _("evidence file")
        verbose_name_plural = _("evidence files")
        ordering = ["submission_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="evidence_named_by_its_content", condition=Q(sha256__regex="^[0-9a-f]{64}$")
            ),
            models.UniqueConstraint(name="evidence_once", fields=["submission", "sha256"]),
            models.CheckConstraint(
                name="evidence_of_a_known_kind",
                condition=Q(media_type__in=[kind.media_type for kind in KINDS]),
            ),
            models.CheckConstraint(name="evidence_has_content", condition=Q(size__gt=0)),
            models.CheckConstraint(name="evidence_has_name", condition=~Q(name="")),
        ]
        triggers = [
            AppendOnly(name="evidence_append_only"),
            BelongsToOpenClaim(name="evidence_of_an_open_claim"),
        ]

    def __str__(self) -> str:
        return self.name
