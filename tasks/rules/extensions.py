"""Requests for a later deadline."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tasks.enums import Outcome
from tasks.models import Extension
from tracker.clock import day_of
from tracker.lib.adding import summed


@dataclass(frozen=True)
class ExtensionCounts:
    """How many requests there were, and what became of them.

    `days` are those by which the granted ones moved deadlines, together; `late` were asked after
    the deadline had passed, whatever became of them.
    """

    asked: int = 0
    granted: int = 0
    days: int = 0
    late: int = 0
    refused: int = 0
    waiting: int = 0
    lapsed: int = 0

    def __add__(self, other: "ExtensionCounts") -> "ExtensionCounts":
        return summed(ExtensionCounts, (self, other))


NAMES = {
    "asked": _("Requests"),
    "granted": _("Granted"),
    "days": _("Days granted"),
    "late": _("Asked after the deadline"),
    "refused": _("Refused"),
    "waiting": _("Waiting for a decision"),
    "lapsed": _("No longer needed"),
}


def counts_among(extensions: Iterable[Extension]) -> ExtensionCounts:
    """Those of a few requests; for many there is `tasks.queries.extensions`."""
    return sum(map(_counted, extensions), ExtensionCounts())


def is_backdated_request(extension: Extension) -> bool:
    """Whether it is said to have been asked before the Hanoi day on which it was recorded."""
    return extension.asked_on < day_of(extension.recorded_at)


def asked_late(extension: Extension) -> bool:
    """Whether it was asked after the deadline had passed."""
    return extension.asked_on > extension.old_deadline


def days_granted(extension: Extension) -> int:
    """By how many days the deadline moved; 0 unless it was granted."""
    granted = extension.granted_deadline
    return (granted - extension.old_deadline).days if granted else 0


def _counted(extension: Extension) -> ExtensionCounts:
    return ExtensionCounts(
        asked=1,
        granted=extension.outcome == Outcome.GRANTED,
        days=days_granted(extension),
        late=asked_late(extension),
        refused=extension.outcome == Outcome.REFUSED,
        waiting=extension.outcome == Outcome.PENDING,
        lapsed=extension.outcome == Outcome.LAPSED,
    )
