"""Who did what, with both times, and what changed from what to what; on the page and the API."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from accounts.enums import Role
from tasks import domain
from tasks.enums import Act
from tasks.interfaces.sentences import SENTENCES, Told, told
from tasks.models import Task
from tasks.queries.history import events_of
from tests import factories as make
from tests.harness.api import as_
from tracker import clock

pytestmark = pytest.mark.django_db


def last(task: Task) -> Told:
    return told(events_of(task).order_by("revision"))[-1]


def changes(entry: Told) -> dict[str, tuple[str, str]]:
    return {change.field: (change.before, change.after) for change in entry.changes}


def test_every_act_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Act)


def test_an_extension_says_from_which_deadline_to_which() -> None:
    task = make.in_progress(deadline=date(2025, 12, 15))
    lead, secretary = make.focal_point_of(task), make.secretary_of(task)
    asked = domain.ask_extension(
        task, by=lead, now=clock.now(), new_deadline=date(2026, 1, 31), reason="Chờ luật."
    )
    assert last(task).sentence == f"{lead} đề nghị gia hạn đến 31/01/2026."
    domain.decide_extension(asked, by=secretary, now=clock.now(), granted=True)
    assert last(task).sentence == f"{secretary} đồng ý gia hạn đến 31/01/2026."
    assert changes(last(task)) == {"deadline": ("15/12/2025", "31/01/2026")}


def test_an_edit_says_what_it_changed() -> None:
    task, partner = make.assigned(), make.ministry()
    officer = make.person(Role.OFFICER, task.lead)
    domain.edit_task(
        task,
        by=make.secretary_of(task),
        now=clock.now(),
        title="Trình nghị định",
        officer=officer,
        co_agencies=[domain.Part(partner, "Góp ý")],
    )
    found = changes(last(task))
    assert found["title"] == ("Ban hành nghị định về dữ liệu", "Trình nghị định")
    assert found["officer"][1] == str(officer)
    assert found["co_agencies"] == ("–", f"{partner}: Góp ý (Đã giao)")


def test_in_english_too() -> None:
    task = make.submitted()
    with translation.override("en"):
        assert last(task).sentence.endswith(
            "submitted the task as completed on 17 Nov 2025: Decree 15/2025/NĐ-CP."
        )


def test_what_came_past_the_application_is_said_to_be_nobodys() -> None:
    task = make.assigned()
    Task.objects.filter(pk=task.pk).update(title="Đổi lén")
    entry = last(task)
    assert "không xác định được người thực hiện" in entry.sentence
    assert changes(entry)["title"][1] == "Đổi lén"


def test_what_was_recorded_later_is_marked_with_its_reason() -> None:
    task = make.assigned()
    make.at("2025-11-24")
    domain.report_progress(
        task,
        by=make.focal_point_of(task),
        now=clock.now(),
        percent=10,
        on=date(2025, 11, 17),
        late_reason="Đi công tác.",
    )
    assert last(task).days_late == 5
    page = _page(task)
    assert "ghi nhận sau 5 ngày làm việc" in page
    assert "Đi công tác." in page


def test_the_api_tells_the_same() -> None:
    task = make.completed()
    (*_, entry) = (
        as_(make.focal_point_of(task)).get(f"/api/v1/tasks/{task.pk}/history/").json()["results"]
    )
    assert entry["sentence"] == last(task).sentence
    changed = {change["field"]: change["after"] for change in entry["changes"]}
    assert changed["percent"] == "100%"


def test_a_page_of_the_api_knows_what_came_before_it() -> None:
    task = make.completed()
    path = f"/api/v1/tasks/{task.pk}/history/?page_size=2"
    second = as_(make.focal_point_of(task)).get(path).json()["next"]
    entry = as_(make.focal_point_of(task)).get(second).json()["results"][0]
    changed = {change["field"]: change["before"] for change in entry["changes"]}
    assert (entry["revision"], changed["percent"]) == (3, "0%")


def test_it_costs_the_same_for_few_and_many() -> None:
    def queries(task: Task) -> int:
        with CaptureQueriesContext(connection) as captured:
            told(events_of(task).order_by("revision"))
        return len(captured)

    joined = {"co_agencies": [domain.Part(make.ministry(), "Góp ý")]}
    assert queries(make.draft(**joined)) == queries(make.completed(**joined))


def _page(task: Task) -> str:
    client = Client()
    client.force_login(make.focal_point_of(task))
    shown: Any = client.get(f"/tasks/{task.pk}/")
    return str(shown.content.decode())
