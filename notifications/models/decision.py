"""Who put which rung into use, or out of it, and why: the only way in which a ladder changes."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.enums import RungRuling
from notifications.models.rung import Rung
from tracker.lib.functions import Now
from tracker.lib.triggers import AppendOnly, Guard


class PutsInUse(Guard):
    """Stamps a decision, does what it says to its rung, and refuses one that changes nothing."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: Any) -> str:
        del model
        nothing = self.refuse("NOT FOUND", "rung %: it is so already", "NEW.rung_id")
        return f"""
            NEW.recorded_at := tracker_now();
            UPDATE notifications_rung SET is_active = NEW.ruling <> 'retired'
            WHERE id = NEW.rung_id AND is_active = (NEW.ruling = 'retired');
            {nothing}
            RETURN NEW;
        """  # noqa: S608 - only what is written here


class RungDecision(models.Model):
    """That a rung is in use from now on, or no longer.

    Nothing is changed or removed: of the decisions on a rung the last one holds. The rungs of the
    usual ladder are in use without one.
    """

    rung = models.ForeignKey(Rung, models.PROTECT, related_name="decisions", verbose_name=_("rung"))
    ruling = models.CharField(_("decided"), max_length=8, choices=RungRuling)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("done by"))
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    application_may = ("SELECT", "INSERT")

    class Meta:
        verbose_name = _("decision on a rung")
        verbose_name_plural = _("decisions on rungs")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="rungdecision_ruling_known", condition=Q(ruling__in=RungRuling.values)
            ),
            models.CheckConstraint(name="rungdecision_has_reason", condition=~Q(reason="")),
        ]
        triggers = [
            AppendOnly(name="rungdecision_kept"),
            PutsInUse(name="rungdecision_changes"),
        ]

    def __str__(self) -> str:
        return f"{self.rung}: {self.get_ruling_display()}"
