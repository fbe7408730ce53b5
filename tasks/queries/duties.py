"""What people are in charge of by tasks, and what a role that ends leaves behind.

`settings.DUTIES` names this module.
"""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import Role
from accounts.models import Membership, Organisation, User
from tasks.enums import UNFINISHED
from tasks.models import Programme, Task


def charges_of(person: User, on: date) -> Iterator[str]:
    """The open tasks in which `person` is the officer, counted by who leads them."""
    del on
    for lead, count in _as_officer(person):
        words = ngettext(
            "Officer in charge of %(count)d open task of %(lead)s.",
            "Officer in charge of %(count)d open tasks of %(lead)s.",
            count,
        )
        yield words % {"count": count, "lead": lead}


def left_behind(roles: Collection[Membership], on: date) -> Iterator[str]:
    """Tasks without their officer, organisations without a focal point, programmes alone."""
    going = [role.pk for role in roles]
    for person in {role.user for role in roles}:
        yield from _without_officer(person, going, on)
    for role in roles:
        if not _others(role, going, on):
            yield from _without(role)


def _as_officer(person: User) -> list[tuple[Organisation, int]]:
    tasks = Task.objects.filter(officer=person, status__in=UNFINISHED).order_by()
    counted = dict(tasks.values_list("lead").annotate(Count("pk")))
    return [(lead, counted[lead.pk]) for lead in Organisation.objects.filter(pk__in=counted)]


def _without_officer(person: User, going: list[int], on: date) -> Iterator[str]:
    """Where no other role keeps them in post: the lead, or what lies below it."""
    staying = Membership.objects.in_force_on(on).filter(user=person).exclude(pk__in=going)
    posts = set(staying.values_list("organisation_id", flat=True))
    for lead, count in _as_officer(person):
        below = Organisation.objects.below([lead.pk]).filter(pk__in=posts)
        if not below.exists():
            words = ngettext(
                "%(count)d open task of %(lead)s is left without its officer: it becomes unclear, "
                "and the focal points there are told to hand it to somebody else.",
                "%(count)d open tasks of %(lead)s are left without their officer: they become "
                "unclear, and the focal points there are told to hand them to somebody else.",
                count,
            )
            yield words % {"count": count, "lead": lead}


def _others(role: Membership, going: list[int], on: date) -> bool:
    """Whether somebody else holds the same role there then."""
    held = Membership.objects.held_on(on).exclude(pk__in=going).exclude(user=role.user)
    return held.filter(organisation=role.organisation_id, role=role.role).exists()


def _without(role: Membership) -> Iterator[str]:
    if role.role == Role.FOCAL_POINT:
        led = Task.objects.filter(lead=role.organisation_id, status__in=UNFINISHED).count()
        if led:
            words = ngettext(
                "%(organisation)s leads %(count)d open task and is left without a focal point: "
                "nobody would report on it.",
                "%(organisation)s leads %(count)d open tasks and is left without a focal point: "
                "nobody would report on them.",
                led,
            )
            yield words % {"organisation": role.organisation, "count": led}
    elif role.role == Role.SECRETARY:
        for programme in Programme.objects.filter(owner=role.organisation_id):
            yield _("%(programme)s is left without a secretary: nobody would verify.") % {
                "programme": programme
            }
