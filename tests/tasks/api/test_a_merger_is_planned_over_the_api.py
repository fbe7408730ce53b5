from typing import Any

import pytest

from accounts.enums import Role
from tests.factories import InstrumentFactory, again, assigned, at, ministry, person
from tests.harness.api import V1, as_
from tests.tasks.mergers import ON, carry_out, shared

pytestmark = pytest.mark.django_db


@pytest.fixture
def words() -> dict[str, Any]:
    return shared()


def secretary(words: dict[str, Any]) -> Any:
    return as_(person(Role.SECRETARY, words["programme"].owner))


def body(words: dict[str, Any], heir: Any, **more: Any) -> dict[str, Any]:
    number = InstrumentFactory.create().number
    said = {"predecessor": words["lead"].code, "successor": heir.code, "on": str(ON)}
    return said | {"instrument": number, "reason": "Sắp xếp bộ máy."} | more


def test_preview_plan_and_list(words: dict[str, Any]) -> None:
    usual, special = assigned(**words), assigned(**words)
    heir, other = ministry(), ministry()
    client = secretary(words)
    asked = {"predecessor": words["lead"].code, "successor": heir.code, "on": str(ON)}
    preview = client.get(f"{V1}/mergers/preview/", asked).json()
    assert [row["code"] for row in preview["passings"]] == [usual.code, special.code]
    assert preview["passings"][0]["to"]["code"] == heir.code
    elsewhere = [{"task": special.pk, "successor": other.code}]
    made = client.post(f"{V1}/mergers/", body(words, heir, elsewhere=elsewhere), format="json")
    assert made.status_code == 201, made.json()
    assert made.json()["elsewhere"] == [{"task": special.code, "successor": other.code}]
    assert client.get(f"{V1}/mergers/").json()["results"] == [made.json()]
    carry_out(ON)
    assert (again(usual).lead, again(special).lead) == (heir, other)


def test_a_second_time_is_a_conflict(words: dict[str, Any]) -> None:
    client, heir = secretary(words), ministry()
    client.post(f"{V1}/mergers/", body(words, heir), format="json")
    answer = client.post(f"{V1}/mergers/", body(words, heir), format="json")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "merged_already")


def test_one_whose_day_has_come_is_carried_out_at_once(words: dict[str, Any]) -> None:
    task, heir = assigned(**words), ministry()
    at(ON)
    made = secretary(words).post(f"{V1}/mergers/", body(words, heir), format="json").json()
    assert made["done_at"]
    assert again(task).lead == heir


def test_others_see_nothing_of_it(words: dict[str, Any]) -> None:
    assigned(**words)
    asked = {"predecessor": words["lead"].code, "successor": ministry().code, "on": str(ON)}
    for reader in (person(Role.HEAD, words["lead"]), person(Role.SECRETARY, ministry())):
        client = as_(reader)
        assert client.get(f"{V1}/mergers/").status_code == 403
        assert client.get(f"{V1}/mergers/preview/", asked).status_code == 403


def test_a_secretary_of_another_programme_sees_no_tasks(words: dict[str, Any]) -> None:
    task, heir = assigned(**words), ministry()
    other = secretary(shared())
    asked = {"predecessor": words["lead"].code, "successor": heir.code, "on": str(ON)}
    assert other.get(f"{V1}/mergers/preview/", asked).status_code == 403
    elsewhere = [{"task": task.pk, "successor": ministry().code}]
    secretary(words).post(f"{V1}/mergers/", body(words, heir, elsewhere=elsewhere), format="json")
    [seen] = other.get(f"{V1}/mergers/").json()["results"]
    assert seen["elsewhere"] == []


def test_a_plan_is_called_off_once(words: dict[str, Any]) -> None:
    assigned(**words)
    client = secretary(words)
    made = client.post(f"{V1}/mergers/", body(words, ministry()), format="json").json()
    path = f"{V1}/mergers/{made['id']}/call-off/"
    assert as_(person(Role.HEAD, words["lead"])).post(path).status_code == 403
    assert client.post(path).status_code == 400
    off = client.post(path, {"reason": "Chưa có nghị quyết."}, format="json").json()
    assert (off["called_off_reason"], off["done_at"]) == ("Chưa có nghị quyết.", None)
    answer = client.post(path, {"reason": "Lần nữa."}, format="json")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "called_off_already")
