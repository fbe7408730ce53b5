from typing import Any

import pytest
from pytest_django import Settings

from tasks.models import Task
from tests.factories import again, completed, focal_point_of, in_progress, secretary_of
from tests.harness.api import V1, as_
from tests.harness.files import docx, pdf, uploaded

pytestmark = pytest.mark.django_db
PRODUCT = {
    "product_kind": "decree",
    "product_number": "15/2025/NĐ-CP",
    "product_date": "2025-11-17",
}


def submit(task: Task, body: dict[str, Any], *, form: str = "multipart") -> Any:
    address = f"{V1}/tasks/{task.pk}/submit/"
    return as_(focal_point_of(task)).post(address, PRODUCT | body, format=form)


def test_each_is_shown_with_its_digest_and_address() -> None:
    task = in_progress()
    answer = submit(task, {"evidence": [uploaded(), uploaded(docx(), "tờ trình.docx")]})
    [claim] = answer.json()["submissions"]
    assert [one["name"] for one in claim["evidence"]] == ["minh chứng.pdf", "tờ trình.docx"]
    served = as_(focal_point_of(task)).get(claim["evidence"][0]["url"])
    assert b"".join(served) == pdf()


def test_without_a_file_json_will_do() -> None:
    task = in_progress()
    answer = submit(task, {"no_evidence_reason": "Tài liệu mật."}, form="json")
    [claim] = answer.json()["submissions"]
    assert (claim["evidence"], claim["no_evidence_reason"]) == ([], "Tài liệu mật.")


@pytest.mark.parametrize(
    ("body", "form", "code", "field"),
    [
        ({}, "json", "evidence_missing", "evidence"),
        ({}, "multipart", "evidence_missing", "evidence"),
        ({"evidence": ["a.pdf"]}, "json", "invalid", "evidence.0"),
        ({"evidence": [uploaded(b"MZ")]}, "multipart", "file_kind_unknown", "evidence"),
        ({"evidence": [uploaded(b"")]}, "multipart", "empty", "evidence.0"),
        ({"files": [uploaded()]}, "multipart", "unknown_field", "files"),
        ({"evidence": [uploaded()], "count": "x"}, "multipart", "invalid", "count"),
    ],
)
def test_what_is_wrong_is_named(body: dict[str, Any], form: str, code: str, field: str) -> None:
    task = in_progress()
    answer = submit(task, body, form=form)
    error = answer.json()["errors"][0]
    assert (answer.status_code, error["code"], error["attr"]) == (400, code, field)
    assert again(task).status == "in_progress"


def test_a_thousand_files_are_refused_with_words() -> None:
    answer = submit(in_progress(), {"evidence": [uploaded() for _ in range(101)]})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "parse_error")


def test_more_than_all_evidence_may_be_is_not_read(settings: Settings) -> None:
    settings.MAX_BODY_BYTES = 1000
    answer = submit(in_progress(), {"evidence": [uploaded(pdf("x" * 2000))]})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (413, "too_large")


def test_it_is_revoked_and_says_so() -> None:
    task = completed()
    address = f"{V1}/tasks/{task.pk}/revoke/"
    shown = as_(secretary_of(task)).post(address, {"reason": "Chưa ban hành."}).json()
    assert (shown["status"], shown["completed_on"]) == ("in_progress", None)
    [claim] = shown["submissions"]
    assert (claim["outcome"], claim["revocation_reason"]) == ("revoked", "Chưa ban hành.")
    assert claim["revoked_by"]["username"] == secretary_of(task).username
    assert "revoke" not in shown["next_acts"]
