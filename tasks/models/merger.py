"""Organisations that end, and to whom their open tasks pass on that day."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from tasks.models.instrument import Instrument
from tasks.models.task import Task
from tracker.lib.functions import Now


class Merger(models.Model):
    """`predecessor` ends, and its open tasks pass on the Hanoi day `on`; unless called off."""

    predecessor = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="mergers",
        verbose_name=_("organisation that ends"),
    )
    successor = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("default successor")
    )
    on = models.DateField(_("on"))
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, related_name="+", verbose_name=_("authorising instrument")
    )
    reason = models.TextField(_("reason"))
    late_reason = models.TextField(_("why recorded late"), blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("done by"))
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())
    # What the plan found, and changed: the last day, and the successors by id, the default marked.
    found = models.JSONField(_("before the plan"), default=dict, editable=False)
    begun_at = models.DateTimeField(_("begun at"), null=True)
    called_off_at = models.DateTimeField(_("called off at"), null=True)
    called_off_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("called off by")
    )
    called_off_reason = models.TextField(_("why called off"), blank=True)
    done_at = models.DateTimeField(_("carried out at"), null=True)

    application_may = ("SELECT", "INSERT", "UPDATE")

    class Meta:
        verbose_name = _("merger")
        verbose_name_plural = _("mergers")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="merger_ends_an_organisation_once",
                fields=["predecessor"],
                condition=Q(called_off_at=None),
            ),
            models.CheckConstraint(
                name="merger_called_off_by_somebody_for_a_reason",
                condition=Q(called_off_at=None, called_off_by=None, called_off_reason="")
                | Q(called_off_at__isnull=False, called_off_by__isnull=False)
                & ~Q(called_off_reason=""),
            ),
            models.CheckConstraint(
                name="merger_called_off_or_begun",
                condition=Q(called_off_at=None) | Q(begun_at=None, done_at=None),
            ),
            models.CheckConstraint(name="merger_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="merger_passes_to_another",
                condition=~Q(predecessor=models.F("successor")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}, {self.on}"


class MergerChoice(models.Model):
    """A task that goes elsewhere than to the default successor."""

    merger = models.ForeignKey(
        Merger, models.PROTECT, related_name="choices", verbose_name=_("merger")
    )
    task = models.ForeignKey(Task, models.PROTECT, related_name="+", verbose_name=_("task"))
    successor = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("successor")
    )

    application_may = ("SELECT", "INSERT")

    class Meta:
        verbose_name = _("choice of a merger")
        verbose_name_plural = _("choices of a merger")
        constraints = [
            models.UniqueConstraint(name="merger_choice_once", fields=["merger", "task"])
        ]

    def __str__(self) -> str:
        return f"{self.task} → {self.successor}"
