"""A head finds on the first page what they decide and answer; a deputy, for whom they act."""

from datetime import date, timedelta

import pytest
from django.test import Client

from accounts.domain.deputies import name_deputy
from accounts.enums import Role
from accounts.models import Organisation, User
from tasks import domain
from tasks.models import Task
from tests.factories import assigned, at, focal_point_of, ministry, person, secretary_of
from tracker import clock

pytestmark = pytest.mark.django_db


def home(user: User) -> str:
    browser = Client()
    browser.force_login(user)
    return browser.get("/").content.decode()


def asked(authority: Organisation, **words: object) -> Task:
    task = assigned(authority=authority, **words)
    domain.ask_extension(
        task,
        by=focal_point_of(task),
        now=clock.now(),
        new_deadline=date(2026, 3, 31),
        reason="Chờ kết quả thử nghiệm.",
    )
    return task


def test_a_request_waits_for_the_head_of_the_authority() -> None:
    authority = ministry()
    task = asked(authority)
    decide = f"/tasks/{task.pk}/decide-extension/"
    assert decide in home(person(Role.HEAD, authority))
    assert decide not in home(person(Role.FOCAL_POINT, authority))
    assert task.lead is not None
    assert decide not in home(person(Role.HEAD, task.lead))


def test_nobody_decides_on_their_own_request() -> None:
    lead = ministry()
    task = asked(lead, lead=lead)
    assert f"/tasks/{task.pk}/decide-extension/" not in home(person(Role.HEAD, lead))


def test_a_secretary_has_it_once() -> None:
    task = asked(ministry())
    assert home(secretary_of(task)).count(task.title) == 1


def test_what_has_to_be_answered_is_counted() -> None:
    task, other = assigned(), ministry()
    domain.raise_obstacle(
        task,
        by=focal_point_of(task),
        now=clock.now(),
        kind="obstacle",
        text="Chưa bố trí kinh phí.",
        asked=other,
        answer_by=clock.today() + timedelta(days=7),
    )
    assert "Chờ cơ quan mình trả lời: 1" in home(person(Role.HEAD, other))
    assert "Chờ cơ quan mình trả lời" not in home(person(Role.OFFICER, other))
    assert task.lead is not None
    assert "Chờ cơ quan mình trả lời" not in home(person(Role.HEAD, task.lead))


def test_a_deputy_is_told_for_whom_and_until_when() -> None:
    organisation = ministry()
    head, deputy = person(Role.HEAD, organisation), person(Role.OFFICER, organisation)
    until = clock.today() + timedelta(days=3)
    name_deputy(
        by=head,
        organisation=organisation,
        deputy=deputy,
        from_day=clock.today(),
        until_day=until,
        now=clock.now(),
    )
    told = f"thay mặt {head}, lãnh đạo {organisation}, đến hết ngày {until:%d/%m/%Y}"
    assert told in home(deputy)
    assert told not in home(head)
    at(until + timedelta(days=1))
    assert told not in home(deputy)


def test_a_head_and_a_focal_point_see_where_their_organisation_stands() -> None:
    lead = ministry(code="LEAD")
    task = assigned(lead=lead, deadline=date(2025, 11, 18))
    at("2025-11-20")
    for role in (Role.HEAD, Role.FOCAL_POINT):
        page = home(person(role, lead))
        assert 'href="/organisations/LEAD/"' in page
        assert "0,0\N{NO-BREAK SPACE}%" in page
    assert 'href="/organisations/' not in home(secretary_of(task))
