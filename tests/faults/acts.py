"""What happens meanwhile: `python -m tests.faults.acts WAVE SEED`, while everything is killed.

Each act is one call of the domain, in a transaction of its own; when the database goes away in the
middle of it, it is tried again, and may then turn out to have been done.
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import date

import django

django.setup()

from django.core.exceptions import PermissionDenied  # noqa: E402
from django.db import InterfaceError, OperationalError, connection, transaction  # noqa: E402

from accounts.domain.deputies import name_deputy  # noqa: E402
from accounts.enums import Role  # noqa: E402
from accounts.models import Deputy, Organisation, User  # noqa: E402
from tasks import domain  # noqa: E402
from tasks.models import Task  # noqa: E402
from tests import factories as make  # noqa: E402
from tests.faults.stories import STORIES, reader, story_of  # noqa: E402
from tests.faults.world import join  # noqa: E402
from tracker import clock  # noqa: E402
from tracker.lib.refused import Refused  # noqa: E402

PAUSE = 0.05  # seconds at most between two acts, so that kills meet some


def send_back(task: Task) -> None:
    by = make.secretary_of(task)
    domain.send_back(task, by=by, now=clock.now(), reason="Thiếu phụ lục.")


def grant(task: Task) -> None:
    by = make.secretary_of(task)
    extension = task.extensions.get()
    domain.decide_extension(extension, by=by, now=clock.now(), granted=True)


def obstruct(task: Task) -> None:
    if not task.obstacles.exists():
        asked = Organisation.objects.get(code="ASKED")
        by = make.focal_point_of(task)
        domain.raise_obstacle(task, by=by, now=clock.now(), text="Chưa có dữ liệu.", asked=asked)


def withdraw(task: Task) -> None:
    by = make.secretary_of(task)
    domain.withdraw(task, by=by, now=clock.now(), **make.grounds())


def finish(task: Task) -> None:
    if not task.submissions.exists():
        make.submit(task)
    domain.accept(make.again(task), by=make.secretary_of(task), now=clock.now())


def revoke(task: Task) -> None:
    by = make.secretary_of(task)
    domain.revoke_acceptance(task, by=by, now=clock.now(), reason="Nhầm.")


def deputise(task: Task) -> None:
    lead, number = _lead_of(task)
    if not Deputy.objects.filter(organisation=lead).exists():
        name_deputy(
            by=_user("head", number),
            now=clock.now(),
            organisation=lead,
            deputy=_user("deputy", number),
            from_day=date(2025, 12, 1),
            until_day=date(2025, 12, 25),
        )


def hand_over(task: Task) -> None:
    lead, number = _lead_of(task)
    _user("focal2", number).memberships.update(until_day=date(2025, 11, 22))
    if not User.objects.filter(email=reader("newcomer", number)).exists():
        since = date(2025, 11, 23)
        join(lead, Role.FOCAL_POINT, reader("newcomer", number), since)


def block(task: Task) -> None:
    _lead, number = _lead_of(task)
    person = _user("focal2", number)
    person.is_active = False
    person.save(update_fields=["is_active"])


def _lead_of(task: Task) -> tuple[Organisation, int]:
    assert task.lead is not None
    return task.lead, int(task.lead.code[1:])


def _user(role: str, lead: int) -> User:
    return User.objects.get(email=reader(role, lead))


def persist(act: Callable[[Task], None], pk: int) -> None:
    """Until it is done. What is refused after a try that broke off has been done."""
    broken = False
    while True:
        try:
            with transaction.atomic():
                return act(Task.objects.select_related("programme__owner", "lead").get(pk=pk))
        except (OperationalError, InterfaceError):
            broken = True
            connection.close()
            time.sleep(0.2)
        except (Refused, PermissionDenied):
            if broken:
                return None
            raise


def due(wave: str) -> list[tuple[Callable[[Task], None], int]]:
    """Each act that happens then, with the id of its task."""
    found = []
    for pk, code in Task.objects.values_list("pk", "lead__code"):
        for when, name in STORIES[story_of(int(code[1:]))].acts:
            if when == wave:
                found.append((globals()[name], pk))
    return found


if __name__ == "__main__":
    chance = random.Random(sys.argv[2])
    for factory in (make.UserFactory, make.OrganisationFactory, make.InstrumentFactory):
        # What the world has not used; the factory has no types.
        factory.reset_sequence(100_000 * (1 + int(sys.argv[2])))  # type: ignore[no-untyped-call]
    while True:
        try:
            acts = due(sys.argv[1])
            break
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(0.2)
    chance.shuffle(acts)
    for act, pk in acts:
        persist(act, pk)
        time.sleep(chance.random() * PAUSE)
