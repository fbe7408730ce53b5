from typing import Any

import pytest

from accounts.enums import Role
from tasks.models import Instrument, Task
from tests import factories as f
from tests.harness.api import V1, as_

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def client(shared_database: None) -> Any:
    f.OrganisationFactory.create(code="CP", name="Chính phủ")
    return as_(f.person(Role.SECRETARY, f.programme(code="NQ57").owner))


INSTRUMENT = {
    "kind": "resolution",
    "number": "71/NQ-CP",
    "title": "Nghị quyết về chương trình hành động",
    "issuer": "CP",
    "issued_on": "2025-04-01",
    "clauses": [{"number": "1.a", "text": "Ban hành."}, {"number": "1.b", "text": "Xây dựng."}],
}


def test_an_instrument_with_its_clauses(client: Any) -> None:
    made = client.post(f"{V1}/instruments/", INSTRUMENT)
    assert made.status_code == 201
    address = f"{V1}/instruments/{made.json()['id']}/"
    more = client.post(f"{address}clauses/", {"number": "2", "text": "Trình Quốc hội."})
    assert more.status_code == 201
    shown = client.get(address).json()
    assert [clause["number"] for clause in shown["clauses"]] == ["1.a", "1.b", "2"]
    assert shown["issuer"]["code"] == "CP"
    found = client.get(f"{V1}/instruments/", {"number": "71/NQ-CP"}).json()["results"]
    assert [row["id"] for row in found] == [shown["id"]]
    assert client.get(f"{V1}/instruments/", {"text": "hanh dong"}).json()["results"] == found


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"number": "  "}, "blank", "number"),
        ({"issued_on": "2025-11-18"}, "future", "issued_on"),
        ({"issuer": "NOBODY"}, "does_not_exist", "issuer"),
        ({"kind": "poem"}, "invalid_choice", "kind"),
        ({"clauses": [{"number": "1"}]}, "required", "clauses.0.text"),
    ],
)
def test_an_instrument_is_refused(client: Any, wrong: Any, code: str, field: str) -> None:
    answer = client.post(f"{V1}/instruments/", INSTRUMENT | wrong)
    error = answer.json()["errors"][0]
    assert (answer.status_code, error["code"], error["attr"]) == (400, code, field)
    assert not Instrument.objects.exists()


def test_a_number_is_entered_once(client: Any) -> None:
    client.post(f"{V1}/instruments/", INSTRUMENT)
    again = client.post(f"{V1}/instruments/", INSTRUMENT)
    assert (again.status_code, again.json()["errors"][0]["code"]) == (400, "number_taken")


def draft(**words: Any) -> dict[str, Any]:
    clause = f.ClauseFactory.create()
    return {"programme": "NQ57", "clause": clause.pk, "title": "Ban hành nghị định"} | words


def test_a_draft_is_made_edited_and_assigned(client: Any) -> None:
    lead = f.ministry(code="BKHCN")
    made = client.post(f"{V1}/tasks/", draft())
    assert (made.status_code, made.json()["status"]) == (201, "draft")
    address = f"{V1}/tasks/{made.json()['id']}/"
    words = {
        "lead": "BKHCN",
        "officer": f.person(Role.OFFICER, lead).username,
        "deadline": "2025-12-31",
        "authority": "CP",
        "co_agencies": [{"organisation": f.ministry(code="BNG").code, "part": "Góp ý"}],
    }
    edited = client.patch(address, words).json()
    assert (edited["lead"]["code"], edited["gaps"]) == ("BKHCN", ["deliverable"])
    assert edited["co_agencies"][0]["organisation"]["code"] == "BNG"
    assigned = client.post(f"{address}assign/", {"reason": "Giao ngay."}).json()
    assert (assigned["status"], assigned["standing"]) == ("assigned", "in_time_not_started")


def test_a_clause_is_given_to_a_group(client: Any) -> None:
    members = [f.ministry(code=code).code for code in ("HN", "HUE")]
    made = client.post(f"{V1}/tasks/", draft(members=members, deadline="2025-12-31"))
    assert made.json()["is_group"]
    leads = Task.objects.filter(parent=made.json()["id"]).values_list("lead__code", flat=True)
    assert set(leads) == {"HN", "HUE"}


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"clause": 0}, "does_not_exist", "clause"),
        ({"dead_line": "2025-12-31"}, "unknown_field", "dead_line"),
        ({"lead": "NOBODY"}, "does_not_exist", "lead"),
        ({"deadline": "2025-12-31", "is_regular": True}, "regular_with_deadline", "deadline"),
        ({"deliverable_count": 0}, "min_value", "deliverable_count"),
        (
            {"co_agencies": [{"organisation": "CP"}, {"organisation": "CP"}]},
            "repeated",
            "co_agencies",
        ),
    ],
)
def test_a_draft_is_refused(client: Any, wrong: Any, code: str, field: str) -> None:
    answer = client.post(f"{V1}/tasks/", draft(**wrong))
    error = answer.json()["errors"][0]
    assert (answer.status_code, error["code"], error["attr"]) == (400, code, field)


def test_the_lead_of_an_assigned_task_stays() -> None:
    task = f.assigned()
    f.ministry(code="BNG")
    answer = as_(f.secretary_of(task)).patch(f"{V1}/tasks/{task.pk}/", {"lead": "BNG"})
    error = answer.json()["errors"][0]
    assert (answer.status_code, error["code"], error["attr"]) == (400, "lead_kept", "lead")


def test_a_secretary_of_another_programme_drafts_nothing_here(client: Any) -> None:
    elsewhere = as_(f.person(Role.SECRETARY, f.programme().owner))
    assert elsewhere.post(f"{V1}/tasks/", draft()).status_code == 403
