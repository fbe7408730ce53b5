"""The one definition of every measure of the work beside the rates.

A new measure over counts that are there is one entry in WORK_MEASURES: its formula, in symbols, in
words and in numbers, is derived from that entry, and the page, the command, the API and the file
show whatever stands here. What a count is stands in TERMS, once; how it is counted, in
`reports.queries.work.figures`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.rules.measures import Measure

# Count → its symbol in formulas, and what the symbol stands for.
TERMS: dict[str, tuple[str, Promise]] = {
    "total": ("N", _("all tasks in force")),
    "with_deadline": ("D", _("tasks with a deadline")),
    "overdue": ("O", _("overdue")),
    "overdue_1_7": ("O1", _("1–7 days late")),
    "overdue_8_30": ("O2", _("8–30 days late")),
    "overdue_31_90": ("O3", _("31–90 days late")),
    "overdue_over_90": ("O4", _("more than 90 days late")),
    "completed": ("C", _("completed")),
    "completion": ("T", _("days from assignment to the completed day")),
    "completion_days": ("ΣT", _("days from assignment to the completed day, of all together")),
    "time_used": ("TU", _("days used by completed tasks")),
    "time_given": ("TG", _("days from assignment to deadline of the same tasks")),
    "extended": ("E", _("tasks whose deadline was extended")),
    "requests": ("X", _("requests for a later deadline")),
    "granted": ("X1", _("requests granted")),
    "asked_late": ("X2", _("requests made after the deadline had passed")),
    "days_granted": ("XD", _("days granted")),
    "refused": ("X3", _("requests refused")),
    "undecided": ("X4", _("requests that wait for a decision")),
    "requests_lapsed": ("X5", _("requests that lapsed, their task being completed or withdrawn")),
    "claims": ("S", _("submissions")),
    "accepted": ("S1", _("submissions accepted")),
    "returned": ("S2", _("submissions returned")),
    "unreviewed": ("S3", _("submissions that wait for review")),
    "unreviewed_late": ("S4", _("submissions that have waited more than 3 working days")),
    "set_aside": ("S5", _("submissions that lapsed, and acceptances that were revoked")),
    "reviewed": ("V", _("submissions decided")),
    "review": ("W", _("working days from recording to decision")),
    "review_days": ("ΣW", _("working days from recording to decision, of all together")),
    "reviewed_late": ("V1", _("submissions decided after more than 3 working days")),
    "facts": ("F", _("facts recorded in the last 30 days")),
    "facts_late": ("F1", _("facts recorded a working day or more after they happened")),
    "open": ("I", _("in time, underway or not started")),
    "due_soon": ("I1", _("in time, underway or not started, due within 30 days")),
    "risk_silent": ("K1", _("due within 30 days, nothing reported for 30 days")),
    "risk_behind_soon": ("K2", _("due within 30 days, reported on, behind the time used")),
    "risk_behind_later": ("K3", _("due later, behind the time used")),
}


class Unit(Enum):
    """What a measure is measured in."""

    SHARE = "share"
    DAYS = "days"
    WORKDAYS = "working_days"
    TIMES = "times"


UNITS = [unit.value for unit in Unit]


class Group(TextChoices):
    """What a measure tells about."""

    AGEING = "ageing", _("How late overdue tasks are")
    RISK = "risk", _("Tasks at risk")
    TIME = "time", _("Time to completion")
    EXTENSIONS = "extensions", _("Extensions")
    RETURNS = "returns", _("Returned submissions")
    REVIEW = "review", _("Review time of the secretaries")
    RECORDING = "recording", _("Late recording")


@dataclass(frozen=True)
class WorkMeasure(Measure):
    """A quotient of counts of the work; `excludes` is what plays no part in it, and why."""

    group: Group
    excludes: tuple[Promise, ...] = ()
    unit: Unit = Unit.SHARE

    @property
    def formula(self) -> str:
        """In symbols: "S2 / S1"."""
        return self._written(lambda term: TERMS[term][0])

    @property
    def words(self) -> str:
        """In the reader's words."""
        return self._written(lambda term: str(TERMS[term][1]))

    @property
    def leaves_out(self) -> list[Promise]:
        return list(self.excludes)


class Median(WorkMeasure):
    """The middle one of the days named in the numerator."""

    def value(self, counts: Any) -> Fraction | None:
        found: Fraction | None = counts.days(self.numerator[0]).median
        return found

    def in_numbers(self, write: Callable[[str], str]) -> str:
        """Of how many it is the median: there are too many days to write them out."""
        return str(_("median of %(days)s")) % {"days": write(self.denominator[0])}

    def _written(self, write: Callable[[str], str]) -> str:
        return str(_("median of %(days)s")) % {"days": write(self.numerator[0])}


