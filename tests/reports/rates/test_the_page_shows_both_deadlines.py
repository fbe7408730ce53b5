"""Nobody has to switch to see what extensions have done to a rate."""

from datetime import date
from typing import Any

import pytest

from tasks.domain import ask_extension, decide_extension
from tasks.models import Task
from tests.factories import again, assigned, at, completed, focal_point_of, secretary_of
from tracker import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def extended() -> Task:
    """One of two due: in time by an extension only."""
    task = assigned(deadline=date(2025, 11, 20))
    completed(programme=task.programme, lead=task.lead)
    later = date(2025, 12, 31)
    request = ask_extension(
        task, by=focal_point_of(task), now=clock.now(), new_deadline=later, reason="Chờ ý kiến."
    )
    decide_extension(request, by=secretary_of(task), now=clock.now(), granted=True)
    at("2025-11-24")
    return again(task)


@pytest.mark.parametrize("asked", ["in_force", "first"])
def test_whichever_is_asked(client: Any, extended: Task, asked: str) -> None:
    client.force_login(secretary_of(extended))
    page = client.get(f"/rates/?by=organisation&deadline={asked}")
    shown = {held.basis.value: (held.shown, held.numbers) for held in page.context["both"]}
    assert shown == {
        "in_force": ("100,0\N{NO-BREAK SPACE}%", "1 / (1 + 0 + 0)"),
        "first": ("50,0\N{NO-BREAK SPACE}%", "1 / (1 + 0 + 1)"),
    }
    other = "first" if asked == "in_force" else "in_force"
    [line] = page.context["rows"]
    assert line.other == page.context["other_total"] == shown[other][0]
    assert line.rates[0] == shown[asked][0]
