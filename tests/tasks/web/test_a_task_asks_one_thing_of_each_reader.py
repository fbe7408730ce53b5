"""On the page of a task: one act first, by whose turn it is; the rest in menus, none twice."""

from typing import Any

import pytest

from tasks.enums import Standing
from tests import factories as make
from tests.harness.scene import Scene, scene
from tests.tracker.walking import address, browser_of

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def world(shared_database: None) -> Scene:
    return scene()


def page(world: Scene, task: str, reader: str) -> Any:
    return browser_of(world, reader).get(address(f"/tasks/{{{task}}}/", world))


def slugs(pages: Any) -> list[str]:
    return [one["url"].rstrip("/").rpartition("/")[2] for one in pages]


@pytest.mark.parametrize(
    ("task", "reader", "first", "beside"),
    [
        ("draft", "secretary", ["assign"], ["edit"]),
        ("assigned", "focal_point", ["progress"], ["submit"]),
        ("overdue", "focal_point", ["submit"], ["progress", "ask-extension"]),
        ("returned", "focal_point", ["submit"], ["progress", "ask-extension"]),
        ("submitted", "secretary", ["accept"], ["return"]),
        ("submitted", "focal_point", [], []),
        ("asked", "secretary", ["decide-extension"], []),
        ("suspended", "secretary", [], ["resume"]),
        ("in_progress", "secretary", [], []),
        ("completed", "secretary", [], []),
        ("in_progress", "auditor", [], []),
    ],
)
def test_whose_turn_it_is(
    world: Scene, task: str, reader: str, first: list[str], beside: list[str]
) -> None:
    said = page(world, task, reader).context
    assert (slugs(said["first"]), slugs(said["beside"])) == (first, beside)
    assert said["asked"]


def test_when_it_is_anothers_turn_they_are_named(world: Scene) -> None:
    assert str(world.lead) in page(world, "in_progress", "secretary").context["asked"]


def test_a_regular_task_asks_for_the_report_on_its_period(world: Scene) -> None:
    [first] = page(world, "regular", "focal_point").context["first"]
    assert first["url"] == address("/tasks/{regular}/reports/{occurrence}/", world)


@pytest.mark.parametrize(
    ("task", "reader"),
    [("submitted", "secretary"), ("asked", "secretary"), ("returned", "focal_point")],
)
def test_all_that_is_open_is_there_once_and_one_stands_out(
    world: Scene, task: str, reader: str
) -> None:
    answer = page(world, task, reader)
    said = answer.context
    menus = [one for _name, pages in said["menus"] for one in pages]
    offered = [one["url"] for one in [*said["first"], *said["beside"], *menus]]
    assert len(offered) == len(set(offered))
    assert {act["url"] for act in said["acts"]} <= set(offered)
    acts = answer.text.partition('class="acts"')[2].partition("</section>")[0]
    assert acts.count("btn-primary") == 1


def test_the_answer_comes_first_and_the_history_last(world: Scene) -> None:
    html = page(world, "asked", "secretary").text
    parts = ("asked", "clarities", "time-line", "progress", "history", "told", "then")
    places = [html.index(f'id="{part}"') for part in parts]
    assert places == sorted(places)


def test_a_deadline_that_passes_while_a_submission_waits_is_not_called_overdue(
    world: Scene,
) -> None:
    make.at("2026-01-05")
    said = page(world, "submitted", "secretary")
    assert said.context["standing"] == Standing.IN_TIME_AWAITING
    assert said.context["still_due"] is None
    assert "overdue-text" not in said.text
