from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications.enums import Audience
from notifications.models.guards import KeepsItsDay
from tasks.models import Programme
from tracker.lib.constraints import SqlCheck


class Rung(models.Model):
    """One step of a programme's ladder: on which day around the deadline who is told.

    `offset_days` counts calendar days from the deadline: -7 is a week before, 1 the day after.
    Once somebody has been told, the day stays: retire the rung and add another.
    """

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="rungs", verbose_name=_("programme")
    )
    code = models.SlugField(_("code"), max_length=20)
    offset_days = models.SmallIntegerField(
        _("days from the deadline"), help_text=_("Negative before the deadline.")
    )
    audiences = ArrayField(
        models.CharField(max_length=16, choices=Audience), verbose_name=_("who is told")
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("rung")
        verbose_name_plural = _("rungs")
        ordering = ["programme", "offset_days", "pk"]
        constraints = [
            models.UniqueConstraint(name="rung_code_once", fields=["programme", "code"]),
            models.CheckConstraint(name="rung_has_code", condition=~Q(code="")),
            models.CheckConstraint(
                name="rung_within_a_year", condition=Q(offset_days__range=(-366, 366))
            ),
            SqlCheck(
                name="rung_tells_somebody",
                sql="cardinality(audiences) > 0 AND audiences <@ ARRAY['"
                + "', '".join(Audience.values)
                + "']::varchar[]",
            ),
        ]
        triggers = [KeepsItsDay(name="rung_keeps_its_day")]

    def __str__(self) -> str:
        return self.code
