"""The mail to whoever must supply a missing clarity, over a real server."""

from datetime import date
from email.message import EmailMessage
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import Membership, User
from accounts.models.people import Language
from notifications.domain.plan import plan
from notifications.enums import Cause
from notifications.models import Message, Notice
from tasks import domain
from tasks.domain.judging import judge_all
from tasks.models import Task
from tests.factories import (
    MembershipFactory,
    again,
    assigned,
    at,
    draft,
    focal_point_of,
    ministry,
    programme,
    secretary_of,
    submit,
)
from tests.harness.mail import Sink
from tests.notifications.telling import owed, short_ladder, swept
from tracker import clock

pytestmark = pytest.mark.django_db
WHY = "Chỉ đạo khẩn."


def states(task: Task) -> set[tuple[str, str, str, str]]:
    found = Notice.objects.filter(task=task, rung__cause=Cause.UNCLEAR).select_related("recipient")
    return {
        (one.about.partition(" ")[0], one.recipient.username, one.state, one.reason)
        for one in found
    }


def body(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def to(mail: Sink, reader: User) -> EmailMessage:
    (found,) = (message for message in mail.messages() if message["To"] == reader.email)
    return found


def unclear(reason: str = WHY, /, **words: Any) -> Task:
    """An assigned task whose programme tells of gaps, and of a deadline that is far."""
    owner = programme()
    short_ladder(owner)
    return assigned(reason, programme=owner, **words)


def without_officer() -> tuple[Task, Membership]:
    lead = ministry()
    post = MembershipFactory.create(organisation=lead, role=Role.OFFICER)
    return unclear(lead=lead, officer=post.user), post


def test_each_mender_gets_what_is_theirs_in_one_mail(mail: Sink) -> None:
    task = unclear(WHY, officer=None, deliverable_count=None, authority=None)
    swept()
    lead, secretary = focal_point_of(task), secretary_of(task)
    assert states(task) == {
        ("person", lead.username, "sent", ""),
        ("authority", secretary.username, "sent", ""),
        ("deliverable", secretary.username, "sent", ""),
    }
    assert len(mail.messages()) == 2
    told = to(mail, lead)
    assert told["Subject"] == f"Cần Ông/Bà làm rõ: {task.code} {task.title}"
    for words in (body(told), body(told, "html")):
        assert "Thiếu “Rõ người” từ ngày 17/11/2025" in words
        assert "Rõ thẩm quyền" not in words
        assert f"/tasks/{task.pk}/" in words
    both = body(to(mail, secretary))
    assert both.count(task.code) == 1
    assert "Rõ thẩm quyền" in both
    assert "Rõ kết quả" in both


def test_in_english_for_who_reads_english(mail: Sink) -> None:
    task = unclear(WHY, officer=None)
    reader = focal_point_of(task)
    User.objects.filter(pk=reader.pk).update(language=Language.EN)
    swept()
    told = to(mail, reader)
    assert told["Subject"] == f"To be made clear by you: {task.code} {task.title}"
    assert "“Clear person” is missing since 17 Nov 2025" in body(told)


def test_together_with_reminders_in_one_mail(mail: Sink) -> None:
    task = owed("2025-11-18", WHY, officer=None)
    swept()
    told = to(mail, focal_point_of(task))
    assert told["Subject"] == "Nhiệm vụ: 1 sắp đến hạn, 1 cần làm rõ"


def test_nobody_is_told_of_a_draft_or_twice(mail: Sink) -> None:
    draft(officer=None)
    unclear(WHY, officer=None)
    assert swept().planned == 1
    assert swept().planned == 0
    assert swept("2025-11-20").planned == 0
    assert len(mail.messages()) == 1


def test_a_clarity_that_is_lost_is_told_the_same_day_and_lost_again_again(mail: Sink) -> None:
    task, post = without_officer()
    assert swept().planned == 0
    Membership.objects.filter(pk=post.pk).update(until_day=date(2025, 11, 17))
    judge_all(now=at("2025-11-18 00:05"))
    assert swept("2025-11-18").planned == 1
    Membership.objects.filter(pk=post.pk).update(until_day=date(2025, 11, 20))
    judge_all(now=at("2025-11-19"))
    assert again(task).gaps == []
    judge_all(now=at("2025-11-21"))
    assert swept().planned == 1
    assert list(Notice.objects.order_by("anchor").values_list("anchor", flat=True)) == [
        date(2025, 11, 18),
        date(2025, 11, 21),
    ]
    assert len(mail.messages()) == 2


def test_what_is_mended_before_the_mail_leaves_is_not_told(mail: Sink) -> None:
    task = unclear(WHY, authority=None)
    plan(day=clock.today())
    domain.edit_task(task, by=secretary_of(task), now=clock.now(), authority=task.lead)
    swept()
    assert states(task) == {("authority", secretary_of(task).username, "cancelled", "mended")}
    assert mail.messages() == []
    assert not Message.objects.exists()


def test_who_is_no_longer_the_one_to_mend_it_is_not_told(mail: Sink) -> None:
    task = unclear(WHY, officer=None)
    before = focal_point_of(task)
    plan(day=clock.today())
    before.memberships.update(until_day=date(2025, 11, 16))
    swept()
    after = next(iter(mail.messages()))
    assert ("person", before.username, "cancelled", "recipient_gone") in states(task)
    assert after["To"] != before.email


def test_what_was_withdrawn_meanwhile_is_not_told(mail: Sink) -> None:
    task = unclear(WHY, authority=None, officer=None)
    plan(day=clock.today())
    submit(task)
    domain.accept(again(task), by=secretary_of(task), now=clock.now())
    swept()
    assert {state[2:] for state in states(task)} == {("cancelled", "completed")}
    assert mail.messages() == []
