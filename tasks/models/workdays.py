"""The calendar of working days: what the law says of each day, and what was decided besides.

Both tables are in the application's reach for reading; it adds decisions, and the database keeps
the calendar right in the same transaction.
"""

from datetime import date
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tasks.enums import DayRuling
from tracker.lib.constraints import SqlCheck
from tracker.lib.functions import Now
from tracker.lib.triggers import AppendOnly, Guard

# Days outside of these are in no calendar, and nothing is decided of them.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2060, 12, 31)
SATURDAY = 6
UNLIKE_ITS_WEEK = Q(day__iso_week_day__lt=SATURDAY, is_workday=False) | Q(
    day__iso_week_day__gte=SATURDAY, is_workday=True
)


class Workday(models.Model):
    """A day, whether it is worked, and how many working days there were up to and with it.

    So the working days after one day up to another are the difference of their ordinals, and the
    working day that is the k-th after a day is the one whose ordinal is greater by k: see the
    functions `workdays_between` and `workday_add` of the database.
    """

    day = models.DateField(_("day"), primary_key=True)
    by_law = models.BooleanField(_("worked by law"))
    is_workday = models.BooleanField(_("worked"))
    ordinal = models.PositiveIntegerField(_("working days so far"))
    holiday = models.CharField(_("holiday"), max_length=100, blank=True)
    holiday_en = models.CharField(_("holiday in English"), max_length=100, blank=True)

    application_may = ("SELECT",)

    class Meta:
        verbose_name = _("day of the calendar")
        verbose_name_plural = _("days of the calendar")
        ordering = ["day"]
        indexes = [
            # Among days that share an ordinal only the first is worked.
            models.Index(
                name="workday_by_ordinal",
                fields=["ordinal"],
                include=["day"],
                condition=Q(is_workday=True),
            ),
            models.Index(
                name="workday_unlike_its_week",
                fields=["day"],
                include=["is_workday"],
                condition=UNLIKE_ITS_WEEK,
            ),
        ]

    def __str__(self) -> str:
        return self.day.isoformat()

    @property
    def holiday_name(self) -> str:
        """The name of the holiday in the reader's language, empty on other days."""
        return self.holiday_en if get_language() == "en" else self.holiday


class LaidDown(Guard):
    """Stamps a decision, refuses one that changes nothing, and lays the calendar anew after it.

    Decisions wait for one another, so that each sees the calendar that the one before has left.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert
    declare = [("was", "tasks_workday"), ("works", "boolean")]

    def get_func(self, model: Any) -> str:
        del model
        nothing = self.refuse(
            "was.day IS NULL OR works = was.is_workday",
            "the calendar has no such day, or has it so already: %",
            "NEW.day",
        )
        return f"""
            LOCK TABLE tasks_workday IN SHARE ROW EXCLUSIVE MODE;
            NEW.recorded_at := tracker_now();
            SELECT * INTO was FROM tasks_workday WHERE day = NEW.day;
            works := NEW.ruling = 'worked' OR NEW.ruling = 'as_by_law' AND was.by_law;
            {nothing}
            UPDATE tasks_workday
            SET is_workday = CASE WHEN day = NEW.day THEN works ELSE is_workday END,
                ordinal = ordinal + works::integer - was.is_workday::integer
            WHERE day >= NEW.day;
            RETURN NEW;
        """  # noqa: S608 - only what is written here


class DayDecision(models.Model):
    """That a day is off, or worked, otherwise than the law has it; or no longer so.

    Nothing is changed or removed: of the decisions on a day the last one holds. Two days that
    were swapped name each other in `swapped_with`. Those of the reference data are `by` nobody.
    """

    day = models.DateField(_("day"))
    ruling = models.CharField(_("decided"), max_length=9, choices=DayRuling)
    swapped_with = models.DateField(_("swapped with"), null=True, blank=True)
    number = models.CharField(_("number of the decision"), max_length=100)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("done by")
    )
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    application_may = ("SELECT", "INSERT")

    class Meta:
        verbose_name = _("decision on a day")
        verbose_name_plural = _("decisions on days")
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="daydecision_ruling_known", condition=Q(ruling__in=DayRuling.values)
            ),
            models.CheckConstraint(name="daydecision_has_reason", condition=~Q(reason="")),
            SqlCheck(
                name="daydecision_has_number",
                sql="number <> '' OR ruling = 'as_by_law'",
            ),
            models.CheckConstraint(
                name="daydecision_swaps_two_days",
                condition=Q(swapped_with=None) | ~Q(swapped_with=F("day")),
            ),
        ]
        indexes = [models.Index(name="daydecision_of_day", fields=["day", "-id"])]
        triggers = [
            AppendOnly(name="daydecision_kept"),
            LaidDown(name="daydecision_laid_down"),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.get_ruling_display()}"
