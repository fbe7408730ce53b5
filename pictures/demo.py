"""What of the demo stands in the addresses of the inventory, and who is fit to open each page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from accounts.enums import Role
from accounts.models import Membership, Organisation, User
from reports.models import Job, Meeting
from tasks.models import (
    Clause,
    Evidence,
    Extension,
    Merger,
    Obstacle,
    Occurrence,
    Programme,
    Submission,
    Task,
)
from tests.harness.visiting import shown_pages
from tracker import clock
from tracker.mailbox.messages import latest

# What the scene of the inventory has not, and the other kinds of start page.
BESIDES = (
    ("/", "focal_point"),
    ("/", "head"),
    ("/obstacles/{obstacle}/", "answerer"),
    ("/mergers/{merger}/call-off/", "secretary"),
    ("/tasks/{asked}/", "secretary"),
    ("/tasks/{in_progress}/", "focal_point"),
    ("/jobs/{job}/", "secretary"),
    ("/demo/mail/{letter}/", "administrator"),
)
Named = dict[str, Any]


@dataclass(frozen=True)
class Visit:
    """A page to look at: its name as a file, its address, and who opens it (None: nobody)."""

    name: str
    path: str
    person: User | None


def visits() -> Iterator[Visit]:
    """Each page of the inventory that the demo has something for, opened by whom it is for."""
    found = named()
    for template, reader in chain(shown_pages(), BESIDES):
        things = [found.get(name) for name in re.findall(r"{(\w+)}", template)]
        if None in things:
            print(f"Not in the demo: {template}")
            continue
        person = _person(reader, next(iter(things), None))
        yield Visit(_file_name(template, reader), address(template, found), person)


def address(template: str, named: Named) -> str:
    """`template` with the numbers of what it names."""
    numbers = {name: getattr(thing, "pk", thing) for name, thing in named.items()}
    return template.format(**numbers)


def _file_name(template: str, reader: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", template.lower()).strip("-") or "start"
    return f"{words}-{reader}"


def named() -> Named:
    """The demo's rows by the names of the inventory; None where it has no such row."""
    tasks = Task.objects.filter(is_group=False).order_by("pk")
    by_status = {task.status: task for task in tasks.order_by("-pk")}
    still_due = tasks.filter(status="in_progress", deadline__gte=clock.today())
    occurrence = Occurrence.objects.filter(report=None).order_by("pk").first()
    clause = Clause.objects.order_by("pk").last()
    return {
        **by_status,
        "in_progress": still_due.exclude(updates=None).first(),
        "overdue": tasks.filter(status="in_progress", deadline__lt=clock.today()).first(),
        "asked": tasks.filter(extensions__decided_on=None, extensions__isnull=False).first(),
        "returned": tasks.filter(submissions__outcome="returned", status="in_progress").first(),
        "group": Task.objects.filter(is_group=True).first(),
        "counted": tasks.filter(status="in_progress", deliverable_count__gt=1).first(),
        "regular": occurrence and occurrence.task,
        "occurrence": occurrence,
        "evidence": Evidence.objects.first(),
        "claim": Submission.objects.filter(outcome="pending").first(),
        "request": Extension.objects.filter(outcome="pending").first(),
        "clause": clause,
        "instrument": clause and clause.instrument,
        "meeting": _meetings(frozen=True).first(),
        "planned": _meetings(frozen=False).first(),
        "lead": Organisation.objects.filter(code="MOST").first(),
        "lead_code": "MOST",
        "person": User.objects.filter(username="most.focal").first(),
        "role": Membership.objects.filter(user__username="most.focal").first(),
        "other": Organisation.objects.filter(code="MOF").first(),
        "obstacle": Obstacle.objects.filter(outcome="pending").first(),
        "merger": Merger.objects.order_by("-pk").first(),
        "job": Job.objects.first(),
        "programme": Programme.objects.order_by("pk").first(),
        "letter": next((one.name for one in latest(settings.MAIL_FOLDER, limit=1)), None),
    }


def _meetings(*, frozen: bool) -> "QuerySet[Meeting]":
    found = Meeting.objects.filter(called_off_at=None).order_by("-held_on")
    return found.exclude(snapshot=None) if frozen else found.filter(snapshot=None)


def _person(reader: str, thing: Any) -> User | None:
    """Of a task's own lead where the page is about a task."""
    if reader == "anonymous":
        return None
    if reader == "administrator":
        return User.objects.filter(is_superuser=True).order_by("pk").first()
    if reader == "answerer":
        return _member(Role.FOCAL_POINT, thing.asked)
    if reader in {"secretary", "auditor"}:
        return _member(Role(reader), None)
    lead = thing.lead if isinstance(thing, Task) else Organisation.objects.get(code="MOST")
    return _member(Role(reader), lead)


def _member(role: Role, organisation: Organisation | None) -> User | None:
    today: date = clock.today()
    held = Membership.objects.held_on(today).filter(role=role).order_by("pk")
    held = held.filter(organisation=organisation) if organisation else held
    found = held.select_related("user").first()
    return found.user if found else None
