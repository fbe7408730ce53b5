"""Organisations that end, and to whom their open tasks pass on that day."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from tasks.models.instrument import Instrument
from tasks.models.task import Task
from tracker.lib.functions import Now


class Merger(models.Model):
    """`predecessor` ends, and its open tasks pass on the Hanoi day `on`."""

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
    done_at = models.DateTimeField(_("carried out at"), null=True)

    application_may = ("SELECT", "INSERT", "UPDATE")

    class Meta:
        verbose_name = _("merger")
        verbose_name_plural = _("mergers")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="merger_ends_an_organisation_once", fields=["predecessor"]
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
