"""An organisation comes to lie elsewhere in the tree, or to count in another block."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from accounts.enums import Block, Role
from accounts.models import Organisation, Placement, User
from accounts.queries import Seats, seats_of
from tasks.domain.merging import check_plans_mergers
from tasks.domain.reassigning import check_alive
from tasks.domain.recording import happened, required
from tasks.models import Programme, Task
from tracker.clock import day_of
from tracker.lib.refused import Refused


@transaction.atomic
def place_organisation(
    organisation: Organisation,
    *,
    by: User,
    now: datetime,
    parent: Organisation | None,
    block: str,
    reason: str,
    from_day: date | None = None,
) -> Placement:
    """From the Hanoi day `from_day` (by default today) it is part of `parent`, or of none.

    Figures of days before stay as they are, and as known then so do those of days before today.
    Raises PermissionDenied, see `check_may_place`; Refused for what cannot be.
    """
    check_may_place(organisation, by=by, now=now)
    locked = Organisation.objects.select_for_update(of=("self",), no_key=True)
    organisation = locked.get(pk=organisation.pk)
    reason = required(reason, field="reason")
    day = happened(from_day, now=now, not_before=None, field="from_day", late_reason=reason)
    if (parent.pk if parent else None, block) == (organisation.parent_id, organisation.block):
        raise Refused(_("The organisation stands there already."), code="same", field="parent")
    check_alive(organisation, day, field="from_day")
    if parent:
        check_alive(parent, day, field="parent")
    _check_tree(organisation, parent)
    _check_order(organisation, parent, day)
    placement = Placement.objects.create(
        organisation=organisation,
        parent=parent,
        block=Block(block),
        from_day=day,
        reason=reason,
        by=by,
    )
    placement.refresh_from_db()
    return placement


def check_may_place(organisation: Organisation, *, by: User, now: datetime) -> None:
    """Raises PermissionDenied unless `by` may say where `organisation` stands.

    That is an administrator of an organisation that owns a programme, and a secretary who oversees
    every programme in which it, or one below it, ever led a task or joins one: whoever stands above
    an organisation sees its tasks.
    """
    seats = seats_of(by, on=day_of(now))
    check_plans_mergers(seats)
    if _administers(seats):
        return
    here = list(Organisation.objects.below([organisation.pk]).values_list("pk", flat=True))
    tasks = Task.objects.filter(Q(leads__overlap=here) | Q(joined__overlap=here))
    owners = set(tasks.order_by().values_list("programme__owner", flat=True).distinct())
    if owners - seats.where(Role.SECRETARY):
        raise PermissionDenied(_("It has tasks of programmes that you do not oversee."))


def _administers(seats: Seats) -> bool:
    return Programme.objects.filter(owner__in=seats.where(Role.ADMINISTRATOR)).exists()


def _check_tree(organisation: Organisation, parent: Organisation | None) -> None:
    below = Organisation.objects.below([organisation.pk])
    if parent and below.filter(pk=parent.pk).exists():
        raise Refused(
            _("An organisation cannot lie below itself."), code="in_a_circle", field="parent"
        )


def _check_order(organisation: Organisation, parent: Organisation | None, day: date) -> None:
    """Not before the last change of its own, nor of what it comes to lie below."""
    chain = {organisation.pk}
    above = parent
    while above is not None:
        chain.add(above.pk)
        above = above.parent
    moved = Placement.objects.filter(organisation__in=chain)
    last: date | None = moved.aggregate(last=Max("from_day"))["last"]
    if last and day < last:
        raise Refused(
            _("The place of this organisation, or of one above it, was changed on %(day)s.")
            % {"day": last.strftime("%d/%m/%Y")},
            code="out_of_order",
            field="from_day",
        )
