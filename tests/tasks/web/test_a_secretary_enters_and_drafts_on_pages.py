from datetime import date

import pytest
from django.test import Client

from accounts.enums import OrganisationKind, Role
from tasks import domain
from tasks.enums import Status
from tasks.models import Programme, Task
from tasks.rules.parts import joined_now
from tests import factories as make
from tests.tasks.web.posting import refusals, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    return make.programme()


@pytest.fixture
def browser(programme: Programme) -> Client:
    browser = Client()
    browser.force_login(make.person(Role.SECRETARY, programme.owner))
    return browser


def test_a_draft_says_all_six_and_is_assigned_at_once(browser: Client) -> None:
    clause, lead, other = make.ClauseFactory.create(), make.ministry(), make.ministry()
    officer = make.person(Role.OFFICER, lead)
    send(
        browser,
        f"/clauses/{clause.pk}/draft/",
        title="Xây dựng nền tảng",
        lead=lead.pk,
        officer=officer.pk,
        authority=lead.pk,
        deliverable_kind="platform",
        deliverable_measure="hệ thống",
        deliverable_count="1",
        deadline="2025-12-31",
        deadline_text="Quý IV/2025",
        **{"parts-0-organisation": other.pk, "parts-0-part": "Cung cấp dữ liệu."},
        assign="",
    )
    task = Task.objects.get()
    assert (task.status, task.gaps, task.lead) == (Status.ASSIGNED, [], lead)
    assert joined_now(task)[0].part == "Cung cấp dữ liệu."


def test_a_clause_is_given_to_every_province(browser: Client) -> None:
    for _ in range(3):
        make.ministry(kind=OrganisationKind.PROVINCE)
    make.ministry(kind=OrganisationKind.PROVINCE, alive_until=date(2025, 6, 30))
    path = f"/clauses/{make.ClauseFactory.create().pk}/draft/"
    send(browser, path, title="Bố trí 3% ngân sách", deadline="2025-12-31", group="provinces")
    group = Task.objects.get(is_group=True)
    assert Task.objects.filter(parent=group).count() == 3
    send(browser, f"/tasks/{group.pk}/assign/", reason="Giao chung cả nhóm.")
    assert set(Task.objects.values_list("status", flat=True)) == {Status.ASSIGNED}


def test_a_group_needs_members(browser: Client) -> None:
    path = f"/clauses/{make.ClauseFactory.create().pk}/draft/"
    page = send(browser, path, title="Bố trí", group="chosen")
    assert list(refusals(page)) == ["members"]


def test_a_task_without_a_lead_is_kept_but_not_assigned(browser: Client) -> None:
    path = f"/clauses/{make.ClauseFactory.create().pk}/draft/"
    assert list(refusals(send(browser, path, title="Bố trí", assign=""))) == ["lead"]
    assert not Task.objects.exists()
    send(browser, path, title="Bố trí")
    assert "Bố trí" in browser.get("/tasks/drafts/").content.decode()


def test_what_is_unclear_is_assigned_at_once_only_with_a_reason(browser: Client) -> None:
    path = f"/clauses/{make.ClauseFactory.create().pk}/draft/"
    words = {"title": "Bố trí", "lead": make.ministry().pk, "assign": ""}
    assert list(refusals(send(browser, path, **words))) == ["reason"]
    assert not Task.objects.exists()
    send(browser, path, **words, reason="Giao ngay.")
    task = Task.objects.get()
    assert (task.status, task.act_note) == (Status.ASSIGNED, "Giao ngay.")


def test_a_gap_is_mended_later(browser: Client, programme: Programme) -> None:
    lead = make.ministry()
    task = make.assigned("Giao ngay.", programme=programme, lead=lead, officer=None)
    assert "person" in make.again(task).gaps
    officer = make.person(Role.OFFICER, lead)
    send(browser, f"/tasks/{task.pk}/edit/", officer=officer.pk, note="Bổ sung người phụ trách")
    assert "person" not in make.again(task).gaps


def test_a_co_agency_is_taken_out(browser: Client, programme: Programme) -> None:
    parts = [domain.Part(make.ministry(), "Một."), domain.Part(make.ministry(), "Hai.")]
    task = make.assigned(programme=programme, co_agencies=parts)
    send(browser, f"/tasks/{task.pk}/edit/", **{"parts-0-DELETE": "on"})
    assert [joined.part for joined in joined_now(make.again(task))] == ["Hai."]


def test_the_deadline_as_written_is_enough(browser: Client) -> None:
    path = f"/clauses/{make.ClauseFactory.create().pk}/draft/"
    refused = send(browser, path, title="Bố trí", deadline_text="trước 15/12")
    assert refusals(refused) == {"deadline_text": ["Thiếu năm."]}
    send(browser, path, title="Bố trí", deadline_text="trước 15/12/2025")
    task = Task.objects.get()
    assert (task.deadline, task.deadline_text) == (date(2025, 12, 14), "trước 15/12/2025")


def test_a_new_text_replaces_what_the_last_had_filled_in(
    browser: Client, programme: Programme
) -> None:
    task = make.draft(programme=programme, deadline=date(2025, 12, 31), deadline_text="năm 2025")
    path = f"/tasks/{task.pk}/edit/"
    send(browser, path, deadline_text="hằng quý")
    task = make.again(task)
    assert (task.deadline, task.is_regular, task.rhythm) == (None, True, "quarterly")
    send(browser, path, deadline_text="Quý I/2026")
    task = make.again(task)
    assert (task.deadline, task.is_regular, task.rhythm) == (date(2026, 3, 31), False, "")
    refused = send(browser, path, deadline="2026-06-30")
    assert list(refusals(refused)) == ["deadline_text"]
