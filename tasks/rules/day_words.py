"""How far away a deadline is, in the reader's language: on pages and in mails alike."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.lib.workdays import Calendar


def days_left_words(due: date, today: date, calendar: Calendar) -> str:
    """ "3 working days left", "due today", "5 days overdue".

    What is left is what can be worked on: the working days after `today`, up to and with `due`.
    What is late is late every day: a deadline is a calendar day and does not roll.
    """
    days = (due - today).days
    if days == 0:
        return _("due today")
    if days < 0:
        return ngettext("%(days)d day overdue", "%(days)d days overdue", -days) % {"days": -days}
    if worked := calendar.workdays_between(today, due):
        words = ngettext("%(count)d working day left", "%(count)d working days left", worked)
        return words % {"count": worked}
    none = ngettext(
        "%(days)d day left, no working day",
        "%(days)d days left, none of them a working day",
        days,
    )
    return none % {"days": days}
