from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.domain.deputies import name_deputy
from accounts.enums import Role
from accounts.models import User
from tasks import domain
from tasks.domain import Part
from tasks.models import Task
from tests.factories import (
    MembershipFactory,
    again,
    assigned,
    at,
    ministry,
    person,
    secretary_of,
)
from tests.harness.api import as_
from tracker import clock

pytestmark = pytest.mark.django_db


def deputy_for(task: Task) -> tuple[User, User]:
    """The head of the lead, and an officer who acts for them today."""
    assert task.lead is not None
    head, officer = person(Role.HEAD, task.lead), person(Role.OFFICER, task.lead)
    today = clock.today()
    words: dict[str, Any] = {"from_day": today, "until_day": today, "now": clock.now()}
    name_deputy(by=head, organisation=task.lead, deputy=officer, **words)
    return head, officer


def report(task: Task, by: User) -> Task:
    domain.report_progress(task, by=by, now=clock.now(), percent=40)
    return again(task)


def test_what_only_the_head_may_do_is_done_for_the_head() -> None:
    task = assigned()
    head, deputy = deputy_for(task)
    task = report(task, deputy)
    assert (task.act_by, task.act_for) == (deputy, head)
    assert task.updates.get().by == deputy


def test_what_they_may_do_by_themselves_is_done_for_nobody() -> None:
    task = assigned()
    _head, officer = deputy_for(task)
    domain.edit_task(task, by=secretary_of(task), now=clock.now(), officer=officer)
    assert report(task, officer).act_for is None


def test_the_next_act_is_for_nobody_again() -> None:
    task = assigned()
    head, deputy = deputy_for(task)
    report(task, deputy)
    assert report(task, head).act_for is None
    people = list(task.events.order_by("revision").values_list("act_for", flat=True))
    assert people == [None, None, head.pk, None]


def test_not_a_day_longer() -> None:
    task = assigned()
    _head, deputy = deputy_for(task)
    at(clock.today() + timedelta(days=1))
    with pytest.raises(PermissionDenied):
        report(task, deputy)


def test_the_history_says_so(client: Client) -> None:
    task = assigned()
    head, deputy = deputy_for(task)
    report(task, deputy)
    [*_earlier, event] = as_(deputy).get(f"/api/v1/tasks/{task.pk}/history/").json()["results"]
    assert event["by"]["username"] == deputy.username
    assert event["on_behalf_of"]["username"] == head.username
    client.force_login(deputy)
    page = client.get(f"/tasks/{task.pk}/").content.decode()
    assert f"thay mặt {head.full_name}" in page


def test_a_part_is_reported_for_its_head_though_they_report_for_another() -> None:
    """A focal point of one co-agency who stands in for the head of another."""
    one, two = ministry(), ministry()
    task = assigned(co_agencies=[Part(one, "Góp ý."), Part(two, "Số liệu.")])
    head, both = person(Role.HEAD, two), person(Role.FOCAL_POINT, one)
    MembershipFactory.create(user=both, organisation=two, role=Role.OFFICER)
    today, now = clock.today(), clock.now()
    name_deputy(by=head, now=now, organisation=two, deputy=both, from_day=today, until_day=today)
    for organisation, acted_for in ((two, head), (one, None)):
        words: dict[str, Any] = {"organisation": organisation, "narrative": "Đã gửi."}
        assert domain.report_part(task, by=both, now=now, **words).act_for == acted_for
