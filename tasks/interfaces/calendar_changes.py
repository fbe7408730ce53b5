"""The changes of the calendar that can be asked for, on the page and over the API."""

from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.domain.workdays import withdrawal
from tasks.rules.workdays import Change, day_off, swapped, worked_day
from tracker.lib.refused import Refused


class DayChange(TextChoices):
    """What is to become of a day."""

    SWAP = "swap", gettext_lazy("off, and another day is worked instead")
    OFF = "off", gettext_lazy("off")
    WORKED = "worked", gettext_lazy("worked")
    WITHDRAW = "withdraw", gettext_lazy("as the law has it: the decision is withdrawn")


def change_asked(kind: str, day: date, worked: date | None = None) -> Change:
    """What is to be decided. Raises Refused where the words do not make a change."""
    if kind == DayChange.SWAP:
        if worked is None:
            raise Refused(_("Name the day that is worked instead."), code="missing", field="worked")
        if worked == day:
            raise Refused(_("A day is swapped with another."), code="same_day", field="worked")
        return swapped(day, worked)
    if kind == DayChange.WITHDRAW:
        return withdrawal(day)
    return day_off(day) if kind == DayChange.OFF else worked_day(day)
