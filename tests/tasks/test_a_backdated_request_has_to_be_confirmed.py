"""Whether a task was overdue can hang on the day a request was made: that day is checked."""

from datetime import date
from typing import Any

import pytest

from tasks.domain import ask_extension, decide_extension
from tasks.models import Extension, Task
from tests.factories import again, assigned, at, focal_point_of, secretary_of
from tests.harness.api import V1, as_
from tests.tasks.web.posting import refusals, send
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db
ASKED, LATER = date(2025, 11, 19), date(2025, 12, 15)


def backdated(**words: Any) -> Extension:
    """Recorded after the deadline as asked before it."""
    task = assigned(deadline=date(2025, 11, 20), **words)
    at("2025-11-24")
    words = {"new_deadline": LATER, "reason": "Chờ ý kiến.", "on": ASKED}
    return ask_extension(task, by=focal_point_of(task), now=clock.now(), **words)


def grant(extension: Extension, **words: Any) -> Extension:
    by = secretary_of(extension.task)
    return decide_extension(extension, by=by, now=clock.now(), granted=True, **words)


@pytest.mark.parametrize("confirmed", [None, date(2025, 11, 20)])
def test_it_is_not_granted_without(confirmed: date | None) -> None:
    with pytest.raises(Refused) as refused:
        grant(backdated(), confirmed=confirmed)
    assert (refused.value.code, refused.value.field) == ("request_not_confirmed", "confirmed")


def test_once_confirmed_it_holds_from_the_day_it_was_asked() -> None:
    task = again(grant(backdated(), confirmed=ASKED).task)
    assert task.deadline_from[-1] == ASKED


def test_it_can_be_refused_without() -> None:
    extension = backdated()
    by = secretary_of(extension.task)
    decide_extension(extension, by=by, now=clock.now(), granted=False, reason="Không đủ căn cứ.")
    assert again(extension.task).deadlines == [date(2025, 11, 20)]


def test_one_recorded_on_its_day_needs_none() -> None:
    task = assigned()
    asked: dict[str, Any] = {"new_deadline": date(2026, 1, 31), "reason": "Chờ ý kiến."}
    grant(ask_extension(task, by=focal_point_of(task), now=clock.now(), **asked))


def test_over_the_api() -> None:
    extension = backdated()
    address = f"{V1}/tasks/{extension.task_id}/decide-extension/"
    client = as_(secretary_of(extension.task))
    body = {"extension": extension.pk, "granted": True}
    assert client.post(address, body).json()["errors"][0]["code"] == "request_not_confirmed"
    assert client.post(address, body | {"confirmed": "2025-11-19"}).status_code == 200


def test_on_the_page(client: Any) -> None:
    extension = backdated()
    client.force_login(secretary_of(extension.task))
    path = f"/tasks/{extension.task_id}/decide-extension/"
    refused = send(client, path, granted="yes")
    assert "19/11/2025" in str(refusals(refused))
    assert send(client, path, granted="yes", checked="on").status_code == 302
    assert again(Task.objects.get()).deadline == LATER


def test_the_history_tells_the_whole_decision() -> None:
    words = {"deadline": date(2025, 12, 10), "reason": "Gia hạn ngắn hơn."}
    task = again(grant(backdated(), confirmed=ASKED, **words).task)
    assert task.act_detail == {
        "extension": task.extensions.get().pk,
        "asked_on": "2025-11-19",
        "asked_for": "2025-12-15",
        "granted_deadline": "2025-12-10",
        "since": "2025-11-19",
    }
