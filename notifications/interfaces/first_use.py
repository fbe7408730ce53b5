"""A new system, filled step by step: what each step is, for whom, and where it is taken."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.interfaces.web.reader import Reader
from notifications.queries.first_steps import FirstStep, first_steps

ADMINISTRATORS, SECRETARIES = _("an administrator"), _("a secretary")
# What to do, why, where, and whose it is.
STEPS: dict[FirstStep, tuple[str | Promise, str | Promise, str, Role]] = {
    FirstStep.ORGANISATIONS: (
        _("Enter the organisations"),
        _("Ministries, agencies, provinces and the units inside them."),
        "organisations_kept",
        Role.ADMINISTRATOR,
    ),
    FirstStep.PROGRAMME: (
        _("Enter a programme"),
        _("What is monitored as one, and the organisation that owns it."),
        "programme_new",
        Role.ADMINISTRATOR,
    ),
    FirstStep.PEOPLE: (
        _("Give people their roles"),
        _("A secretary in the organisation that owns it, focal points where tasks are done."),
        "person_new",
        Role.ADMINISTRATOR,
    ),
    FirstStep.INSTRUMENT: (
        _("Enter the first instrument"),
        _("The resolution or plan that assigns the tasks, with its clauses."),
        "instrument_new",
        Role.SECRETARY,
    ),
    FirstStep.TASKS: (
        _("Assign the first tasks"),
        _("From a clause: who leads, by when, and what is handed over."),
        "instrument_list",
        Role.SECRETARY,
    ),
    FirstStep.LADDER: (
        _("Look through the ladder of reminders"),
        _("The usual one is there within a minute of the programme; it can be changed."),
        "ladders",
        Role.ADMINISTRATOR,
    ),
}
# Taken by what a new system comes with: what to look at all the same, and where.
LOOK: dict[FirstStep, tuple[str | Promise, str]] = {
    FirstStep.ORGANISATIONS: (
        _("There are organisations already. Look whether yours is among them."),
        "organisations_kept",
    ),
    FirstStep.INSTRUMENT: (
        _("There are instruments already. Enter yours if it is not among them."),
        "instrument_list",
    ),
    FirstStep.LADDER: (
        _("The usual ladder is in use. Look whether it suits you."),
        "ladders",
    ),
}


@dataclass(frozen=True)
class Step:
    """`address`: where the reader takes it; empty if it is not theirs, and `whose` says whose."""

    what: str | Promise
    why: str | Promise
    is_taken: bool
    is_next: bool
    address: str
    whose: str | Promise


def steps_for(reader: Reader) -> list[Step]:
    """What is to be done and what is done; empty once all is, and for those it is not for."""
    if not _mine(reader):
        return []
    found = first_steps(on=reader.today)
    if found.are_taken:
        return []
    return list(_steps(found.taken, found.next, _mine(reader)))


def _mine(reader: Reader) -> set[Role]:
    """Whose steps the reader takes. No query."""
    seats = reader.seats.own
    held = {role for role in (Role.ADMINISTRATOR, Role.SECRETARY) if seats.where(role)}
    return held | {Role.ADMINISTRATOR} if reader.user.is_superuser else held


def _steps(
    taken: frozenset[FirstStep], following: FirstStep | None, mine: set[Role]
) -> Iterator[Step]:
    for step, (what, why, name, role) in STEPS.items():
        is_taken = step in taken
        says, leads_to = LOOK.get(step, ("", "")) if is_taken else (why, name)
        whose = ADMINISTRATORS if role == Role.ADMINISTRATOR else SECRETARIES
        address = reverse(leads_to) if leads_to and (is_taken or role in mine) else ""
        yield Step(what, says, is_taken, step == following, address, whose)
