"""One instrument supersedes another: each open task of the old one goes on, is replaced or goes."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import seats_of
from tasks.domain.fates import Course, Verdict, carry_out
from tasks.domain.grounds import Grounds
from tasks.domain.instruments import check_secretary
from tasks.domain.merging_tasks import lock
from tasks.enums import Act
from tasks.models import Instrument, Task
from tasks.queries.superseding import Proposal, open_under, proposals
from tasks.rules.permissions import may
from tracker.clock import day_of
from tracker.lib.refused import Refused

NAMED = 5  # so many tasks are named in a refusal, the others counted


def preview_superseding(
    instrument: Instrument, *, supersedes: Instrument, by: User, now: datetime
) -> list[Proposal]:
    """For each open task of `supersedes` what could become of it; changes nothing.

    Raises PermissionDenied or Refused as `supersede`.
    """
    check_secretary(by, now)
    _check_pair(instrument, supersedes)
    found = proposals(instrument, supersedes)
    _check_oversees_all((proposal.task for proposal in found), by, now)
    return found


@transaction.atomic
def supersede(
    instrument: Instrument,
    *,
    supersedes: Instrument,
    verdicts: Sequence[Verdict],
    by: User,
    now: datetime,
    reason: str,
    on: date | None = None,
    late_reason: str = "",
) -> Instrument:
    """`instrument` takes the place of `supersedes` from the Hanoi day `on`, all or nothing.

    Every open task of `supersedes` needs a verdict, and none may have changed since it was seen.
    A task that goes on keeps its clause, so that past figures stay. Raises PermissionDenied, or
    Refused with the codes of the tasks that stand in the way.
    """
    check_secretary(by, now)
    _lock(instrument, supersedes)
    _check_pair(instrument, supersedes)
    why = Grounds(reason, instrument, on, late_reason)
    day = why.checked(Act.CONTINUE, now=now, not_before=None)
    if day < instrument.issued_on:
        raise Refused(
            _("The instrument had not been issued on that day."),
            code="before_instrument",
            field="on",
        )
    decided = _checked(supersedes, verdicts, by, now)
    course = Course(supersedes, instrument, why, by, now)
    for verdict in decided:
        carry_out(verdict, course)
    instrument.supersedes.add(supersedes)
    return instrument


def _lock(*instruments: Instrument) -> None:
    """Whoever else supersedes one of them waits; who only refers to one does not."""
    pks = [instrument.pk for instrument in instruments]
    rows = Instrument.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk")
    list(rows.values_list("pk"))


def _check_pair(instrument: Instrument, supersedes: Instrument) -> None:
    if instrument.pk == supersedes.pk or instrument.issued_on < supersedes.issued_on:
        raise Refused(
            _("An instrument supersedes another one, issued before it or on the same day."),
            code="not_an_older_one",
            field="supersedes",
        )
    for each in (supersedes, instrument):
        later = each.superseded_by.first()
        if later is not None:
            raise Refused(
                _("%(number)s has been superseded already, by %(later)s.")
                % {"number": each.number, "later": later.number},
                code="already_superseded",
                field="supersedes",
            )


def _check_oversees_all(tasks: Iterable[Task], by: User, now: datetime) -> None:
    seats = seats_of(by, on=day_of(now))
    if not all(may(Act.CONTINUE, seats, task) for task in tasks):
        raise PermissionDenied(
            _("The instrument has open tasks in a programme that somebody else oversees.")
        )


def _checked(
    supersedes: Instrument, verdicts: Sequence[Verdict], by: User, now: datetime
) -> list[Verdict]:
    """The verdicts with their tasks locked and read anew; exactly one for each open task."""
    of = {verdict.task.pk: verdict for verdict in verdicts}
    replacing = [verdict.replaced_by.pk for verdict in verdicts if verdict.replaced_by]
    found = list(open_under(supersedes).values_list("pk", flat=True))
    locked = lock(*found, *of, *replacing)
    still_open = {task.pk: task for task in open_under(supersedes)}
    _check_oversees_all(still_open.values(), by, now)
    changed = [task for pk, task in locked.items() if pk in of and task.revision != of[pk].seen]
    gone = [of[pk].task for pk in of if pk not in still_open]
    _refuse_all(
        changed or gone,
        _("These tasks have changed since you looked: %(tasks)s. Look at the preview again."),
        code="changed_since_preview",
    )
    _refuse_all(
        [task for pk, task in still_open.items() if pk not in of],
        _("Say what becomes of these open tasks too: %(tasks)s."),
        code="fates_missing",
    )
    return [of[pk] for pk in sorted(still_open)]


def _refuse_all(tasks: Sequence[Task], message: str, *, code: str) -> None:
    """Raises Refused naming `tasks`, if there are any."""
    if tasks:
        codes = ", ".join(sorted(task.code for task in tasks)[:NAMED])
        more = f" (+{len(tasks) - NAMED})" if len(tasks) > NAMED else ""
        raise Refused(message % {"tasks": codes + more}, code=code, field="fates")
