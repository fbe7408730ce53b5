from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import User
from tasks.models import Task
from tests import factories as f
from tests.harness.api import V1, as_

pytestmark = pytest.mark.django_db
WHY = "Chỉ đạo khẩn."


def listed(reader: User, **query: Any) -> list[Any]:
    answer = as_(reader).get(f"{V1}/clarity/", query)
    assert answer.status_code == 200, answer.json()
    found: list[Any] = answer.json()["results"]
    return found


def codes(reader: User, **query: Any) -> set[str]:
    return {row["code"] for row in listed(reader, **query)}


def unclear(**words: Any) -> Task:
    return f.assigned(WHY, **words)


def test_each_with_its_gaps_since_when_and_who_must_supply_them() -> None:
    task = unclear(officer=None, deliverable_count=None)
    f.assigned(lead=task.lead, programme=task.programme)
    (row,) = listed(f.focal_point_of(task))
    assert (row["code"], row["clarity_score"]) == (task.code, 4)
    assert [
        (missing["clarity"], missing["since"], [who["username"] for who in missing["menders"]])
        for missing in row["missing"]
    ] == [
        ("person", "2025-11-17", [f.focal_point_of(task).username]),
        ("deliverable", "2025-11-17", [f.secretary_of(task).username]),
    ]


def test_without_a_focal_point_the_head_and_then_the_secretary_supplies_the_person() -> None:
    task = unclear(officer=None)
    secretary = f.secretary_of(task)

    def menders() -> list[str]:
        (row,) = listed(secretary)
        return [who["username"] for who in row["missing"][0]["menders"]]

    assert task.lead
    f.focal_point_of(task).memberships.update(until_day="2025-11-16")
    assert menders() == [f.person(Role.HEAD, task.lead).username]
    f.person(Role.HEAD, task.lead).memberships.update(until_day="2025-11-16")
    assert menders() == [secretary.username]
    secretary.memberships.update(until_day="2025-11-16")
    auditor = f.person(Role.AUDITOR, task.programme.owner)
    assert listed(auditor)[0]["missing"][0]["menders"] == []


def test_when_the_lead_is_dissolved_the_secretary_supplies_everything() -> None:
    task = unclear(officer=None)
    type(task.lead).objects.filter(pk=task.lead_id).update(alive_until="2025-11-16")
    (row,) = listed(f.secretary_of(task))
    assert [who["username"] for who in row["missing"][0]["menders"]] == [
        f.secretary_of(task).username
    ]


def test_it_narrows_down() -> None:
    one, two = unclear(officer=None), unclear(authority=None)
    reader = f.secretary_of(one)
    f.MembershipFactory.create(user=reader, organisation=two.programme.owner, role=Role.SECRETARY)
    assert one.lead
    assert two.lead
    assert codes(reader) == {one.code, two.code}
    assert codes(reader, programme=two.programme.code) == {two.code}
    assert codes(reader, organisation=one.lead.code) == {one.code}
    assert codes(reader, clarity="authority") == {two.code}
    assert codes(reader, mine=True) == {two.code}
    assert codes(f.focal_point_of(one), mine=True) == {one.code}
    assert codes(f.focal_point_of(two), mine=True) == set()


def test_others_see_nothing_and_what_is_finished_is_not_listed() -> None:
    task = unclear(officer=None)
    assert codes(f.focal_point_of(f.assigned())) == set()
    assert codes(f.secretary_of(f.draft(officer=None))) == set()
    assert codes(f.secretary_of(task)) == {task.code}


def test_the_task_itself_says_so_too() -> None:
    task = unclear(officer=None)
    shown = as_(f.secretary_of(task)).get(f"{V1}/tasks/{task.pk}/").json()
    assert (shown["gaps"], shown["clarity_score"]) == (["person"], 5)
    assert shown["missing"][0]["menders"][0]["username"] == f.focal_point_of(task).username


def test_assigning_takes_the_reason() -> None:
    task = f.draft(authority=None)
    address, client = f"{V1}/tasks/{task.pk}/assign/", as_(f.secretary_of(task))
    refused = client.post(address, {})
    error = refused.json()["errors"][0]
    assert (refused.status_code, error["code"], error["attr"]) == (400, "unclear", "reason")
    assert f.secretary_of(task).full_name in error["detail"]
    assert client.post(address, {"reason": WHY}).json()["gaps"] == ["authority"]
    assert f.again(task).act_note == WHY


def test_scores_of_programmes_and_organisations() -> None:
    task = unclear(officer=None, authority=None)
    f.assigned(lead=task.lead, programme=task.programme)
    other = f.assigned(programme=task.programme)
    assert task.lead
    assert other.lead
    answer = as_(f.focal_point_of(task)).get(f"{V1}/clarity/scores/").json()
    assert answer["programmes"] == [
        {"code": task.programme.code, "total": 3, "clear": 2, "share": 0.6667, "mean": 5.33}
    ]
    assert {
        row["code"]: (row["clear"], row["share"], row["mean"]) for row in answer["organisations"]
    } == {
        task.lead.code: (1, 0.5, 5.0),
        other.lead.code: (1, 1.0, 6.0),
    }
    only = as_(f.focal_point_of(task)).get(
        f"{V1}/clarity/scores/", {"organisation": other.lead.code}
    )
    assert [row["total"] for row in only.json()["organisations"]] == [1]


def test_scores_are_for_members_of_the_programme() -> None:
    task = unclear(officer=None)
    assert task.lead
    for reader in (f.UserFactory.create(), f.person(Role.FOCAL_POINT, f.ministry())):
        answer = as_(reader).get(f"{V1}/clarity/scores/", {"programme": task.programme.code})
        assert answer.json() == {"programmes": [], "organisations": []}


def test_the_share_is_the_measure_of_the_reports() -> None:
    task = unclear(officer=None)
    f.completed(programme=task.programme)
    f.withdrawn(programme=task.programme, lead=task.lead)
    reader = as_(f.secretary_of(task))
    rates = reader.get(f"{V1}/rates/").json()
    scores = reader.get(f"{V1}/clarity/scores/").json()["programmes"][0]
    assert rates["totals"]["clarity"] == scores["share"] == 0.5


def test_the_list_and_the_scores_cost_the_same_for_one_and_three() -> None:
    task = unclear(officer=None)
    reader = f.secretary_of(task)
    few = [cost(reader, path) for path in ("", "scores/")]
    for _ in range(2):
        unclear(programme=task.programme, authority=None)
    assert [cost(reader, path) for path in ("", "scores/")] == few


def cost(reader: User, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert as_(reader).get(f"{V1}/clarity/{path}").status_code == 200
    return len(queries)
