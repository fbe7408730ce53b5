"""From what a page or the API was told about each task to what the domain takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tasks.domain import Verdict
from tasks.enums import Fate
from tasks.models import Instrument, Task
from tracker.lib.refused import Refused


@dataclass(frozen=True)
class Said:
    """`task` and `replaced_by` are ids, `clause` is the number of one of the new instrument."""

    task: int
    revision: int
    fate: str
    clause: str | None = None
    replaced_by: int | None = None


def verdicts(
    instrument: Instrument, said: Sequence[Said], visible: QuerySet[Task]
) -> list[Verdict]:
    """As the domain takes them; two queries, however many there are.

    Raises Refused for a task that is not `visible`, or a clause that the instrument does not have.
    """
    named = {each.task for each in said} | {each.replaced_by for each in said if each.replaced_by}
    tasks = visible.in_bulk(named)
    clauses = {clause.number: clause for clause in instrument.clauses.all()}
    for each in said:
        if each.task not in tasks or (each.replaced_by and each.replaced_by not in tasks):
            raise _unknown(each.task if each.task not in tasks else each.replaced_by)
        if each.clause and each.clause not in clauses:
            raise _unknown(each.clause)
    return [
        Verdict(
            tasks[each.task],
            Fate(each.fate),
            each.revision,
            clause=clauses.get(each.clause or ""),
            replaced_by=tasks.get(each.replaced_by or 0),
        )
        for each in said
    ]


def _unknown(what: object) -> Refused:
    message = _("There is nothing called “%(value)s” here.") % {"value": what}
    return Refused(message, code="does_not_exist", field="fates")
