"""Each dated thing of a task's life once, in the drawing and in the table behind it."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tasks import domain
from tasks.interfaces.web.marks import SHAPES
from tasks.interfaces.web.time_line import MARKS
from tasks.models import Task
from tests import factories as make
from tracker import clock

pytestmark = pytest.mark.django_db


def page(task: Task) -> Any:
    browser = Client()
    browser.force_login(make.secretary_of(task))
    return browser.get(f"/tasks/{task.pk}/")


def kinds(task: Task) -> list[str]:
    return [mark.kind for mark in page(task).context["line"].rows]


def lived() -> Task:
    """Assigned, reported, extended, suspended, resumed, submitted, returned, overdue."""
    task = make.in_progress(deadline=date(2025, 11, 20))
    secretary, lead = make.secretary_of(task), make.focal_point_of(task)
    request = domain.ask_extension(
        task, by=lead, now=clock.now(), new_deadline=date(2025, 11, 28), reason="Chờ luật."
    )
    domain.decide_extension(request, by=secretary, now=clock.now(), granted=True)
    make.at("2025-11-19")
    domain.suspend(make.again(task), by=secretary, now=clock.now(), **make.grounds())
    make.at("2025-11-24")
    domain.resume(make.again(task), by=secretary, now=clock.now(), **make.grounds())
    make.submit(make.again(task))
    make.at("2025-11-25")
    domain.send_back(make.again(task), by=secretary, now=clock.now(), reason="Thiếu phụ lục.")
    make.at("2025-12-02")
    return make.again(task)


def test_it_shows_what_happened_and_what_was_due() -> None:
    task = lived()
    answer = page(task)
    line = answer.context["line"]
    assert [mark.kind for mark in line.rows] == [
        *("assigned", "progress", "asked", "granted", "suspended", "first"),
        *("resumed", "submitted", "returned", "late", "today"),
    ]
    assert [(span.kind, str(span.first), str(span.last)) for span in line.spans] == [
        ("term", "2025-11-17", "2025-11-20"),
        ("more", "2025-11-20", "2025-11-28"),
        ("late", "2025-11-28", "2025-12-02"),
        ("suspended", "2025-11-19", "2025-11-24"),
    ]
    drawn = re.findall(r'class="mark mark-(\w+)"', answer.text)
    assert sorted(drawn) == sorted([mark.kind for mark in line.rows] * 2)
    table = answer.text.partition('class="behind"')[2].partition("</table>")[0]
    assert table.count("<tr>") == 1 + len(line.rows) + len(line.spans)
    assert "Thiếu phụ lục" not in table  # reasons are told in the history
    assert "24/11/2025" in table


def test_red_is_only_for_what_is_overdue() -> None:
    task = make.in_progress(deadline=date(2025, 11, 20))
    assert "late" not in kinds(task)
    make.at("2025-11-21")
    assert "late" in kinds(task)
    assert "late" not in kinds(make.completed(deadline=date(2025, 11, 24)))


def test_what_is_over_ends_with_its_end() -> None:
    done = kinds(make.completed())
    assert ("completed" in done, "today" in done) == (True, False)
    assert kinds(make.ended())[-1] == "stopped"


def test_a_draft_has_none_yet() -> None:
    assert page(make.draft()).context["line"] is None


def test_the_drawing_holds_numbers_as_browsers_read_them() -> None:
    """Whatever the reader's language makes of a decimal point or of thousands."""
    html = page(lived()).text
    drawing = html.partition('<svg class="time-line')[2].partition("</svg>")[0]
    for numbers in re.findall(r' (?:x|y|width|height|transform)="([^"]*)"', drawing):
        assert re.fullmatch(r"(?:translate\()?-?\d+(?: -?\d+)?\)?", numbers)
    assert "style=" not in drawing


def test_each_mark_has_its_shape() -> None:
    assert {kind for kind, _weight in MARKS.values()} <= set(SHAPES)
    alike = {"asked", "granted", "first", "earlier"}  # hollow or filled, sooner or later
    others = [shape for kind, shape in SHAPES.items() if kind not in alike]
    assert len(others) == len(set(others))
