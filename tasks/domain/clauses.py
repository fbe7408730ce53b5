"""A clause is worded anew, comes to stand elsewhere in its instrument, or is taken out.

What was said elsewhere stays: a frozen meeting and an event keep the number that they were written
with, and the database notes what a clause said before (`accounts.models.Change`).
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain.writing import written_by
from accounts.enums import Role
from accounts.models import User
from accounts.queries import seats_of
from tasks.domain.instruments import check_number_free, check_secretary
from tasks.domain.recording import filled
from tasks.models import Clause, Instrument, Programme, Task, TaskEvent
from tracker.clock import day_of
from tracker.lib.refused import Refused


def edit_clause(
    clause: Clause, *, by: User, now: datetime, number: str | None = None, text: str | None = None
) -> Clause:
    """Another number or text; what is None stays.

    Raises PermissionDenied, see `check_may_change`; Refused for what is blank, or a number that
    another clause of the instrument has.
    """
    with written_by(by):
        clause = _taken(clause, by=by, now=now)
        number = clause.number if number is None else filled(number, field="number")
        text = clause.text if text is None else filled(text, field="text")
        if number != clause.number:
            check_number_free(clause.instrument, number, field="number")
        if (number, text) != (clause.number, clause.text):
            clause.number, clause.text = number, text
            clause.save(update_fields=["number", "text"])
    return clause


@transaction.atomic
def move_clause(clause: Clause, *, by: User, now: datetime, after: Clause | None) -> Clause:
    """Let it stand right after another clause of its instrument, or before all where None.

    Raises PermissionDenied, see `check_may_change`; Refused for a clause of another instrument.
    """
    clause = _taken(clause, by=by, now=now)
    others = [one for one in clause.instrument.clauses.all() if one != clause]
    if after is not None and after not in others:
        raise Refused(
            _("This is no other clause of the instrument."), code="not_its_clause", field="after"
        )
    at = others.index(after) + 1 if after is not None else 0
    ordered = [*others[:at], clause, *others[at:]]
    for position, one in enumerate(ordered):
        one.position = position
    Clause.objects.bulk_update(ordered, ["position"])
    return clause


def remove_clause(clause: Clause, *, by: User, now: datetime) -> None:
    """Take out a clause from which no task ever came.

    Raises PermissionDenied, see `check_may_change`; Refused when something speaks of it.
    """
    with written_by(by):
        clause = _taken(clause, by=by, now=now)
        if (why := why_kept(clause)) is not None:
            raise why
        clause.delete()


def why_kept(clause: Clause) -> Refused | None:
    """Why the clause cannot be taken out, None if it can."""
    if Task.objects.filter(clause=clause).exists():
        return Refused(_("It has tasks: a clause with tasks stays."), code="has_tasks")
    if TaskEvent.objects.filter(clause=clause).exists():
        return Refused(_("The history of a task speaks of it."), code="has_history")
    if clause.rethemings.exists():
        return Refused(_("Its theme was changed: figures of days before need it."), code="rethemed")
    return None


def check_may_change(clause: Clause, *, by: User, now: datetime) -> None:
    """Raises PermissionDenied unless `by` is a secretary of every programme with a task from it."""
    check_secretary(by, now)
    owners = Programme.objects.filter(tasks__clause=clause).values_list("owner", flat=True)
    if set(owners) - seats_of(by, on=day_of(now)).where(Role.SECRETARY):
        raise PermissionDenied(_("It has tasks of programmes that you do not oversee."))


def _taken(clause: Clause, *, by: User, now: datetime) -> Clause:
    """The clause re-read, no other of its instrument changing until the end of the transaction."""
    check_may_change(clause, by=by, now=now)
    instrument = Instrument.objects.select_for_update().get(pk=clause.instrument_id)
    locked: Clause = Clause.objects.select_for_update(of=("self",)).get(pk=clause.pk)
    locked.instrument = instrument
    return locked
