"""What was owed of a part stays as it was, whoever writes. Today is 2025-11-17."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.enums import Role
from tasks import domain
from tasks.domain import Part
from tasks.models import Task
from tests.factories import again, assigned, at, ministry, person
from tracker import clock

pytestmark = pytest.mark.django_db
Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def task() -> Task:
    partner = ministry()
    task = assigned(co_agencies=[Part(partner, "Góp ý")])
    at("2025-11-19")
    by = person(Role.FOCAL_POINT, partner)
    said: dict[str, Any] = {"by": by, "now": clock.now(), "organisation": partner}
    domain.report_part(task, narrative="Đã góp ý.", **said)
    return again(task)


def appended(**steps: str) -> Change:
    return lambda part: [part[name].append(step) for name, step in steps.items()]


REFUSED: dict[str, Change] = {
    "another day": lambda part: part["phase_from"].__setitem__(0, "2025-11-16"),
    "a later start": lambda part: part["phase_from"].__setitem__(1, "2025-11-20"),
    "another phase": lambda part: part["phases"].__setitem__(1, "completed"),
    "a forgotten phase": lambda part: (part["phases"].pop(), part["phase_from"].pop()),
    "another date": lambda part: part["deadlines"].__setitem__(0, "2025-12-31"),
    "no steps": lambda part: part.update(phases=[], phase_from=[]),
    "no day": appended(phases="completed"),
    "out of order": appended(phases="completed", phase_from="2025-11-18"),
    "the future": appended(phases="completed", phase_from="2025-11-20"),
    "an unknown phase": appended(phases="forgotten", phase_from="2025-11-19"),
    "a date from the future": appended(deadlines="2025-12-31", deadline_from="2025-11-20"),
}


@pytest.mark.parametrize("change", REFUSED)
def test_refuses(change: str, task: Task) -> None:
    parts = task.parts
    REFUSED[change](parts[0])
    with pytest.raises(IntegrityError, match="part"), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(parts=parts)


def test_lets_a_first_report_go_back(task: Task) -> None:
    task.parts[0]["phase_from"][1] = "2025-11-18"
    Task.objects.filter(pk=task.pk).update(parts=task.parts)


def test_lets_more_be_added(task: Task) -> None:
    appended(phases="completed", phase_from="2025-11-19")(task.parts[0])
    appended(deadlines="2025-12-31", deadline_from="2025-11-19")(task.parts[0])
    Task.objects.filter(pk=task.pk).update(parts=task.parts)
