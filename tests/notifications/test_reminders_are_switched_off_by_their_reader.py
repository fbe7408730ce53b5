import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from notifications.domain.unsubscribe import unsubscribe_url
from notifications.enums import Cause
from notifications.models import Message, Notice, ReminderChoice
from tests.factories import at, focal_point_of, ministry, programme
from tests.harness.mail import Sink
from tests.notifications.telling import let_time_pass, owed, rung, swept, told

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def _path(person: User) -> str:
    return "/unsubscribe/" + unsubscribe_url(person).partition("/unsubscribe/")[2]


def _click(person: User, **body: str) -> None:
    """As a mail program does: no cookies, no referrer, no CSRF token."""
    client = Client(enforce_csrf_checks=True)
    assert client.post(_path(person), body or ONE_CLICK).status_code == 200


def test_one_click_in_the_mail_program_is_enough(mail: Sink, settings: Settings) -> None:
    settings.PUBLIC_URL = "https://tracker.example.vn"
    reader = focal_point_of(owed("2025-11-20"))
    swept()
    (message,) = mail.messages()
    assert message["List-Unsubscribe"] == f"<{unsubscribe_url(reader)}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = str(message["List-Unsubscribe"]).strip("<>")
    path = link.removeprefix(settings.PUBLIC_URL)
    answer = Client(enforce_csrf_checks=True).post(path, ONE_CLICK)
    assert answer.status_code == 200
    assert settings.SESSION_COOKIE_NAME not in answer.cookies
    choice = ReminderChoice.objects.get()
    assert (choice.person, choice.wanted, choice.how) == (reader, False, "link")
    swept("2025-11-19")
    assert len(mail.messages()) == 1
    withheld = Notice.objects.get(rung__code="before-1")
    assert (withheld.state, withheld.reason) == ("withheld", "switched_off")
    assert withheld.settled_at is not None


def test_without_https_the_one_click_is_not_offered(mail: Sink) -> None:
    owed("2025-11-20")
    swept()
    (message,) = mail.messages()
    assert message["List-Unsubscribe"] is not None
    assert message["List-Unsubscribe-Post"] is None


def test_to_look_at_the_link_switches_nothing_off() -> None:
    reader = focal_point_of(owed("2025-11-20"))
    for look in (Client().get, Client().head):
        assert look(_path(reader)).status_code == 200
    page = Client().get(_path(reader))
    assert 'method="post"' in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert not ReminderChoice.objects.exists()


def test_the_button_of_the_page_does(mail: Sink) -> None:
    reader = focal_point_of(owed("2025-11-20"))
    _click(reader, how="page")
    assert ReminderChoice.objects.get().how == "page"
    assert "Đã tắt thư nhắc" in Client().get(_path(reader)).content.decode()
    swept()
    assert mail.messages() == []


def test_a_second_click_is_not_put_down_again() -> None:
    reader = focal_point_of(owed("2025-11-20"))
    _click(reader)
    _click(reader)
    assert ReminderChoice.objects.count() == 1


@pytest.mark.parametrize("token", ["1", "1.x", "x.y.z", "†"])
def test_a_link_that_we_have_not_made_leads_nowhere(token: str) -> None:
    focal_point_of(owed("2025-11-20"))
    assert Client().get(f"/unsubscribe/{token}/").status_code == 404
    assert Client().post(f"/unsubscribe/{token}/", ONE_CLICK).status_code == 404


def test_anothers_link_cannot_be_made_from_ones_own() -> None:
    reader = focal_point_of(owed("2025-11-20"))
    signature = _path(reader).strip("/").rpartition(".")[2]
    assert Client().post(f"/unsubscribe/{reader.pk + 1}.{signature}/", ONE_CLICK).status_code == 404


def test_what_is_overdue_comes_nevertheless(mail: Sink) -> None:
    owner, lead = programme(), ministry()
    late = owed("2025-11-17", programme=owner, lead=lead)
    near = owed("2025-11-21", programme=owner, lead=lead)
    _click(focal_point_of(late))
    swept("2025-11-18")
    (message,) = mail.messages()
    assert message["List-Unsubscribe"] is None  # there is no reminder in it
    assert (told(late), told(near)) == (["after-1"], [])


def test_a_letter_with_both_offers_it_for_the_reminders(mail: Sink) -> None:
    owner, lead = programme(), ministry()
    owed("2025-11-17", programme=owner, lead=lead)
    owed("2025-11-21", programme=owner, lead=lead)
    swept("2025-11-18")
    (message,) = mail.messages()
    assert message["List-Unsubscribe"] is not None


def test_a_rung_of_before_that_leaves_after_the_deadline_is_no_reminder(mail: Sink) -> None:
    late = owed("2025-11-23")  # a Sunday; on Monday it is late
    late.programme.rungs.filter(code="after-1").update(is_active=False)
    _click(focal_point_of(late))
    swept("2025-11-24")
    assert told(late) == ["on-the-day"]


def test_what_asks_for_an_act_comes_nevertheless_and_silence_does_not(mail: Sink) -> None:
    owner = programme()
    rung(owner, code="assigned", cause=Cause.ASSIGNED)
    rung(owner, code="silent", cause=Cause.SILENT, days=30, every=30)
    task = owed("2026-11-20", programme=owner)
    _click(focal_point_of(task))
    swept()
    swept("2026-01-05")
    assert told(task) == ["assigned"]
    assert Notice.objects.get(rung__code="silent").reason == "switched_off"


def test_a_letter_that_no_server_has_taken_yet_is_written_anew(server: object, mail: Sink) -> None:
    del mail
    reader = focal_point_of(owed("2025-11-20"))
    server.answers = ["451 later"]  # type: ignore[attr-defined]
    swept()
    _click(reader)
    let_time_pass()
    swept()
    assert Message.objects.get().state == "dropped"


def test_it_is_undone_among_the_settings(mail: Sink) -> None:
    task = owed("2025-11-20")
    reader = focal_point_of(task)
    _click(reader)
    swept()
    browser = Client()
    browser.force_login(reader)
    browser.post("/me/", {"choose_reminders": "1", "reminders": "on"})
    swept()  # what was withheld stays as it is
    assert mail.messages() == []
    swept("2025-11-19")
    assert told(task) == ["before-1"]
    ways = ReminderChoice.objects.order_by("pk").values_list("wanted", "how")
    assert list(ways) == [(False, "link"), (True, "settings")]


def test_the_link_of_an_old_mail_stays_good() -> None:
    reader = focal_point_of(owed("2025-11-20"))
    link = _path(reader)
    at("2027-11-20")
    assert Client().post(link, ONE_CLICK).status_code == 200
    assert ReminderChoice.objects.exists()


def test_the_page_speaks_the_language_of_the_mails_reader() -> None:
    reader = focal_point_of(owed("2025-11-20"))
    User.objects.filter(pk=reader.pk).update(language="en")
    page = Client(headers={"accept-language": "vi"}).get(_path(reader)).content.decode()
    assert "What cannot be switched off" in page
    assert 'lang="en"' in page
