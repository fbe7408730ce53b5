"""Dropped files are received one by one; the form then carries a ticket for each."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tasks.models import Evidence
from tests import factories as make
from tests.harness.files import pdf, png, uploaded
from tests.tasks.web.posting import shown
from tracker.lib.blobs import digest_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def window(settings: Any, tmp_path: Path) -> tuple[Client, str]:
    """A browser of the focal point, and the address of the task."""
    settings.EVIDENCE_FOLDER = tmp_path
    task, browser = make.in_progress(), Client()
    browser.force_login(make.focal_point_of(task))
    return browser, f"/tasks/{task.pk}/"


def send(window: tuple[Client, str], content: bytes, name: str = "a.png", **said: Any) -> Any:
    browser, path = window
    measured = {"size": len(content), "sha256": digest_of(uploaded(content)).sha256}
    words = {"file": uploaded(content, name)} | measured | said
    return browser.post(f"{path}evidence/", {key: one for key, one in words.items() if one != ""})


def test_its_ticket_goes_with_the_form(window: tuple[Client, str]) -> None:
    browser, path = window
    answer = send(window, pdf(), "minh chứng.pdf")
    ticket = answer.content.decode().split('value="')[1].split('"')[0]
    claim = {"product_number": "15/QĐ", "product_date": "17/11/2025", "product_kind": "decree"}
    said = shown(browser, f"{path}submit/") | claim | {"kept": ticket, "note": ""}
    assert browser.post(f"{path}submit/", said).status_code == 302
    assert Evidence.objects.get().name == "minh chứng.pdf"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"size": 999}, "không còn nguyên vẹn"),
        ({"size": ""}, "không còn nguyên vẹn"),  # it broke off within the file
        ({"sha256": "0" * 64}, "không còn nguyên vẹn"),
        ({"file": uploaded(b"MZ", "virus.pdf")}, "virus.pdf"),
    ],
)
def test_what_is_not_whole_or_not_allowed_is_not_kept(
    window: tuple[Client, str], tmp_path: Path, said: dict[str, Any], why: str
) -> None:
    answer = send(window, png(), **said)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert list(tmp_path.rglob("*")) == []


def test_a_form_that_broke_off_leaves_nothing(window: tuple[Client, str], tmp_path: Path) -> None:
    browser, path = window
    said = {"product_number": "15/QĐ", "evidence": uploaded(png(), "nửa.png")}
    assert browser.post(f"{path}submit/", said).status_code == 422
    assert list(tmp_path.rglob("*")) == []


def test_it_is_for_those_who_submit(window: tuple[Client, str]) -> None:
    browser, _ = window
    other = make.submitted()
    browser.force_login(make.secretary_of(other))
    assert send((browser, f"/tasks/{other.pk}/"), png()).status_code == 403
    browser.force_login(make.focal_point_of(make.assigned()))
    assert send((browser, f"/tasks/{other.pk}/"), png()).status_code == 404
