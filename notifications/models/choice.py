from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.enums import Switch
from tracker.lib.functions import Now
from tracker.lib.triggers import AppendOnly


class ReminderChoice(models.Model):
    """Somebody has said whether they want reminders: evidence, never changed.

    Of somebody's choices the last one holds; whoever has made none wants them.
    `notifications.rules.reminders` says what a reminder is.
    """

    person = models.ForeignKey(
        User, models.PROTECT, related_name="reminder_choices", verbose_name=_("person")
    )
    wanted = models.BooleanField(_("wants reminders"))
    how = models.CharField(_("how"), max_length=8, choices=Switch)
    at = models.DateTimeField(_("at"), db_default=Now())

    application_may = ("SELECT", "INSERT")

    class Meta:
        verbose_name = _("choice about reminders")
        verbose_name_plural = _("choices about reminders")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="reminder_choice_way_known", condition=Q(how__in=Switch.values)
            )
        ]
        triggers = [AppendOnly(name="reminder_choice_append_only")]

    def __str__(self) -> str:
        return f"{self.person}: {self.wanted}"
