"""An organisation's page: where it stands, what is late and whose, and who is there."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Block, Role
from accounts.models import Deputy, Organisation, Succession, User
from tests import factories as make

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def world(shared_database: None) -> dict[str, Any]:
    programme = make.programme()
    top = make.ministry(code="TOP", block=Block.MINISTRIES)
    unit, other = make.ministry(code="TOP-1", parent=top), make.ministry(code="OTHER")
    words: dict[str, Any] = {"programme": programme, "clause": make.ClauseFactory.create()}
    late = make.in_progress(**words, lead=top, deadline=date(2025, 11, 18))
    make.assigned(**words, lead=unit, deadline=date(2025, 12, 10))
    make.assigned(**words, lead=unit, deadline=date(2026, 12, 10))
    make.completed(**words, lead=top, deadline=date(2025, 11, 30))
    make.assigned(**words, lead=other, deadline=date(2025, 12, 1))
    make.at("2025-11-20")
    return {"programme": programme, "late": late}


def page(reader: User, code: str = "TOP") -> Any:
    browser = Client()
    browser.force_login(reader)
    return browser.get(f"/organisations/{code}/")


def secretary(world: dict[str, Any]) -> User:
    return make.person(Role.SECRETARY, world["programme"].owner)


def of(code: str) -> Organisation:
    return Organisation.objects.get(code=code)


def test_it_counts_what_it_leads_and_what_is_led_below_it(world: dict[str, Any]) -> None:
    shown = page(secretary(world)).context
    assert (shown["totals"].total, shown["totals"].overdue) == (4, 1)
    assert {line.row.key: line.row.counts.total for line in shown["rows"]} == {
        "TOP": 2,
        "TOP-1": 2,
    }


def test_it_names_what_is_late_and_what_is_due_soon(world: dict[str, Any]) -> None:
    shown = page(secretary(world))
    assert [task.pk for task in shown.context["overdue"]] == [world["late"].pk]
    assert [task.due for task in shown.context["coming"]] == [date(2025, 12, 10)]
    assert str(world["late"].officer) in shown.content.decode()


def test_each_figure_leads_to_as_many_tasks(world: dict[str, Any]) -> None:
    browser = Client()
    browser.force_login(secretary(world))
    shown = browser.get("/organisations/TOP/").context
    behind = {"": 4, "&standing=overdue": 1, "&standing=completed": 1}
    for words, count in behind.items():
        assert browser.get(shown["tasks"] + words).context["page"].paginator.count == count
    for line in shown["rows"]:
        listed = browser.get(line.tasks).context["page"].paginator.count
        assert listed == line.row.counts.total


def test_it_has_a_place_in_the_ranking_or_says_why_not(world: dict[str, Any]) -> None:
    shown = page(secretary(world)).context
    assert shown["place"].rank is None
    assert "5" in shown["why_not"]


def test_it_names_its_people_and_who_acts_for_the_head(world: dict[str, Any]) -> None:
    head, deputy = make.person(Role.HEAD, of("TOP")), make.person(Role.OFFICER, of("TOP"))
    Deputy.objects.create(
        organisation=of("TOP"),
        head=head,
        deputy=deputy,
        from_day=date(2025, 11, 20),
        until_day=date(2025, 11, 21),
    )
    shown = page(secretary(world))
    roles = [role for role, _posts in shown.context["posts"]]
    assert roles[0] == "Lãnh đạo"
    assert str(head) in shown.content.decode()
    assert [each.deputy for each in shown.context["deputies"]] == [deputy]


def test_another_agency_sees_the_figures_and_none_of_the_tasks(world: dict[str, Any]) -> None:
    shown = page(make.person(Role.FOCAL_POINT, of("OTHER")))
    assert shown.context["totals"].overdue == 1
    assert not shown.context["overdue"]
    assert world["late"].title not in shown.content.decode()


def test_one_that_has_ended_says_who_has_its_work(world: dict[str, Any]) -> None:
    make.OrganisationFactory.create(code="OLD", alive_until=date(2025, 6, 30))
    Succession.objects.create(predecessor=of("OLD"), successor=of("TOP"), is_default=True)
    shown = page(secretary(world), "OLD")
    assert shown.context["successors"] == [of("TOP")]
    assert "30/06/2025" in shown.content.decode()


def test_one_that_leads_nothing_says_so(world: dict[str, Any]) -> None:
    make.OrganisationFactory.create(code="IDLE")
    assert page(secretary(world), "IDLE").context["totals"].total == 0
