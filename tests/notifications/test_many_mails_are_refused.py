"""An administrator's no to unusually many mails: nothing leaves, and nothing vanishes."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from notifications.domain.refusing import refuse_storm
from notifications.domain.storm import allow_storm
from notifications.enums import Cause, Urgency
from notifications.models import Message, Notice, Storm
from notifications.queries.storms import what_is_held
from tasks import domain
from tasks.models import Task
from tests.factories import UserFactory, report, secretary_of, submit
from tests.harness.api import as_
from tests.harness.mail import Sink
from tests.notifications.telling import (
    let_time_pass,
    owed_by_many,
    rung,
    swept,
    told,
)
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few(settings: Settings) -> None:
    settings.STORM_MAILS = 2


@pytest.fixture
def administrator() -> User:
    return UserFactory.create(is_superuser=True, full_name="Quản trị", language="en")


def _storm(deadline: str = "2025-11-18", leads: int = 4) -> tuple[Storm, list[Task]]:
    tasks = owed_by_many(deadline, leads=leads)
    swept()
    return Storm.objects.get(is_open=True), tasks


def _returned(task: Task) -> None:
    rung(task.programme, code="returned", cause=Cause.RETURNED, urgency=Urgency.URGENT)
    submit(report(task))
    domain.send_back(task, by=secretary_of(task), now=clock.now(), reason="Thiếu.")


def test_nothing_leaves_and_everything_says_who_and_why(mail: Sink, administrator: User) -> None:
    storm, _tasks = _storm()
    refuse_storm(storm, by=administrator, reason="Nhập nhầm lịch.")
    let_time_pass()
    assert swept().messages == 0
    assert mail.messages() == []
    assert (storm.withheld, storm.refused_by, storm.is_open) == (4, administrator, False)
    notices = Notice.objects.select_related("message")
    assert {(n.state, n.message and n.message.state) for n in notices} == {("failed", "withheld")}
    assert {n.message.answer for n in notices if n.message} == {"Quản trị: Nhập nhầm lịch."}
    assert all(n.settled_at for n in notices)


def test_the_next_step_is_mailed_as_ever(
    mail: Sink, administrator: User, settings: Settings
) -> None:
    storm, tasks = _storm("2025-11-20")
    refuse_storm(storm, by=administrator, reason="Nhầm.")
    settings.STORM_MAILS = 10
    assert swept("2025-11-20").messages == 4
    assert {rung for task in tasks for rung in told(task)} == {"on-the-day"}


def test_what_is_new_on_the_same_day_still_leaves(mail: Sink, administrator: User) -> None:
    storm, tasks = _storm()
    refuse_storm(storm, by=administrator, reason="Nhầm.")
    lead = tasks[0].lead
    owed_again = owed_by_many("2025-11-18", leads=1)
    swept()
    assert told(owed_again[0]) == ["before-1"]
    assert lead is not None


def test_what_is_urgent_leaves_by_itself_unless_it_is_meant_too(
    mail: Sink, administrator: User
) -> None:
    storm, tasks = _storm()
    _returned(tasks[0])
    let_time_pass()
    swept()
    assert what_is_held().urgent == 1
    refuse_storm(storm, by=administrator, reason="Nhầm.")
    assert swept().messages == 1
    assert told(tasks[0]) == ["returned"]
    assert "before-1" not in {rung for task in tasks for rung in told(task)}


def test_the_urgent_ones_too(mail: Sink, administrator: User) -> None:
    storm, tasks = _storm()
    _returned(tasks[0])
    let_time_pass()
    swept()
    refuse_storm(storm, by=administrator, reason="Nhầm.", urgent_too=True)
    assert swept().messages == 0
    assert not Notice.objects.filter(state="planned").exists()


def test_a_yes_can_be_taken_back_while_they_leave(mail: Sink, administrator: User) -> None:
    storm, _tasks = _storm()
    allow_storm(storm, by=administrator)
    refuse_storm(storm, by=administrator, reason="Nhầm.")
    assert swept().messages == 0
    assert storm.withheld == 4


def test_what_a_server_may_have_taken_is_not_called_undelivered(
    mail: Sink, administrator: User
) -> None:
    storm, _tasks = _storm()
    first = Message.objects.earliest("pk")
    Message.objects.filter(pk=first.pk).update(is_frozen=True)
    refuse_storm(storm, by=administrator, reason="Nhầm.")
    let_time_pass()
    assert swept().messages == 1
    assert [one["Message-ID"] for one in mail.messages()] == [first.message_id]


def test_only_an_administrator_with_a_reason_and_once(mail: Sink, administrator: User) -> None:
    storm, _tasks = _storm()
    with pytest.raises(PermissionDenied):
        refuse_storm(storm, by=UserFactory.create(), reason="Nhầm.")
    with pytest.raises(Refused):
        refuse_storm(storm, by=administrator, reason=" ")
    refuse_storm(storm, by=administrator, reason="Nhầm.")
    with pytest.raises(Refused):
        refuse_storm(storm, by=administrator, reason="Nhầm.")
    with pytest.raises(Refused):
        allow_storm(storm, by=administrator)


def test_the_page_shows_what_is_held_and_what_was_decided(
    client: Client, mail: Sink, administrator: User
) -> None:
    storm, _tasks = _storm()
    client.force_login(administrator)
    page = client.get("/delivery/").text
    assert "4 mails wait for 4 people" in page
    assert "before-1" in page
    words = {"reason": "Wrong calendar."}
    assert (
        "4 mails do not leave"
        in client.post(f"/delivery/storms/{storm.pk}/refuse/", words, follow=True).text
    )
    assert "refused 4 mails" in client.get("/delivery/").text
    kept = client.get("/exports/storms.csv")
    assert "Wrong calendar." in b"".join(kept).decode()


def test_it_is_refused_over_the_api(mail: Sink, administrator: User) -> None:
    storm, _tasks = _storm()
    held = as_(administrator).get("/api/v1/delivery/held/").json()
    assert (held["mails"], held["people"], held["notices"], held["urgent"]) == (4, 4, 4, 0)
    assert [(one["rung"], one["notices"]) for one in held["shares"]] == [("before-1", 4)]
    path = f"/api/v1/delivery/storms/{storm.pk}/refuse/"
    assert as_(administrator).post(path, {}).status_code == 400
    answer = as_(administrator).post(path, {"reason": "Nhầm."})
    assert (answer.status_code, answer.json()["withheld"]) == (200, 4)
    assert as_(administrator).post(path, {"reason": "Nhầm."}).status_code == 409
    (listed,) = as_(administrator).get("/api/v1/delivery/storms/").json()["results"]
    assert listed["reason"] == "Nhầm."
