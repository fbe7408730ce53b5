"""Organisations that end: what becomes of their open tasks is planned here."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Organisation, Succession, User
from accounts.queries import Seats, default_heirs, heirs_after, seats_of
from tasks.domain.recording import happened, required
from tasks.models import Instrument, Merger, MergerChoice, Programme, Task
from tasks.queries.mergers import concerned
from tasks.rules.passing import capacities_of
from tracker.clock import day_of
from tracker.lib.refused import Refused

DAY = timedelta(days=1)


@transaction.atomic
def plan_merger(
    *,
    by: User,
    now: datetime,
    predecessor: Organisation,
    successor: Organisation,
    on: date,
    instrument: Instrument,
    reason: str,
    elsewhere: Mapping[Task, Organisation] | None = None,
    late_reason: str = "",
) -> Merger:
    """`predecessor` ends the day before `on`; its open tasks pass to `successor` on that Hanoi day.

    `elsewhere` names the tasks that go to another organisation. `carry_out_mergers` passes them on
    once the day has come; a day of the past is recorded late. Raises PermissionDenied or Refused.
    """
    check_may_merge(predecessor, by=by, now=now)
    choices = {task: to for task, to in (elsewhere or {}).items() if to.pk != successor.pk}
    predecessor = _locked(predecessor, [successor, *choices.values()])
    if on <= day_of(now):
        happened(on, now=now, not_before=None, field="on", late_reason=late_reason)
    _check_grounds(instrument, now=now)
    reason = required(reason, field="reason")
    _check_ends(predecessor, on)
    for heir in {successor, *choices.values()}:
        _check_follows(heir, predecessor, on)
    _check_concerned(choices, predecessor)
    found = _as_found(predecessor)
    _end(predecessor, successor, choices.values(), on)
    merger = Merger.objects.create(
        predecessor=predecessor,
        successor=successor,
        on=on,
        instrument=instrument,
        reason=reason,
        late_reason=late_reason.strip(),
        found=found,
        by=by,
    )
    MergerChoice.objects.bulk_create(
        MergerChoice(merger=merger, task=task, successor=to) for task, to in choices.items()
    )
    return merger


def check_may_merge(predecessor: Organisation, *, by: User, now: datetime) -> None:
    """Raises PermissionDenied unless `by` may decide where the tasks of `predecessor` go.

    That is a secretary who oversees every programme in which it has an open task, and an
    administrator of an organisation that owns a programme.
    """
    seats = seats_of(by, on=day_of(now))
    check_plans_mergers(seats)
    if _owns_programme(seats, Role.ADMINISTRATOR):
        return
    owners = set(concerned(predecessor.pk).values_list("programme__owner", flat=True))
    if owners - seats.where(Role.SECRETARY):
        raise PermissionDenied(
            _("Open tasks of programmes that you do not oversee would pass too.")
        )


def check_plans_mergers(seats: Seats) -> None:
    """Raises PermissionDenied for whoever plans none: neither secretary nor administrator."""
    if not plans_mergers(seats):
        raise PermissionDenied(_("This is not for you to do: it belongs to another role."))


def plans_mergers(seats: Seats) -> bool:
    """Whether somebody is a secretary or an administrator of a programme's owner."""
    return _owns_programme(seats, Role.SECRETARY, Role.ADMINISTRATOR)


def _owns_programme(seats: Seats, *roles: Role) -> bool:
    """Whether one of `roles` is held in an organisation that owns a programme."""
    return Programme.objects.filter(owner__in=seats.where(*roles)).exists()


def _locked(predecessor: Organisation, heirs: Iterable[Organisation]) -> Organisation:
    """The predecessor as it is now. All are locked, always in the same order."""
    named = {predecessor.pk, *(heir.pk for heir in heirs)}
    rows = Organisation.objects.select_for_update(no_key=True).filter(pk__in=named)
    return {row.pk: row for row in rows.order_by("pk")}[predecessor.pk]


def _check_grounds(instrument: Instrument, *, now: datetime) -> None:
    if instrument.issued_on > day_of(now):
        raise Refused(_("This day lies in the future."), code="future", field="instrument")


def _check_ends(predecessor: Organisation, on: date) -> None:
    if Merger.objects.filter(predecessor=predecessor, called_off_at=None).exists():
        raise Refused(
            _("A merger of this organisation has been recorded already."), code="merged_already"
        )
    if predecessor.alive_until not in (None, on - DAY):
        raise Refused(
            _("This organisation ends on another day already: %(day)s is its last.")
            % {"day": predecessor.alive_until.strftime("%d/%m/%Y")},
            code="ends_otherwise",
            field="on",
        )
    if on <= predecessor.alive_from:
        raise Refused(
            _("This organisation did not exist before that day."), code="not_yet", field="on"
        )


def _check_follows(heir: Organisation, predecessor: Organisation, on: date) -> None:
    """Whoever takes over exists on that day, and does not itself pass back to who ends."""
    if not Organisation.objects.alive_on(on).filter(pk=heir.pk).exists():
        raise Refused(
            _("%(organisation)s does not exist on %(day)s.")
            % {"organisation": heir, "day": on.strftime("%d/%m/%Y")},
            code="dissolved",
            field="successor",
        )
    if predecessor.pk in heirs_after(heir.pk, default_heirs()):
        raise Refused(
            _("%(organisation)s would pass back to the organisation that ends.")
            % {"organisation": heir},
            code="in_a_circle",
            field="successor",
        )


def _check_concerned(choices: Iterable[Task], predecessor: Organisation) -> None:
    """Only tasks of which something passes can go elsewhere."""
    named = {task.pk for task in choices}
    found = {
        task.pk
        for task in concerned(predecessor.pk).filter(pk__in=named)
        if capacities_of(task, predecessor.pk)
    }
    if named - found:
        raise Refused(
            _("One of these tasks does not pass from this organisation."),
            code="does_not_pass",
            field="elsewhere",
        )


def _as_found(predecessor: Organisation) -> dict[str, Any]:
    """What the plan is about to change, to be restored if it is called off."""
    follows = Succession.objects.filter(predecessor=predecessor)
    last = predecessor.alive_until
    return {
        "alive_until": last.isoformat() if last else None,
        "successors": {
            str(heir): first for heir, first in follows.values_list("successor", "is_default")
        },
    }


def _end(
    predecessor: Organisation, successor: Organisation, others: Iterable[Organisation], on: date
) -> None:
    """Its last day, and who follows: the successor by default, the others besides."""
    predecessor.alive_until = on - DAY
    predecessor.save(update_fields=["alive_until"])
    follows = Succession.objects.filter(predecessor=predecessor)
    follows.exclude(successor=successor).update(is_default=False)
    for heir in {successor, *others}:
        Succession.objects.update_or_create(
            predecessor=predecessor,
            successor=heir,
            defaults={"is_default": heir.pk == successor.pk},
        )
