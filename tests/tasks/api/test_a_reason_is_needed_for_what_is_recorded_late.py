from collections.abc import Callable
from typing import Any

import pytest

from tasks.models import Task
from tests import factories as make
from tests.harness.api import V1, as_

pytestmark = pytest.mark.django_db
PRODUCT = {
    "product_kind": "decree",
    "product_number": "15/2025/NĐ-CP",
    "product_date": "2025-11-17",
    "no_evidence_reason": "Tài liệu mật.",
}
ASKED = {"new_deadline": "2026-03-31", "reason": "Chờ ý kiến."}
BODIES: dict[str, tuple[dict[str, Any], str, Callable[[Task], Any]]] = {
    "progress": ({"percent": 20}, "on", make.focal_point_of),
    "submit": (PRODUCT, "completed_on", make.focal_point_of),
    "ask-extension": (ASKED, "on", make.focal_point_of),
    "suspend": ({}, "on", make.secretary_of),
    "withdraw": ({}, "on", make.secretary_of),
}


@pytest.mark.parametrize("word", BODIES)
def test_it_is_refused_without_and_kept_with(word: str) -> None:
    body, day, by = BODIES[word]
    task = make.assigned()
    make.at("2025-11-25")
    client = as_(by(task))
    body = body | {day: "2025-11-17"} | ({} if body else _grounds())
    refused = client.post(f"{V1}/tasks/{task.pk}/{word}/", body, format="json")
    [error] = refused.json()["errors"]
    assert (refused.status_code, error["code"]) == (400, "late_reason_missing"), error
    assert error["attr"] == "late_reason"
    why = body | {"late_reason": "Công văn đến muộn."}
    assert client.post(f"{V1}/tasks/{task.pk}/{word}/", why, format="json").status_code == 200
    assert make.again(task).act_late_reason == "Công văn đến muộn."
    last = client.get(f"{V1}/tasks/{task.pk}/history/").json()["results"][-1]
    assert (last["days_late"], last["late_reason"]) == (6, "Công văn đến muộn.")


def test_a_draft_is_assigned_late() -> None:
    task = make.draft()
    make.at("2025-11-25")
    client, path = as_(make.secretary_of(task)), f"{V1}/tasks/{task.pk}/assign/"
    assert client.post(path, {"on": "2025-11-17"}, format="json").status_code == 400
    body = {"on": "2025-11-17", "late_reason": "Công văn đến muộn."}
    assert client.post(path, body, format="json").status_code == 200


def _grounds() -> dict[str, str]:
    said = make.grounds()
    return {"reason": said["reason"], "instrument": said["instrument"].number}
