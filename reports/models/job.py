from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now as RealNow
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.people import Language
from reports.enums import JOB_MOVES, JobState
from tracker.lib.functions import Now
from tracker.lib.triggers import Transitions


class Job(models.Model):
    """A file that takes a while to make, and how far it is.

    `words` say what was asked, for the producer of `kind`. `not_before` is real time: before it
    nobody may take the job, which makes it the lease of whoever makes it as well as the delay
    after a failure. The file lies in JOBS_FOLDER under its SHA-256 until the job is `removed`.
    """

    kind = models.SlugField(_("kind"), max_length=40)
    words = models.JSONField(_("what was asked"), default=dict)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    asked_by = models.ForeignKey(
        User, models.PROTECT, related_name="jobs", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"), db_default=Now())
    state = models.CharField(_("state"), max_length=8, choices=JobState, default=JobState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("times tried"), default=0)
    not_before = models.DateTimeField(_("not to be taken before"), db_default=RealNow())
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    told_at = models.DateTimeField(_("its owner was told at"), null=True, blank=True)
    done = models.PositiveBigIntegerField(_("done"), default=0)
    total = models.PositiveBigIntegerField(_("of"), default=0)
    error = models.TextField(_("why it failed"), blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    file_name = models.CharField(_("file name"), max_length=200, blank=True)
    media_type = models.CharField(_("kind of file"), max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)

    application_may = ("SELECT", "INSERT", "UPDATE")

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="job_state_known", condition=Q(state__in=JobState.values)),
            models.CheckConstraint(
                name="job_language_known", condition=Q(language__in=Language.values)
            ),
            models.CheckConstraint(name="job_of_a_kind", condition=~Q(kind="")),
            models.CheckConstraint(name="job_done_within_total", condition=Q(done__lte=F("total"))),
            models.CheckConstraint(
                name="job_finished_with_a_file",
                condition=Q(state__in=("finished", "removed"), sha256__regex="^[0-9a-f]{64}$")
                & ~Q(file_name="")
                & ~Q(media_type="")
                | ~Q(state__in=("finished", "removed")) & Q(sha256="", file_name=""),
            ),
            models.CheckConstraint(
                name="job_failed_for_a_reason",
                condition=Q(state="failed") & ~Q(error="") | ~Q(state="failed") & Q(error=""),
            ),
            models.CheckConstraint(
                name="job_over_at_a_moment",
                condition=Q(state__in=("waiting", "running"), finished_at=None)
                | Q(state__in=("finished", "failed", "removed"), finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="job_told_when_over",
                condition=Q(told_at=None) | Q(finished_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="job_to_be_made",
                fields=["not_before"],
                condition=Q(state__in=("waiting", "running")),
            ),
            models.Index(name="job_of_a_person", fields=["asked_by", "-id"]),
            # Asked on every page, and while a job is made, every few seconds.
            models.Index(name="job_not_told", fields=["asked_by"], condition=Q(told_at=None)),
            models.Index(
                name="job_with_a_file", fields=["finished_at"], condition=Q(state="finished")
            ),
        ]
        triggers = [Transitions(name="job_moves", field="state", legal=JOB_MOVES)]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}, {self.state}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it, but for its file's removal."""
        return self.state not in (JobState.WAITING, JobState.RUNNING)
