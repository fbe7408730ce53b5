"""A browser does not send files again by itself, so what was received waits for the next try."""

from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from tasks.models import Evidence, Task
from tests.factories import again, focal_point_of, in_progress, ministry, person
from tests.harness.files import pdf, png, uploaded
from tests.tasks.web.posting import refusals, shown

pytestmark = pytest.mark.django_db
CLAIM = {
    "product_kind": "decree",
    "product_number": "15/2025/NĐ-CP",
    "product_date": "2025-11-17",
    "completed_on": "2025-11-17",
    "note": "Kính trình.",
}


class Window:
    """The form of a task, open in the browser of its focal point."""

    def __init__(self, task: Task) -> None:
        self.path, self.browser = f"/tasks/{task.pk}/submit/", Client()
        self.browser.force_login(focal_point_of(task))
        self.revision = shown(self.browser, self.path)["revision"]

    def send(self, **said: Any) -> Any:
        return self.browser.post(self.path, CLAIM | {"revision": self.revision} | said)


def kept(page: Any) -> list[str]:
    """What is ticked among the files received already."""
    tokens: list[str] = page.context["form"]["kept"].value()
    return tokens


def names(task: Task) -> list[str]:
    return [one.name for one in Evidence.objects.filter(submission__task=task).order_by("name")]


def test_they_are_attached_when_it_is_sent_again() -> None:
    task = in_progress()
    window = Window(task)
    page = window.send(product_date="2025-11-18", evidence=[uploaded(), uploaded(png(), "a.png")])
    assert list(refusals(page)) == ["product_date"]
    text = page.content.decode()
    assert "minh chứng.pdf" in text
    assert "Kính trình." in text
    assert window.send(kept=kept(page)).status_code == 302
    assert names(task) == ["a.png", "minh chứng.pdf"]
    assert again(task).status == "submitted"


def test_more_can_be_added_and_some_left_out() -> None:
    task = in_progress()
    window = Window(task)
    page = window.send(
        product_date="", evidence=[uploaded(name="một.pdf"), uploaded(png(), "b.png")]
    )
    again_refused = window.send(
        product_date="", kept=kept(page)[:1], evidence=[uploaded(pdf("3"), "c.pdf")]
    )
    assert len(kept(again_refused)) == 2
    assert window.send(kept=kept(again_refused)).status_code == 302
    assert names(task) == ["c.pdf", "một.pdf"]


def test_a_file_that_is_refused_is_not_kept() -> None:
    page = Window(in_progress()).send(evidence=[uploaded(), uploaded(b"MZ", "virus.pdf")])
    assert "virus.pdf" in refusals(page)["evidence"][0]
    assert len(kept(page)) == 1


def test_nothing_sent_is_nothing_kept() -> None:
    page = Window(in_progress()).send()
    assert list(refusals(page)) == ["evidence"]
    assert kept(page) == []


def test_a_ticket_is_good_for_its_task_and_person_only() -> None:
    task = in_progress()
    page = Window(task).send(product_date="", evidence=[uploaded()])
    other = in_progress(lead=task.lead, programme=task.programme)
    assert "kept" in refusals(Window(other).send(kept=kept(page)))
    window = Window(task)
    assert task.lead is not None
    window.browser.force_login(person(Role.HEAD, task.lead))
    assert "kept" in refusals(window.send(kept=kept(page)))
    assert "kept" in refusals(window.send(kept=["forged"]))


def test_a_counted_target_asks_for_its_count() -> None:
    task = in_progress(deliverable_count=60, deliverable_measure="văn bản")
    window = Window(task)
    page = window.send(count="59", evidence=[uploaded()])
    assert list(refusals(page)) == ["count"]
    assert window.send(count="60", kept=kept(page)).status_code == 302
    assert task.submissions.get().count == 60


def test_another_task_is_out_of_sight() -> None:
    window = Window(in_progress(lead=ministry()))
    stranger = in_progress()
    window.path = f"/tasks/{stranger.pk}/submit/"
    assert window.send(evidence=[uploaded()]).status_code == 404
