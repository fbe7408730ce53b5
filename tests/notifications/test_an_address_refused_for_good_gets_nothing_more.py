import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import Settings

from accounts.enums import Role
from accounts.models import Membership, User
from notifications.domain.suppress import IN_A_ROW, lift_suppression
from notifications.enums import Audience, Cause
from notifications.models import Incident, Message, Notice, SuppressedAddress
from tests.factories import MembershipFactory, UserFactory, focal_point_of, secretary_of
from tests.notifications.servers import Server
from tests.notifications.telling import let_time_pass, owed, owed_by_many, rung, swept, told
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db
UNKNOWN = "550 5.1.1 no such user"


def _administrator() -> User:
    return UserFactory.create(is_superuser=True)


def test_until_an_administrator_lifts_it(server: Server) -> None:
    (task,) = owed_by_many("2025-11-20", leads=1)
    reader = focal_point_of(task)
    server.refused[reader.email] = UNKNOWN
    swept()
    suppressed = SuppressedAddress.objects.get()
    assert (suppressed.address, suppressed.answer) == (reader.email, UNKNOWN)
    server.refused.clear()
    swept("2025-11-19")
    barred = Notice.objects.get(rung__code="before-1")
    assert (barred.state, barred.reason, barred.message) == ("withheld", "suppressed", None)
    assert server.seen == 0
    lift_suppression(suppressed, by=_administrator())
    swept("2025-11-20")
    assert told(task) == ["on-the-day"]


def test_what_was_composed_before_is_settled_without_being_sent(server: Server) -> None:
    (task,) = owed_by_many("2025-11-20", leads=1)
    server.answers = ["451 later"]
    swept()
    reader = focal_point_of(task)
    SuppressedAddress.objects.create(address=reader.email, answer=UNKNOWN)
    let_time_pass()
    swept()
    assert Message.objects.get().state == "dropped"
    assert Notice.objects.get(rung__code="before-3").reason == "suppressed"
    assert server.seen == 1


def test_the_others_get_theirs_and_the_secretary_is_not_alarmed(server: Server) -> None:
    (task,) = owed_by_many("2025-11-20", leads=1)
    rung(task.programme, code="unheard", cause=Cause.UNHEARD, audiences=[Audience.SECRETARY])
    focal_point_of(task)
    MembershipFactory.create(organisation=task.lead, role=Role.FOCAL_POINT)
    barred = Membership.objects.filter(organisation=task.lead, role=Role.FOCAL_POINT).first()
    assert barred is not None
    SuppressedAddress.objects.create(address=barred.user.email.lower(), answer=UNKNOWN)
    swept()
    states = Notice.objects.filter(task=task).values_list("rung__code", "state")
    assert sorted(states) == [("before-3", "sent"), ("before-3", "withheld")]


def test_where_mail_reaches_nobody_the_secretary_is_told(server: Server) -> None:
    (task,) = owed_by_many("2025-11-20", leads=1)
    rung(task.programme, code="unheard", cause=Cause.UNHEARD, audiences=[Audience.SECRETARY])
    server.refused[focal_point_of(task).email] = UNKNOWN
    secretary = secretary_of(task)
    swept()  # the mail goes out and is refused
    assert told(task, secretary) == []
    swept()  # without another day, and without another rung
    assert told(task, secretary) == ["unheard"]
    swept("2025-11-18")
    assert told(task, secretary) == ["unheard"]


def test_only_an_administrator_lifts_it_and_once(server: Server) -> None:
    row = SuppressedAddress.objects.create(address="a@example.vn", answer=UNKNOWN)
    with pytest.raises(PermissionDenied):
        lift_suppression(row, by=UserFactory.create())
    lift_suppression(row, by=_administrator())
    with pytest.raises(Refused):
        lift_suppression(row, by=_administrator())


def test_administrators_are_told_once(server: Server) -> None:
    (task,) = owed_by_many("2025-11-20", leads=1)
    reader = focal_point_of(task)
    server.refused[reader.email] = UNKNOWN
    swept()
    swept("2025-11-19")
    incident = Incident.objects.get()
    assert (incident.kind, incident.detail) == ("address", f"{reader.email}: {UNKNOWN}")


@pytest.mark.parametrize("answer", ["554 5.7.1 Relay access denied", "530 sign in first"])
def test_what_the_server_has_against_us_suppresses_nobody(server: Server, answer: str) -> None:
    tasks = owed_by_many("2025-11-18", leads=2)
    server.refused = {focal_point_of(task).email: answer for task in tasks}
    assert swept().failed == 2
    assert not SuppressedAddress.objects.exists()
    assert Incident.objects.get().kind == "sender"  # one, not one for each message
    server.refused.clear()
    let_time_pass()
    assert swept().messages == 2


def test_a_sender_that_is_not_wanted_suppresses_nobody(server: Server, settings: Settings) -> None:
    owed_by_many("2025-11-18", leads=1)
    settings.DEFAULT_FROM_EMAIL = "Tracker <refused@example.vn>"
    swept()
    assert not SuppressedAddress.objects.exists()
    assert Incident.objects.get().kind == "sender"


def test_a_server_that_refuses_everybody_is_not_believed_for_long(server: Server) -> None:
    tasks = owed_by_many("2025-11-18", leads=IN_A_ROW + 3)
    server.refused = {focal_point_of(task).email: "550 mailbox unavailable" for task in tasks}
    swept()
    assert SuppressedAddress.objects.count() == IN_A_ROW
    assert Message.objects.filter(state="waiting").count() == 3


def test_a_refused_content_suppresses_nobody(server: Server) -> None:
    owed_by_many("2025-11-18", leads=1)
    server.answers = ["554 5.6.0 message refused"]
    swept()
    assert not SuppressedAddress.objects.exists()
    assert Incident.objects.get().kind == "content"


def test_whoever_gets_another_address_is_written_to_there(server: Server) -> None:
    (task,) = owed_by_many("2025-11-20", leads=1)
    reader = focal_point_of(task)
    server.refused[reader.email] = UNKNOWN
    swept()
    reader.email = "new@example.vn"
    reader.save()
    swept("2025-11-20")
    assert told(task) == ["on-the-day"]


def test_letters_of_either_case_are_one_address(server: Server) -> None:
    task = owed("2025-11-20")
    reader = focal_point_of(task)
    SuppressedAddress.objects.create(address=reader.email, answer=UNKNOWN)
    reader.email = reader.email.upper()
    reader.save()
    swept()
    assert server.seen == 0
