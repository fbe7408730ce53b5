"""What becomes of one task when its instrument is superseded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from tasks.domain.grounds import Grounds
from tasks.domain.merging_tasks import went_to
from tasks.domain.recording import move, since, take
from tasks.domain.stopping import withdraw
from tasks.domain.verifying import close_requests
from tasks.enums import Act, Fate
from tasks.models import Clause, Instrument, Task
from tasks.queries.superseding import could_replace
from tracker.clock import day_of
from tracker.lib.refused import Refused


@dataclass(frozen=True)
class Verdict:
    """What becomes of `task`, which had the revision `seen` when that was decided.

    A task that is continued can name the `clause` of the new instrument under which it stands; one
    that is replaced names the task from the new instrument by which.
    """

    task: Task
    fate: Fate
    seen: int
    clause: Clause | None = None
    replaced_by: Task | None = None


@dataclass(frozen=True)
class Course:
    """One instrument superseding another: why, by whom, and when it is recorded."""

    supersedes: Instrument
    instrument: Instrument
    why: Grounds
    by: User
    now: datetime


def carry_out(verdict: Verdict, course: Course) -> None:
    """Do to one task what was decided, in the caller's transaction; a refusal names the task."""
    try:
        DO[verdict.fate](verdict, course)
    except Refused as no:
        message = f"{verdict.task.code}: {no.message}"
        field = "on" if no.field == "on" else "fates"
        raise Refused(message, code=str(no.code), field=field) from no


def _continue(verdict: Verdict, course: Course) -> None:
    task = take(verdict.task, Act.CONTINUE, by=course.by, now=course.now)
    clause = verdict.clause
    if clause is not None and clause.instrument_id != course.instrument.pk:
        raise Refused(_("Name a clause of the instrument that supersedes."), code="not_its_clause")
    day = course.why.checked(Act.CONTINUE, now=course.now, not_before=None)
    detail = {"supersedes": course.supersedes.number, "clause": clause.number if clause else None}
    course.why.recorded(task, Act.CONTINUE, by=course.by, on=day, detail=detail)


def _replace(verdict: Verdict, course: Course) -> None:
    task = take(verdict.task, Act.REPLACE, by=course.by, now=course.now)
    into = _replacing(task, verdict, course.instrument)
    day = course.why.checked(Act.REPLACE, now=course.now, not_before=since(task))
    ended = close_requests(task, by=course.by, on=day_of(course.now))
    task.replaced_by = into
    move(task, Act.REPLACE, on=day)
    detail = {"supersedes": course.supersedes.number} | went_to(task, into) | ended
    course.why.recorded(task, Act.REPLACE, by=course.by, on=day, detail=detail)


def _replacing(task: Task, verdict: Verdict, instrument: Instrument) -> Task:
    """The task that takes the place of `task`, as it is now."""
    if verdict.replaced_by is not None:
        possible = could_replace(instrument).filter(programme=task.programme_id)
        into = possible.filter(pk=verdict.replaced_by.pk).exclude(pk=task.pk).first()
        if into is not None:
            return into
    raise Refused(
        _("Name the task from the new instrument that takes its place."), code="not_replacing"
    )


def _withdraw(verdict: Verdict, course: Course) -> None:
    why = course.why
    withdraw(
        verdict.task,
        by=course.by,
        now=course.now,
        reason=why.reason,
        instrument=course.instrument,
        on=why.on,
        late_reason=why.late_reason,
    )


DO: dict[Fate, Callable[[Verdict, Course], None]] = {
    Fate.CONTINUE: _continue,
    Fate.REPLACE: _replace,
    Fate.WITHDRAW: _withdraw,
}
