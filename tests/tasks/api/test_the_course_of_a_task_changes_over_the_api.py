"""Parts, duplicates and superseding instruments, as a client of the API sees them."""

from typing import Any

import pytest

from accounts.enums import Role
from tasks.models import Instrument, Task
from tests import factories as f
from tests.harness.api import V1, as_
from tests.tasks import authorised as do

pytestmark = pytest.mark.django_db
REASON = {"reason": "Theo chỉ đạo của Ban."}


def shown(task: Task, **of: Any) -> Any:
    return as_(of.get("to") or f.secretary_of(task)).get(f"{V1}/tasks/{task.pk}/").json()


def test_a_split_task_leads_to_its_parts_and_back() -> None:
    task, lead = f.in_progress(), f.ministry()
    assert task.lead
    parts = [
        {"title": "Soạn thảo", "lead": task.lead.code, "deliverable_count": 2},
        {
            "title": "Thẩm định",
            "lead": lead.code,
            "deadline": "2025-12-01",
            "co_agencies": [{"organisation": task.lead.code, "part": "Góp ý"}],
        },
    ]
    body = REASON | {"parts": parts, "instrument": f.InstrumentFactory.create().number}
    answer = as_(f.secretary_of(task)).post(f"{V1}/tasks/{task.pk}/split/", body)
    assert answer.status_code == 200, answer.json()
    codes = [one["code"] for one in answer.json()["relatives"]["split_into"]]
    assert codes == [f"{task.code}-1", f"{task.code}-2"]
    second = Task.objects.get(code=f"{task.code}-2")
    assert shown(second)["relatives"]["split_from"] == {"id": task.pk, "code": task.code}
    assert shown(second)["deadline"] == "2025-12-01"
    assert shown(second)["first_deadline"] == "2025-12-31"
    assert shown(second)["co_agencies"][0]["part"] == "Góp ý"


def test_a_duplicate_leads_to_the_one_that_stays_and_back() -> None:
    task = f.in_progress()
    into = f.assigned(programme=task.programme)
    address = f"{V1}/tasks/{task.pk}/merge/"
    answer = as_(f.secretary_of(task)).post(address, REASON | {"into": into.code})
    assert answer.json()["relatives"]["replaced_by"]["code"] == into.code
    assert shown(into)["relatives"]["replaces"] == [{"id": task.pk, "code": task.code}]


def test_a_task_of_another_programme_is_unknown() -> None:
    task, foreign = f.in_progress(), f.in_progress()
    address = f"{V1}/tasks/{task.pk}/merge/"
    answer = as_(f.secretary_of(task)).post(address, REASON | {"into": foreign.code})
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, "into")


def test_the_former_lead_sees_to_whom_it_went() -> None:
    task = f.in_progress()
    former, lead = f.focal_point_of(task), f.ministry()
    do.reassign(task, lead=lead)
    seen = shown(task, to=former)
    assert [one["lead"]["code"] for one in seen["time_line"]["leads"]] == [lead.code]
    assert seen["next_acts"] == []


@pytest.fixture
def task() -> Task:
    return f.in_progress(clause=f.ClauseFactory.create())


@pytest.fixture
def old(task: Task) -> Instrument:
    return task.clause.instrument


def address(new: Instrument) -> str:
    return f"{V1}/instruments/{new.pk}/supersede/"


def test_superseding_is_previewed_then_applied(task: Task, old: Instrument) -> None:
    new, client = do.newer(old), as_(f.secretary_of(task))
    [proposed] = client.get(address(new), {"supersedes": old.number}).json()
    assert (proposed["task"], proposed["fate"]) == (task.pk, "continue")
    fate = {"task": proposed["task"], "revision": proposed["revision"], "fate": "withdraw"}
    answer = client.post(address(new), REASON | {"supersedes": old.number, "fates": [fate]})
    assert (answer.status_code, answer.json()["supersedes"]) == (200, [old.number])
    assert shown(task)["status"] == "withdrawn"
    again = client.post(address(new), REASON | {"supersedes": old.number, "fates": []})
    assert (again.status_code, again.json()["errors"][0]["code"]) == (409, "already_superseded")
    seen = client.get(f"{V1}/instruments/{old.pk}/").json()
    assert seen["superseded_by"] == [new.number]


def test_each_fate_says_what_it_needs(task: Task, old: Instrument) -> None:
    new, client = do.newer(old, "I.1"), as_(f.secretary_of(task))
    other = f.draft(programme=task.programme, clause=do.clause_of(new))
    revision = f.again(task).revision
    fate = {"task": task.pk, "revision": revision}
    body = REASON | {"supersedes": old.number}
    for said, code in (
        ({"fate": "continue", "clause": "II.9"}, "does_not_exist"),
        ({"fate": "replace"}, "not_replacing"),
        ({"fate": "replace", "replaced_by": 0}, "not_replacing"),
        ({"fate": "replace", "replaced_by": 2**31 - 1}, "does_not_exist"),
        ({"fate": "withdraw", "revision": revision - 1}, "changed_since_preview"),
    ):
        answer = client.post(address(new), body | {"fates": [fate | said]})
        assert (code, answer.json()["errors"][0]["code"]) == (code, code)
    twice = client.post(address(new), body | {"fates": [fate | {"fate": "continue"}] * 2})
    assert twice.json()["errors"][0]["code"] == "repeated"
    none = client.post(address(new), body | {"fates": []})
    assert none.json()["errors"][0]["code"] == "fates_missing"
    said = fate | {"fate": "replace", "replaced_by": other.pk}
    assert client.post(address(new), body | {"fates": [said]}).status_code == 200
    assert shown(task)["relatives"]["replaced_by"]["id"] == other.pk


def test_it_is_for_who_oversees_the_tasks(task: Task, old: Instrument) -> None:
    new = do.newer(old)
    body = REASON | {"supersedes": old.number, "fates": []}
    other_secretary = f.person(Role.SECRETARY, f.programme().owner)
    for reader in (f.focal_point_of(task), other_secretary):
        client = as_(reader)
        assert client.get(address(new), {"supersedes": old.number}).status_code == 403
        assert client.post(address(new), body).status_code == 403


def test_many_fates_cost_the_same_to_look_up(task: Task, old: Instrument) -> None:
    new = do.newer(old)
    for _ in range(3):
        f.assigned(programme=task.programme, clause=task.clause)
    client = as_(f.secretary_of(task))
    proposed = client.get(address(new), {"supersedes": old.number}).json()
    fates = [
        {"task": one["task"], "revision": one["revision"], "fate": one["fate"]} for one in proposed
    ]
    body = REASON | {"supersedes": old.number, "fates": fates}
    assert client.post(address(new), body).status_code == 200
    assert len(fates) == 4
