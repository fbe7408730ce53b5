"""Beyond three working days a form asks why; what was typed stays, and nothing is asked before."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tasks.models import Task
from tests import factories as make
from tests.tasks.web.posting import refusals, send

pytestmark = pytest.mark.django_db
REASON = "Công văn đến muộn."


def act(word: str, task: Task, by: Callable[[Task], Any], **said: str) -> Any:
    browser = Client()
    browser.force_login(by(task))
    return send(browser, f"/tasks/{task.pk}/{word}/", **said)


def a_task() -> Task:
    """Assigned on Monday 17 November; today is Tuesday the 25th."""
    task = make.assigned()
    make.at("2025-11-25")
    return task


def test_within_the_grace_nothing_is_asked() -> None:
    page = act("progress", a_task(), make.focal_point_of, percent="20", on="2025-11-20")
    assert page.status_code == 302


def test_beyond_it_the_reason_is_missing_and_nothing_typed_is_lost() -> None:
    task = a_task()
    said = {"percent": "20", "narrative": "Đã lấy ý kiến.", "on": "2025-11-19"}
    page = act("progress", task, make.focal_point_of, **said)
    assert list(refusals(page)) == ["late_reason"]
    assert "Đã lấy ý kiến." in page.content.decode()
    fields = list(page.context["form"].fields)
    assert fields[fields.index("on") + 1] == "late_reason"


def test_with_a_reason_it_goes_through() -> None:
    task = a_task()
    said = {"percent": "20", "on": "2025-11-19", "late_reason": REASON}
    assert act("progress", task, make.focal_point_of, **said).status_code == 302
    assert make.again(task).act_late_reason == REASON


@pytest.mark.parametrize("word", ["suspend", "withdraw"])
def test_so_do_the_secretarys_acts(word: str) -> None:
    task = a_task()
    said = make.grounds()
    said = {"reason": said["reason"], "instrument": str(said["instrument"].pk), "on": "2025-11-18"}
    page = act(word, task, make.secretary_of, **said)
    assert list(refusals(page)) == ["late_reason"]
    page = act(word, task, make.secretary_of, **said, late_reason=REASON)
    assert page.status_code == 302


def test_a_claim_for_a_day_long_past() -> None:
    task = a_task()
    said = {
        "product_kind": "decree",
        "product_number": "15/2025/NĐ-CP",
        "product_date": "2025-11-18",
        "completed_on": "2025-11-18",
        "no_evidence_reason": "Tài liệu mật.",
    }
    page = act("submit", task, make.focal_point_of, **said)
    assert list(refusals(page)) == ["late_reason"]
    page = act("submit", task, make.focal_point_of, **said, late_reason=REASON)
    assert page.status_code == 302