NO_OVERDUE, NO_TASKS = _("no overdue tasks"), _("no tasks in time")
WAITING = _("tasks that wait for verification or are suspended: nobody has work to do on them")
NOT_OVERDUE = _("tasks that are not overdue, such as what is suspended or was submitted in time")
NOT_COMPLETED = _("tasks that are not completed")
LATER_DATED = _("completed tasks that got their first deadline only after they were completed")
OTHERWISE = _("deadlines that moved without a request: corrections, splits and merged tasks")
NO_LONGER = _("submissions that lapsed, and acceptances that were revoked")
LAPSED = _("submissions that lapsed undecided, because their task was no longer owed")
REQUESTS = _("requests for a later deadline: they wait for whoever has the authority")
WORDS_ONLY = _("changes of words, drafts, and what the system recorded by itself")
AT_RISK = ("risk_silent", "risk_behind_soon", "risk_behind_later")

WORK_MEASURES: tuple[WorkMeasure, ...] = (
    *(
        WorkMeasure(
            f"{age}_share", name, (age,), ("overdue",), NO_OVERDUE, Group.AGEING, (NOT_OVERDUE,)
        )
        for age, name in (
            ("overdue_1_7", _("Overdue by 1–7 days")),
            ("overdue_8_30", _("Overdue by 8–30 days")),
            ("overdue_31_90", _("Overdue by 31–90 days")),
            ("overdue_over_90", _("Overdue by more than 90 days")),
        )
    ),
    WorkMeasure(
        "at_risk_soon",
        _("At risk, due within 30 days"),
        AT_RISK[:2],
        ("due_soon",),
        _("nothing due within 30 days"),
        Group.RISK,
        (WAITING,),
    ),
    WorkMeasure(
        "at_risk", _("At risk, whenever due"), AT_RISK, ("open",), NO_TASKS, Group.RISK, (WAITING,)
    ),
    Median(
        "completion_median",
        _("Median time to completion"),
        ("completion",),
        ("completed",),
        _("no tasks completed"),
        Group.TIME,
        (NOT_COMPLETED,),
        Unit.DAYS,
    ),
    WorkMeasure(
        "completion_mean",
        _("Mean time to completion"),
        ("completion_days",),
        ("completed",),
        _("no tasks completed"),
        Group.TIME,
        (NOT_COMPLETED,),
        Unit.DAYS,
    ),
    WorkMeasure(
        "time_used_share",
        _("Share of the time given that was used"),
        ("time_used",),
        ("time_given",),
        _("no time was given"),
        Group.TIME,
        (NOT_COMPLETED, LATER_DATED),
    ),
    WorkMeasure(
        "extended_share",
        _("Tasks extended"),
        ("extended",),
        ("with_deadline",),
        _("no tasks with a deadline"),
        Group.EXTENSIONS,
        (_("regular tasks"), OTHERWISE),
    ),
    WorkMeasure(
        "extensions_per_task",
        _("Extensions per extended task"),
        ("granted",),
        ("extended",),
        _("no extensions"),
        Group.EXTENSIONS,
        (OTHERWISE,),
        Unit.TIMES,
    ),
    WorkMeasure(
        "days_per_extension",
        _("Days per extension"),
        ("days_granted",),
        ("granted",),
        _("no extensions"),
        Group.EXTENSIONS,
        (OTHERWISE,),
        Unit.DAYS,
    ),
    WorkMeasure(
        "asked_late_share",
        _("Requests made after the deadline"),
        ("asked_late",),
        ("requests",),
        _("no requests"),
        Group.EXTENSIONS,
    ),
    WorkMeasure(
        "returns_per_acceptance",
        _("Returned per accepted submission"),
        ("returned",),
        ("accepted",),
        _("nothing accepted"),
        Group.RETURNS,
        (NO_LONGER,),
        Unit.TIMES,
    ),
    Median(
        "review_median",
        _("Median review time"),
        ("review",),
        ("reviewed",),
        _("nothing decided"),
        Group.REVIEW,
        (LAPSED, REQUESTS),
        Unit.WORKDAYS,
    ),
    WorkMeasure(
        "review_mean",
        _("Mean review time"),
        ("review_days",),
        ("reviewed",),
        _("nothing decided"),
        Group.REVIEW,
        (LAPSED, REQUESTS),
        Unit.WORKDAYS,
    ),
    WorkMeasure(
        "reviewed_late_share",
        _("Decided after more than 3 working days"),
        ("reviewed_late",),
        ("reviewed",),
        _("nothing decided"),
        Group.REVIEW,
        (LAPSED, REQUESTS),
    ),
    WorkMeasure(
        "unreviewed_late_share",
        _("Open reviews older than 3 working days"),
        ("unreviewed_late",),
        ("unreviewed",),
        _("no review is open"),
        Group.REVIEW,
        (REQUESTS,),
    ),
    WorkMeasure(
        "late_recording_share",
        _("Facts recorded late"),
        ("facts_late",),
        ("facts",),
        _("nothing recorded"),
        Group.RECORDING,
        (WORDS_ONLY,),
    ),
)
WORK_BY_CODE = {measure.code: measure for measure in WORK_MEASURES}
