"""How often, by how many days, how many too late: by task, by organisation and by programme."""

from datetime import date
from typing import Any

import pytest

from accounts.enums import Role
from tasks.domain import ask_extension, decide_extension
from tasks.models import Extension, Task
from tasks.queries.extensions import by_lead, by_programme, waiting
from tasks.rules.extensions import ExtensionCounts, counts_among
from tests.factories import (
    again,
    assigned,
    at,
    focal_point_of,
    ministry,
    person,
    programme,
    secretary_of,
)
from tests.harness.api import V1, as_
from tracker import clock

pytestmark = pytest.mark.django_db
DEADLINE = date(2025, 11, 20)


def ask(task: Task, until: date) -> Extension:
    words: dict[str, Any] = {"by": focal_point_of(task), "now": clock.now(), "reason": "Chờ."}
    return ask_extension(again(task), new_deadline=until, **words)


def decide(extension: Extension, **words: Any) -> None:
    by = secretary_of(extension.task)
    decide_extension(extension, by=by, now=clock.now(), reason="Lý do.", **words)


def told() -> tuple[Task, Task]:
    """One with two granted (one asked late, to another day) and one refused; one that waits."""
    shared: dict[str, Any] = {"programme": programme(code="NQ57"), "deadline": DEADLINE}
    often, waits = assigned(**shared), assigned(**shared)
    decide(ask(often, date(2025, 11, 30)), granted=True)
    at("2025-12-03")
    decide(ask(often, date(2026, 3, 31)), granted=True, deadline=date(2025, 12, 10))
    decide(ask(often, date(2026, 6, 30)), granted=False)
    ask(waits, date(2026, 1, 31))
    return often, waits


OFTEN = ExtensionCounts(asked=3, granted=2, days=10 + 10, late=1, refused=1)
WAITS = ExtensionCounts(asked=1, late=1, waiting=1)


def test_of_one_task() -> None:
    often, waits = told()
    assert counts_among(often.extensions.all()) == OFTEN
    assert counts_among(waits.extensions.all()) == WAITS


def test_by_organisation_and_by_programme() -> None:
    often, waits = told()
    tasks = Task.objects.all()
    assert dict(by_lead(tasks)) == {often.lead: OFTEN, waits.lead: WAITS}
    assert by_programme(tasks) == [(often.programme, OFTEN + WAITS)]
    assert [extension.task for extension in waiting(tasks)] == [waits]


def test_the_api_counts_what_the_reader_may_see() -> None:
    often, waits = told()
    everything = as_(secretary_of(often)).get(f"{V1}/extensions/?programme=NQ57").json()
    assert everything["totals"]["days"] == 20
    assert everything["programmes"][0]["counts"] == everything["totals"]
    assert len(everything["organisations"]) == 2
    own = as_(focal_point_of(waits)).get(f"{V1}/extensions/").json()
    assert own["totals"] == own["organisations"][0]["counts"]
    assert (own["totals"]["asked"], own["totals"]["waiting"]) == (1, 1)
    shown = as_(focal_point_of(often)).get(f"{V1}/tasks/{often.pk}/").json()
    assert shown["extension_counts"]["granted"] == 2


def test_the_page_counts_what_the_reader_may_see(client: Any) -> None:
    often, _waits = told()
    client.force_login(secretary_of(often))
    page = client.get("/extensions/")
    assert page.context["total"] == OFTEN + WAITS
    assert [row["may_decide"] for row in page.context["waiting"]] == [True]
    client.force_login(focal_point_of(often))
    page = client.get("/extensions/")
    assert page.context["total"] == OFTEN
    assert page.context["waiting"] == []


def test_the_head_of_the_authority_finds_what_to_decide(client: Any) -> None:
    authority = ministry()
    ask(assigned(authority=authority), date(2026, 3, 31))
    client.force_login(person(Role.HEAD, authority))
    page = client.get("/extensions/")
    assert [row["may_decide"] for row in page.context["waiting"]] == [True]
    task = page.context["waiting"][0]["extension"].task_id
    assert client.get(f"/tasks/{task}/decide-extension/").status_code == 200
