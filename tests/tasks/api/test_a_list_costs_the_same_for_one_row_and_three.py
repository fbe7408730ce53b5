from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import Succession, User
from tasks import domain
from tests import factories as f
from tests.harness.api import V1, as_
from tracker import clock

pytestmark = pytest.mark.django_db


def a_task(programme: Any) -> None:
    f.assigned(programme=programme)


def an_occurrence(programme: Any) -> None:
    f.assigned(programme=programme, deadline=None)
    domain.open_occurrences(now=clock.now())


def an_extension(programme: Any) -> None:
    task = f.assigned(programme=programme)
    by, later = f.focal_point_of(task), date(2026, 6, 30)
    domain.ask_extension(task, by=by, now=clock.now(), new_deadline=later, reason="Chờ.")


def an_organisation(_programme: Any) -> None:
    merged = f.OrganisationFactory.create(parent=f.OrganisationFactory.create())
    Succession.objects.create(predecessor=merged, successor=f.OrganisationFactory.create())


def an_instrument(_programme: Any) -> None:
    f.ClauseFactory.create()


def a_programme(_programme: Any) -> None:
    f.programme()


@pytest.mark.parametrize(
    ("path", "one_more"),
    [
        ("tasks/", a_task),
        ("occurrences/", an_occurrence),
        ("rates/reporting/?by=organisation", an_occurrence),
        ("extensions/", an_extension),
        ("organisations/", an_organisation),
        ("instruments/", an_instrument),
        ("programmes/", a_programme),
    ],
)
def test_a_list(path: str, one_more: Callable[[Any], None]) -> None:
    programme = f.programme()
    reader = f.person(Role.SECRETARY, programme.owner)
    one_more(programme)
    few = cost(path, reader)
    one_more(programme)
    one_more(programme)
    assert cost(path, reader) == few


def test_a_task_with_much_behind_it() -> None:
    task = f.report(f.assigned())
    reader = f.secretary_of(task)
    first, history = cost(f"tasks/{task.pk}/", reader), cost(f"tasks/{task.pk}/history/", reader)
    f.report(task, 50)
    f.report(task, 60)
    assert cost(f"tasks/{task.pk}/", reader) == first
    assert cost(f"tasks/{task.pk}/history/", reader) == history


def cost(path: str, reader: User) -> int:
    client = as_(reader)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"{V1}/{path}").status_code == 200
    return len(queries)
