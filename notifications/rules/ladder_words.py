"""A ladder in words: when each rung comes, and how the day of a notice came about."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications.enums import Audience, Cause, Unit
from notifications.models import Rung
from notifications.rules.ladder import NewRung
from notifications.rules.wording import rung_words


def ladder_words(rung: Rung) -> str:
    """ "7 days before the deadline", "Nothing has been reported: after 30 days, then every …"."""
    words = rung_words(rung)
    if rung.cause != Cause.DEADLINE and rung.days:
        words = _("%(cause)s: %(later)s") % {"cause": words, "later": _later(rung)}
    if rung.every:
        again = ngettext(
            "then every %(count)d day until it ends",
            "then every %(count)d days until it ends",
            rung.every,
        )
        words = _("%(first)s, %(again)s") % {
            "first": words,
            "again": again % {"count": rung.every},
        }
    return words


def _later(rung: Rung) -> str:
    if rung.unit == Unit.WORKING:
        words = ngettext("%(count)d working day later", "%(count)d working days later", rung.days)
    else:
        words = ngettext("%(count)d day later", "%(count)d days later", rung.days)
    return words % {"count": rung.days}


def times_of(step: str) -> int:
    """The how-manieth time of a rung that comes again: 3 for "+28c #2", 0 for one that does not."""
    _first, sign, times = step.partition(" #")
    return int(times) + 1 if sign else 0


def audience_words(rung: Rung) -> str:
    """Whom it tells, in the order of the enumeration."""
    return ", ".join(str(one.label) for one in Audience if one in rung.audiences)


def unsaved(new: NewRung) -> Rung:
    """`new` as a rung, to be put into words."""
    return Rung(
        cause=new.cause,
        days=new.days,
        unit=new.unit,
        every=new.every,
        audiences=list(new.audiences),
        urgency=new.urgency,
    )
