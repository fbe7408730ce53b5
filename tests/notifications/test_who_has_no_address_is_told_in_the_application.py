from datetime import date

import pytest
from django.test import Client

from accounts.domain.deputies import name_deputy
from accounts.enums import Role
from accounts.models import User
from notifications.enums import Audience, Cause
from notifications.models import Message, Notice
from tasks.models import Task
from tests.factories import MembershipFactory, focal_point_of, secretary_of
from tests.harness.mail import Sink
from tests.notifications.telling import owed, rung, swept, told
from tracker import clock

pytestmark = pytest.mark.django_db


def without_address(person: User) -> User:
    person.email = ""
    person.save()
    return person


def the_only_reader() -> tuple[Task, User]:
    task = owed("2025-11-18")
    return task, without_address(focal_point_of(task))


def test_the_notice_waits_in_the_bell(mail: Sink, client: Client) -> None:
    _task, reader = the_only_reader()
    swept()
    notice = Notice.objects.get(recipient=reader)
    assert (notice.state, notice.reason, notice.message) == ("withheld", "no_address", None)
    assert not Message.objects.exists()
    client.force_login(reader)
    assert "1 thông báo chưa đọc" in client.get("/tasks/").text
    assert notice.task.code in client.get("/notices/mine/").text


def test_with_an_address_the_next_is_mailed_and_nothing_again(mail: Sink) -> None:
    task, reader = the_only_reader()
    swept()
    reader.email = "doc@example.vn"
    reader.save()
    swept()
    assert told(task) == []
    swept("2025-11-18")
    assert told(task) == ["on-the-day"]


def test_where_nobody_has_one_the_secretary_hears(mail: Sink) -> None:
    task, _reader = the_only_reader()
    rung(task.programme, code="unheard", cause=Cause.UNHEARD, audiences=[Audience.SECRETARY])
    secretary = secretary_of(task)
    swept()
    assert told(task, secretary) == ["unheard"]


def test_a_deputy_without_one_does_not_take_the_heads_mail(mail: Sink) -> None:
    task = owed("2025-11-18")
    rung(task.programme, code="head", days=-1, audiences=[Audience.HEAD])
    head = MembershipFactory.create(organisation=task.lead, role=Role.HEAD).user
    deputy = MembershipFactory.create(organisation=task.lead, role=Role.OFFICER).user
    name_deputy(
        organisation=task.lead,
        by=head,
        now=clock.now(),
        deputy=without_address(deputy),
        from_day=date(2025, 11, 17),
        until_day=date(2025, 11, 30),
    )
    swept()
    assert told(task, head) == ["head"]
