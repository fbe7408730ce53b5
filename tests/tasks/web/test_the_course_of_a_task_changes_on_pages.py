"""A secretary gives a task to another lead, splits it, merges it and takes out a mistake."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from tasks.enums import Status
from tasks.models import Task
from tests import factories as make
from tests.tasks import authorised as do
from tests.tasks.web.posting import refusals, send, shown

pytestmark = pytest.mark.django_db


def browser(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def secretary(task: Task) -> Client:
    return browser(make.secretary_of(task))


def grounds() -> dict[str, Any]:
    return {"reason": "Theo kết luận.", "instrument": make.InstrumentFactory.create().pk}


def page(client: Client, task: Task) -> str:
    return client.get(f"/tasks/{task.pk}/").content.decode()


def test_the_buttons_are_the_secretarys() -> None:
    task = make.in_progress()
    theirs, leads = page(secretary(task), task), page(browser(make.focal_point_of(task)), task)
    for slug in ("reassign", "split", "merge", "discard"):
        link = f"/tasks/{task.pk}/{slug}/"
        assert link in theirs
        assert link not in leads


def test_a_reason_and_an_instrument_are_asked_for() -> None:
    task = make.in_progress(deadline=None)
    by = secretary(task)
    for slug in ("reassign", "split", "merge", "withdraw", "suspend", "end"):
        path = f"/tasks/{task.pk}/{slug}/"
        opened = shown(by, path)
        assert "reason" in refusals(by.post(path, opened)), slug
        if slug != "merge":
            said = refusals(by.post(path, opened | {"reason": "Theo kết luận."}))
            assert "instrument" in said, slug


def test_another_ministry_leads() -> None:
    task, lead = make.in_progress(), make.ministry(name="Bộ Mới")
    officer, former = make.person(Role.OFFICER, lead), make.focal_point_of(task)
    path = f"/tasks/{task.pk}/reassign/"
    send(secretary(task), path, lead=lead.pk, officer=officer.pk, **grounds())
    again = make.again(task)
    assert (again.lead, again.officer, again.gaps) == (lead, officer, [])
    assert "Bộ Mới" in page(browser(former), task)
    assert "Bộ Mới" in page(browser(make.person(Role.HEAD, lead)), task)


def rows(*parts: dict[str, Any]) -> dict[str, Any]:
    return {f"split-{n}-{name}": said for n, row in enumerate(parts) for name, said in row.items()}


def test_a_task_is_split() -> None:
    task, other = make.in_progress(), make.ministry(name="Bộ Khác")
    parts = rows(
        {"title": "Soạn thảo", "lead": task.lead_id},
        {"title": "Thẩm định", "lead": other.pk, "deadline": "2025-12-01"},
    )
    answer = send(secretary(task), f"/tasks/{task.pk}/split/", **parts, **grounds())
    assert answer.status_code == 302
    first, second = Task.objects.filter(split_from=task).order_by("code")
    shown = page(secretary(task), task)
    assert f"/tasks/{first.pk}/" in shown
    assert f"/tasks/{second.pk}/" in shown
    assert f"/tasks/{task.pk}/" in page(secretary(task), second)


def test_who_may_not_see_the_whole_reads_its_code_only() -> None:
    task, other = make.in_progress(), make.ministry()
    parts = rows({"title": "Một", "lead": task.lead_id}, {"title": "Hai", "lead": other.pk})
    send(secretary(task), f"/tasks/{task.pk}/split/", **parts, **grounds())
    second = Task.objects.get(split_from=task, lead=other)
    shown = page(browser(make.person(Role.HEAD, other)), second)
    assert task.code in shown
    assert f'href="/tasks/{task.pk}/"' not in shown


def test_what_is_wrong_with_parts_is_said_and_kept() -> None:
    task = make.in_progress()
    path = f"/tasks/{task.pk}/split/"
    late = {"title": "Hai", "lead": task.lead_id, "deadline": "2026-06-30"}
    parts = rows({"title": "Một", "lead": task.lead_id}, late)
    answer = send(secretary(task), path, **parts, **grounds())
    assert refusals(answer)["__all__"]
    assert "30/06/2026" in answer.content.decode()
    nobody = send(secretary(task), path, **rows({"title": "Một"}), **grounds())
    assert nobody.status_code == 422
    assert make.again(task).status == Status.IN_PROGRESS


def test_a_duplicate_is_merged() -> None:
    task = make.in_progress()
    into = make.in_progress(programme=task.programme, lead=task.lead)
    path = f"/tasks/{task.pk}/merge/"
    assert into.code in secretary(task).get(path).content.decode()
    assert "into" in refusals(send(secretary(task), path, into="KHÔNG", reason="Trùng."))
    answer = send(secretary(task), path, into=into.code, reason="Trùng.")
    assert answer.status_code == 302
    assert make.again(task).replaced_by == into
    assert f"/tasks/{into.pk}/" in page(secretary(task), task)
    assert f"/tasks/{task.pk}/" in page(secretary(task), into)


def test_a_mistake_is_taken_out_draft_or_not() -> None:
    for task in (make.draft(), make.in_progress()):
        path = f"/tasks/{task.pk}/discard/"
        send(secretary(task), path, reason="Nhập nhầm.")
        assert make.again(task).status == Status.WITHDRAWN
        assert "Nhập nhầm." in page(secretary(task), task)


def test_the_page_costs_the_same_for_two_parts_and_for_five() -> None:
    costs = set()
    for count in (2, 5):
        task = make.in_progress()
        do.split(task, parts=[*make.halves(task), *make.halves(task), *make.halves(task)][:count])
        client = secretary(task)
        page(client, task)
        costs.add(_queries(client, task))
    assert len(costs) == 1


def _queries(client: Client, task: Task) -> int:
    with CaptureQueriesContext(connection) as captured:
        page(client, task)
    return len(captured)
