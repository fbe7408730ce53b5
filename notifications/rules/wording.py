"""Days around a deadline in words, in the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def rung_words(offset_days: int) -> str:
    """A rung: "7 days before the deadline" for -7, "1 day after the deadline" for 1."""
    if offset_days == 0:
        return _("On the day of the deadline")
    count = abs(offset_days)
    if offset_days < 0:
        words = ngettext(
            "%(count)d day before the deadline", "%(count)d days before the deadline", count
        )
    else:
        words = ngettext(
            "%(count)d day after the deadline", "%(count)d days after the deadline", count
        )
    return words % {"count": count}


def days_words(days: int) -> str:
    """The days until a deadline: "3 days left" for 3, "due today" for 0, "2 days late" for -2."""
    if days == 0:
        return _("due today")
    if days > 0:
        words = ngettext("%(count)d day left", "%(count)d days left", days)
    else:
        words = ngettext("%(count)d day late", "%(count)d days late", -days)
    return words % {"count": abs(days)}
