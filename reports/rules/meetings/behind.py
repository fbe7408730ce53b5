"""Which lines of a document one of its figures counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from reports.rules.meetings.frozen import Line
from reports.rules.meetings.passages import GONE
from tasks.enums import DeadlineBasis, Standing
from tracker.lib.refused import Refused

IN_FORCE = frozenset(Standing.values)
IN_TIME = frozenset(each.value for each in Standing if each.value.startswith("in_time"))
COMPLETED = frozenset({Standing.COMPLETED_ON_TIME.value, Standing.COMPLETED_LATE.value})
# Beside the standings: those of which figures are put together, and what no figure counts.
TOGETHER: dict[str, frozenset[str]] = {
    "": IN_FORCE,
    "in_time": IN_TIME,
    "completed": COMPLETED,
    "clear": IN_FORCE,
    GONE: frozenset({GONE}),
    "all": IN_FORCE | {GONE},
}
CLASSES: list[tuple[str, Any]] = [
    ("in_time", _("In time (all)")),
    ("completed", _("Completed (all)")),
    *Standing.choices,
    ("clear", _("with all six clarities")),
    (GONE, _("withdrawn or ended")),
    ("all", _("the whole list")),
]


@dataclass(frozen=True)
class Figure:
    """A figure of a document: against one deadline, of all, of a block or of who leads, of a class.

    `standing` is one of CLASSES, or "" for all tasks in force.
    """

    deadline: DeadlineBasis = DeadlineBasis.IN_FORCE
    standing: str = ""
    block: str = ""
    organisation: str = ""

    def of(self, who: Mapping[str, Mapping[str, str]]) -> "Counted":
        """The lines that it counts; `who` says which block organisations were in, by code.

        Raises Refused for an organisation that the document does not know.
        """
        if self.organisation and self.organisation not in who:
            raise Refused(
                _("There is nothing called “%(value)s” here.") % {"value": self.organisation},
                code="unknown",
                field="organisation",
            )
        leads = frozenset(code for code, said in who.items() if self._holds(code, said["block"]))
        standings = TOGETHER.get(self.standing, frozenset({self.standing}))
        return Counted(self.deadline, standings, leads, clear=self.standing == "clear")

    def _holds(self, code: str, block: str) -> bool:
        return self.organisation in ("", code) and self.block in ("", block)


@dataclass(frozen=True)
class Counted:
    """Lines of some standings, or GONE, led by some organisations (codes)."""

    deadline: DeadlineBasis
    standings: frozenset[str]
    leads: frozenset[str]
    clear: bool = False

    def has(self, line: Line) -> bool:
        standing = line.standing_by(self.deadline) or GONE
        return (
            standing in self.standings
            and line.lead in self.leads
            and not (self.clear and line.gaps)
        )
