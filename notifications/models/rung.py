from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications.enums import Audience, Cause, Unit, Urgency
from notifications.models.guards import KeepsItsDay
from tasks.models import Programme
from tracker.lib.constraints import SqlCheck


class Rung(models.Model):
    """One step of a programme's ladder: how long before or after what who is told.

    `days` are counted from the day on which the cause begins, for a deadline from the deadline
    itself: -7 is a week before, 1 the day after. With `every`, from then on each so many calendar
    days until it ends. Once somebody has been told, the day stays: retire the rung and add another.
    """

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="rungs", verbose_name=_("programme")
    )
    code = models.SlugField(_("code"), max_length=24)
    cause = models.CharField(_("about"), max_length=20, choices=Cause, default=Cause.DEADLINE)
    days = models.SmallIntegerField(
        _("days"), default=0, help_text=_("Negative before a deadline.")
    )
    unit = models.CharField(_("counted in"), max_length=8, choices=Unit, default=Unit.CALENDAR)
    every = models.PositiveSmallIntegerField(
        _("then every so many days"), null=True, blank=True, help_text=_("Until it ends.")
    )
    audiences = ArrayField(
        models.CharField(max_length=16, choices=Audience), verbose_name=_("who is told")
    )
    urgency = models.CharField(_("leaves"), max_length=6, choices=Urgency, default=Urgency.DIGEST)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("rung")
        verbose_name_plural = _("rungs")
        ordering = ["programme", "cause", "days", "pk"]
        constraints = [
            models.UniqueConstraint(name="rung_code_once", fields=["programme", "code"]),
            models.CheckConstraint(name="rung_has_code", condition=~Q(code="")),
            models.CheckConstraint(name="rung_cause_known", condition=Q(cause__in=Cause.values)),
            models.CheckConstraint(name="rung_unit_known", condition=Q(unit__in=Unit.values)),
            models.CheckConstraint(
                name="rung_urgency_known", condition=Q(urgency__in=Urgency.values)
            ),
            models.CheckConstraint(name="rung_within_a_year", condition=Q(days__range=(-366, 366))),
            models.CheckConstraint(
                name="rung_only_deadlines_are_foreseen",
                condition=Q(cause=Cause.DEADLINE) | Q(days__gte=0),
            ),
            models.CheckConstraint(
                name="rung_repeats_by_days", condition=Q(every=None) | Q(every__range=(1, 366))
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
