"""Rungs and notices in words, in the reader's language."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from notifications.enums import Cause, Unit
from notifications.models import Notice, Rung
from tasks.enums import Clarity


def rung_words(rung: Rung) -> str:
    """A rung: "7 days before the deadline", "1 working day after the deadline", "Returned" …"""
    if rung.cause != Cause.DEADLINE:
        return rung.get_cause_display()
    if rung.days == 0:
        return _("On the day of the deadline")
    words = _working_words(rung.days) if rung.unit == Unit.WORKING else _calendar_words(rung.days)
    return words % {"count": abs(rung.days)}


def notice_words(notice: Notice) -> str:
    """What a notice tells besides its task: the cause and its day; of a gap, what is missing."""
    day = date_format(notice.anchor, pgettext("format of a date", "j M Y"))
    if notice.rung.cause == Cause.UNCLEAR:
        clarity = Clarity(notice.about.partition(" ")[0]).label
        return _("“%(clarity)s” is missing since %(since)s") % {"clarity": clarity, "since": day}
    return _("%(cause)s (%(day)s)") % {"cause": notice.rung.get_cause_display(), "day": day}


def _calendar_words(days: int) -> str:
    if days < 0:
        return ngettext(
            "%(count)d day before the deadline", "%(count)d days before the deadline", -days
        )
    return ngettext("%(count)d day after the deadline", "%(count)d days after the deadline", days)


def _working_words(days: int) -> str:
    if days < 0:
        return ngettext(
            "%(count)d working day before the deadline",
            "%(count)d working days before the deadline",
            -days,
        )
    return ngettext(
        "%(count)d working day after the deadline",
        "%(count)d working days after the deadline",
        days,
    )
