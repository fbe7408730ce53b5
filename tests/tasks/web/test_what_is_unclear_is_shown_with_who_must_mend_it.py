from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import User
from tasks import domain
from tasks.domain.judging import judge_all
from tasks.enums import Clarity, Status
from tests import factories as f
from tests.tasks.web.posting import refusals, send
from tracker import clock

pytestmark = pytest.mark.django_db
WHY = "Chỉ đạo khẩn."


def browser(reader: User) -> Client:
    client = Client()
    client.force_login(reader)
    return client


def test_the_page_of_a_task_names_who_must_supply_what() -> None:
    task = f.assigned(WHY, officer=None)
    page = browser(f.secretary_of(task)).get(f"/tasks/{task.pk}/")
    panel = {row["name"]: row for row in page.context["clarities"]}
    missing = panel[Clarity.PERSON.label]["missing"]
    assert missing.menders == (f.focal_point_of(task),)
    assert f.focal_point_of(task).full_name in page.content.decode()
    assert "5/6" in page.content.decode()
    assert panel[Clarity.PERSON.label]["mend"] == f"/tasks/{task.pk}/edit/"


def test_a_named_officer_who_does_not_count_is_told_apart_from_none() -> None:
    task = f.assigned(WHY, officer=f.person(Role.OFFICER, f.ministry()))
    page = browser(f.secretary_of(task)).get(f"/tasks/{task.pk}/")
    assert "hôm nay không giữ vai trò nào tại cơ quan chủ trì" in page.content.decode()


def test_a_focal_point_mends_the_person_by_handing_the_task_down() -> None:
    task = f.assigned(WHY, officer=None, authority=None)
    page = browser(f.focal_point_of(task)).get(f"/tasks/{task.pk}/")
    mend = {row["name"]: row["mend"] for row in page.context["clarities"]}
    assert mend[Clarity.PERSON.label] == f"/tasks/{task.pk}/hand-down/"
    assert mend[Clarity.AUTHORITY.label] == ""


def test_what_is_finished_stays_as_it_is() -> None:
    task = f.assigned(WHY, authority=None)
    f.submit(task)
    domain.accept(f.again(task), by=f.secretary_of(task), now=clock.now())
    page = browser(f.secretary_of(task)).get(f"/tasks/{task.pk}/")
    assert not page.context["can_be_mended"]
    assert f.secretary_of(task).full_name not in _panel(page.content.decode())


def _panel(html: str) -> str:
    return html.partition('class="clarities"')[2].partition("</section>")[0]


def test_before_assigning_the_gaps_are_shown_and_then_a_reason_is_asked() -> None:
    task = f.draft(officer=None)
    client, path = browser(f.secretary_of(task)), f"/tasks/{task.pk}/assign/"
    shown = client.get(path)
    assert [draft for draft, _gaps in shown.context["form"].unclear] == [task]
    assert f.focal_point_of(task).full_name in shown.content.decode()
    assert list(refusals(send(client, path))) == ["reason"]
    assert f.again(task).status == Status.DRAFT
    assert send(client, path, reason=WHY).status_code == 302
    assert (f.again(task).status, f.again(task).act_note) == (Status.ASSIGNED, WHY)


def test_a_group_shows_its_unclear_members_for_the_same_cost() -> None:
    few, many = f.group(f.ministry()), f.group(*(f.ministry() for _ in range(4)))
    costs = []
    for parent, count in ((few, 1), (many, 4)):
        client = browser(f.secretary_of(parent))
        client.get("/me/")
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"/tasks/{parent.pk}/assign/")
        assert len(page.context["form"].unclear) == count
        costs.append(len(queries))
    assert costs[0] == costs[1]


def cost(client: Client) -> tuple[int, Any]:
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/clarity/")
    return len(queries), page


def test_the_list_is_narrowed_and_scored_for_the_same_cost() -> None:
    task = f.assigned(WHY, officer=None)
    client = browser(f.secretary_of(task))
    client.get("/me/")
    few, _page = cost(client)
    for words in ({"authority": None}, {"officer": None}):
        f.assigned(WHY, programme=task.programme, **words)
    many, page = cost(client)
    assert few == many
    assert page.context["rows"][0].task == task
    assert [row.name for row in page.context["programmes"]] == [str(task.programme)]
    narrowed = client.get("/clarity/", {"clarity": "authority"})
    assert len(narrowed.context["rows"]) == 1
    mine = browser(f.focal_point_of(task)).get("/clarity/", {"mine": "on"})
    assert [row.task for row in mine.context["rows"]] == [task]
    outsider = browser(f.UserFactory.create()).get("/clarity/")
    assert (outsider.context["rows"], outsider.context["programmes"]) == ([], [])


def test_history_says_which_clarity_was_lost_by_nobody_and_why() -> None:
    lead = f.ministry()
    post = f.MembershipFactory.create(organisation=lead)
    task = f.assigned(lead=lead, officer=post.user)
    post.until_day = clock.today()
    post.save()
    judge_all(now=f.at("2025-11-18"))
    page = browser(f.secretary_of(task)).get(f"/tasks/{task.pk}/")
    said = "Hệ thống rà lại sáu rõ: mất “Rõ người” (Cán bộ không còn đảm nhiệm vị trí)."
    assert said in page.content.decode()
