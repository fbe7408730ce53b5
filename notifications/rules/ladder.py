"""What a change of a ladder may be: plain Python, no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from notifications.enums import Audience, Cause, Unit, Urgency
from tracker.lib.refused import Refused

if TYPE_CHECKING:
    from notifications.models import Rung

LONGEST = 366  # days, either way
# These wait for somebody in particular; the others do not.
ASKING = frozenset({Cause.UNCLEAR, Cause.OBSTACLE, Cause.PART_LATE})
# How the code of a rung begins.
CODES = {Unit.CALENDAR: "", Unit.WORKING: "w"}


@dataclass(frozen=True)
class NewRung:
    """A rung that is not there yet; see `Rung`."""

    cause: Cause
    audiences: tuple[Audience, ...]
    days: int = 0
    unit: Unit = Unit.CALENDAR
    every: int | None = None
    urgency: Urgency = Urgency.DIGEST


@dataclass(frozen=True)
class LadderChange:
    """What is to change, at once: one rung comes, or goes, or is in use again.

    With `retires` and `adds`, one is exchanged for the other.
    """

    adds: NewRung | None = None
    retires: "Rung | None" = None
    restores: "Rung | None" = None


def check_new(new: NewRung, *, beside: Iterable["Rung"]) -> None:
    """Raises Refused for a rung that tells nobody, or what one of `beside`, in use, tells."""
    if new.cause == Cause.UNHEARD:
        message = _("That nobody is there to be told always goes to the secretaries, at once.")
        raise Refused(message, code="not_to_be_added", field="cause")
    _check_days(new)
    _check_audiences(new)
    check_untold(new, beside=beside)


def check_untold(new: "Rung | NewRung", *, beside: Iterable["Rung"]) -> None:
    """Raises Refused where one of `beside`, in use, tells some of the same people the same."""
    for rung in beside:
        if _step(rung) != _step(new) or not set(rung.audiences) & set(new.audiences):
            continue
        message = _("The ladder tells them so already: see “%(code)s”.") % {"code": rung.code}
        raise Refused(message, code="so_already", field="audiences")


def _step(rung: "Rung | NewRung") -> tuple[str, int, str]:
    return rung.cause, rung.days, rung.unit if rung.days else Unit.CALENDAR


def _check_days(new: NewRung) -> None:
    if abs(new.days) > LONGEST:
        message = _("A rung lies within %(count)d days.") % {"count": LONGEST}
        raise Refused(message, code="too_far", field="days")
    if new.days < 0 and new.cause != Cause.DEADLINE:
        message = _("Only a deadline is known before it comes.")
        raise Refused(message, code="not_foreseen", field="days")
    if new.every is not None and not 1 <= new.every <= LONGEST:
        message = _("It comes again after a day at least, and a year at most.")
        raise Refused(message, code="too_far", field="every")


def _check_audiences(new: NewRung) -> None:
    if not new.audiences:
        raise Refused(_("Say who is told."), code="nobody", field="audiences")
    if Audience.ASKED in new.audiences and new.cause not in ASKING:
        message = _("This waits for nobody in particular: name a role.")
        raise Refused(message, code="nobody_asked", field="audiences")


def code_for(new: NewRung, *, taken: Iterable[str]) -> str:
    """A short name for it that none of `taken` is: before-7, after-3w, returned, returned-2."""
    if new.cause != Cause.DEADLINE:
        base = new.cause.replace("_", "-") + (f"-{new.days}" if new.days else "")
    else:
        side = "before" if new.days < 0 else "after"
        base = f"{side}-{abs(new.days)}{CODES[new.unit]}" if new.days else "on-the-day"
    known = set(taken)
    names = (base if number == 1 else f"{base}-{number}" for number in range(1, len(known) + 2))
    return next(name for name in names if name not in known)
