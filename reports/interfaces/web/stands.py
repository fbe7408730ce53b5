"""Where one organisation stands today: its headline, its place among all, and its last weeks."""

from dataclasses import dataclass
from typing import Any

from accounts.interfaces.web.reader import Reader
from accounts.models import Organisation
from reports.domain.rates import question_of, ranked
from reports.enums import Slice
from reports.interfaces.web.spark import Spark, spark
from reports.interfaces.wording.rates import Measured, measured, why_not
from reports.queries.rates.sparks import WEEKS
from reports.queries.rates.trend import trend
from reports.rules.measures import HEADLINE
from reports.rules.ranking import Place
from reports.rules.report import Report


@dataclass(frozen=True)
class Placed:
    """`why_not` says why it has no rank; `place` is None where it leads no task in force."""

    place: Place | None = None
    ranked: int = 0
    why_not: str = ""


@dataclass(frozen=True)
class Stand:
    """The headline counts all that is led below it too; ranked is what it leads itself."""

    organisation: Organisation
    headline: Measured
    placed: Placed
    spark: Spark | None


def stand_of(organisation: Organisation, reader: Reader, within: frozenset[int]) -> Stand:
    asked: dict[str, Any] = {"organisation": organisation, "subtree": True, "within": within}
    report = today_of(reader, **asked)
    headline = next(each for each in measured(report.totals) if each.measure is HEADLINE)
    weeks = trend(report.question)[-WEEKS - 1 :]
    return Stand(organisation, headline, placed(organisation, reader, within), spark(weeks))


def placed(organisation: Organisation, reader: Reader, within: frozenset[int]) -> Placed:
    """Its place among all that lead tasks, by the headline."""
    ranking = today_of(reader, by=Slice.ORGANISATION, within=within).ranking
    place = ranking.by_key.get(organisation.code) if ranking else None
    if ranking is None or place is None:
        return Placed()
    ranked = sum(each.rank is not None for each in ranking.places)
    return Placed(place, ranked, why_not(place, ranking) if place.rank is None else "")


def today_of(reader: Reader, **asked: Any) -> Report:
    """The figures of today, to be looked at: they say nothing of what they rest on."""
    return ranked(question_of(now=reader.now, as_of=reader.today, **asked))
