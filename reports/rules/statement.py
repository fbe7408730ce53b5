"""What a report says about itself, so that anybody can ask for the same again and check it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from reports.rules.measures import Measure


@dataclass(frozen=True)
class Sealed:
    """The newest seal of the history, and how many events it does not cover yet."""

    number: int
    day: date
    digest: str
    events_after: int

    def as_data(self) -> dict[str, object]:
        """The JSON of command and API."""
        return {
            "number": self.number,
            "day": self.day.isoformat(),
            "digest": self.digest,
            "events_after": self.events_after,
        }


@dataclass(frozen=True)
class Made:
    """Who made a report, when, and the seal of the history then; None where there was none yet.

    `by` is None for whoever runs a command of the server.
    """

    at: datetime
    by: User | None
    seal: Sealed | None


def made_from(made: Made | None) -> dict[str, object]:
    """From which history, by whom and when: the same at the end of every statement."""
    return {
        "seal": made.seal.as_data() if made and made.seal else None,
        "made_by": made.by.username if made and made.by else None,
        "made_at": made.at.isoformat() if made else None,
    }


def told(measures: Iterable[Measure]) -> list[dict[str, object]]:
    """Each measure with its formula, in symbols and in words, and what it leaves out."""
    return [
        {
            "code": measure.code,
            "name": str(measure.name),
            "formula": measure.formula,
            "words": measure.words,
            "leaves_out": [str(each) for each in measure.leaves_out],
        }
        for measure in measures
    ]
