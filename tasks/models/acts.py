"""What people hand in about a task, and what was decided on it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tasks.enums import DeliverableKind, Outcome
from tasks.models.instrument import Instrument
from tasks.models.task import Task
from tasks.models.triggers import IsProved
from tracker.lib.functions import Now
from tracker.lib.triggers import AppendOnly, DecidedOnce, Recorded

REVOCATION = ("outcome", "revoked_by_id", "revoked_on", "revocation_reason")
DECISION = ("outcome", "decided_by_id", "decided_on", "decision_note")


class ProgressUpdate(models.Model):
    """How far a task had come on a day. Never edited: a correction is another update."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="updates", verbose_name=_("task"))
    happened_on = models.DateField(_("on"))
    percent = models.PositiveSmallIntegerField(_("per cent done"), null=True)
    count = models.PositiveIntegerField(_("done so far"), null=True)
    narrative = models.TextField(_("what was done"), blank=True)
    obstacle = models.TextField(_("obstacle"), blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("done by"))
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    application_may = ("SELECT", "INSERT")

    class Meta:
        verbose_name = _("progress update")
        verbose_name_plural = _("progress updates")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="update_says_something",
                condition=Q(percent__isnull=False)
                | Q(count__isnull=False)
                | ~Q(narrative="")
                | ~Q(obstacle=""),
            ),
            models.CheckConstraint(
                name="update_percent_to_100", condition=Q(percent=None) | Q(percent__lte=100)
            ),
        ]
        triggers = [
            AppendOnly(name="update_append_only"),
            Recorded(name="update_recorded", day="happened_on"),
        ]

    def __str__(self) -> str:
        return f"{self.task}, {self.happened_on}"


class Submission(models.Model):
    """The lead claims completion with a product; a secretary accepts or returns it."""

    task = models.ForeignKey(
        Task, models.PROTECT, related_name="submissions", verbose_name=_("task")
    )
    completed_on = models.DateField(_("completed on"))
    product_kind = models.CharField(_("product"), max_length=16, choices=DeliverableKind)
    product_number = models.CharField(_("number of the product"), max_length=120)
    product_date = models.DateField(_("date of the product"))
    product_title = models.TextField(_("title of the product"), blank=True)
    count = models.PositiveIntegerField(_("how many"), null=True, blank=True)
    no_evidence_reason = models.TextField(_("why no file can be attached"), blank=True)
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("done by"))
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, default=Outcome.PENDING)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_on = models.DateField(_("decided on"), null=True)
    decision_note = models.TextField(_("reason"), blank=True)
    revoked_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("revoked by")
    )
    revoked_on = models.DateField(_("revoked on"), null=True)
    revocation_reason = models.TextField(_("reason of the revocation"), blank=True)

    application_may = ("SELECT", "INSERT", "UPDATE")

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="submission_one_open", fields=["task"], condition=Q(outcome="pending")
            ),
            models.UniqueConstraint(
                name="submission_one_accepted", fields=["task"], condition=Q(outcome="accepted")
            ),
            models.CheckConstraint(
                name="submission_outcome_known",
                condition=Q(outcome__in=["pending", "accepted", "returned", "lapsed", "revoked"]),
            ),
            models.CheckConstraint(
                name="submission_not_before_its_product",
                condition=Q(completed_on__gte=models.F("product_date")),
            ),
            models.CheckConstraint(
                name="submission_decided_by_somebody",
                condition=Q(outcome="pending", decided_by=None, decided_on=None)
                | Q(decided_by__isnull=False, decided_on__isnull=False) & ~Q(outcome="pending"),
            ),
            models.CheckConstraint(
                name="submission_return_has_reason",
                condition=~Q(outcome="returned") | ~Q(decision_note=""),
            ),
            models.CheckConstraint(
                name="submission_revoked_for_a_reason",
                condition=Q(outcome="revoked", revoked_by__isnull=False, revoked_on__isnull=False)
                & ~Q(revocation_reason="")
                | ~Q(outcome="revoked") & Q(revoked_by=None, revoked_on=None, revocation_reason=""),
            ),
            models.CheckConstraint(
                name="submission_names_its_product",
                condition=Q(product_kind__in=DeliverableKind.values) & ~Q(product_number=""),
            ),
        ]
        triggers = [
            Recorded(name="submission_recorded", day="completed_on"),
            DecidedOnce(name="submission_decided_once", decision=DECISION, revocation=REVOCATION),
            IsProved(name="submission_is_proved"),
        ]

    def __str__(self) -> str:
        return f"{self.task}, {self.product_number}"


class Extension(models.Model):
    """A request for a later deadline, and the decision on it."""

    task = models.ForeignKey(
        Task, models.PROTECT, related_name="extensions", verbose_name=_("task")
    )
    asked_on = models.DateField(_("asked on"))
    old_deadline = models.DateField(_("deadline when asked"))
    new_deadline = models.DateField(_("deadline asked for"))
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("done by"))
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, default=Outcome.PENDING)
    granted_deadline = models.DateField(_("deadline granted"), null=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_on = models.DateField(_("decided on"), null=True)
    decision_note = models.TextField(_("reason of the decision"), blank=True)
    instrument = models.ForeignKey(
        Instrument,
        models.PROTECT,
        null=True,
        related_name="extensions",
        verbose_name=_("authorising instrument"),
    )

    application_may = ("SELECT", "INSERT", "UPDATE")

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="extension_one_open", fields=["task"], condition=Q(outcome="pending")
            ),
            models.CheckConstraint(
                name="extension_outcome_known",
                condition=Q(outcome__in=["pending", "granted", "refused", "lapsed"]),
            ),
            models.CheckConstraint(name="extension_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="extension_granted_to_a_day",
                condition=Q(outcome="granted", granted_deadline__isnull=False)
                | ~Q(outcome="granted") & Q(granted_deadline=None),
            ),
            models.CheckConstraint(
                name="extension_decided_by_somebody",
                condition=Q(outcome="pending", decided_by=None, decided_on=None)
                | Q(decided_by__isnull=False, decided_on__isnull=False) & ~Q(outcome="pending"),
            ),
        ]
        triggers = [
            Recorded(name="extension_recorded", day="asked_on"),
            DecidedOnce(
                name="extension_decided_once",
                decision=(*DECISION, "granted_deadline", "instrument_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} → {self.new_deadline}"
