"""From "forgot your password?" by a link in a mail; and nobody learns who has an account."""

import re
from datetime import timedelta
from queue import Empty
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.domain.attempts import PER_ADDRESS
from accounts.domain.forgotten import LINKS_A_DAY, SEND
from accounts.jobs import send_forgotten_links
from accounts.models import User
from tests.factories import UserFactory, at
from tests.harness.mail import Sink
from tracker import clock
from tracker.celery import app

pytestmark = pytest.mark.django_db
PASSWORD = "hoa-sen-tráng-nguyên-88"


@pytest.fixture(autouse=True)
def _nothing_before() -> None:
    cache.clear()
    handed_out()


def handed_out() -> list[Any]:
    """What workers were told to do since this was last asked."""
    with app.connection_for_read() as broker, broker.SimpleQueue("celery") as queue:
        found = []
        while (message := _next(queue)) is not None:
            found.append((message.headers["task"], message.payload[0]))
            message.ack()
        return found


def _next(queue: Any) -> Any:
    try:
        return queue.get_nowait()
    except Empty:
        return None


def ask(asked: str, address: str = "192.0.2.1") -> Any:
    browser = Client(headers={"accept-language": "vi"}, REMOTE_ADDR=address)
    return browser.post(reverse("password_forgotten"), {"asked": asked}, follow=True)


def carry_out() -> int:
    """Instead of a worker; how many jobs there were."""
    jobs = handed_out()
    assert {name for name, _args in jobs} <= {SEND}
    for _name, args in jobs:
        send_forgotten_links(*args)
    return len(jobs)


def test_by_a_link_that_works_once(mail: Sink) -> None:
    person = UserFactory.create(email="Binh@bo.example", username="binh.lt", language="en")
    page = ask("BINH@bo.example")
    assert "Hãy kiểm tra hộp thư" in page.text
    carry_out()
    [letter] = mail.messages()
    text = letter.get_content()
    assert letter["To"] == "Binh@bo.example"
    assert "binh.lt" in text
    assert "for 3 days" in text
    [link] = re.findall(r"http://[^/\s]+(/password/\S+)", text)
    theirs = Client()
    form = theirs.get(link, follow=True)
    weak = {"new_password1": "12345678", "new_password2": "12345678"}
    assert theirs.post(form.request["PATH_INFO"], weak).status_code == 200
    words = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    assert theirs.post(form.request["PATH_INFO"], words).status_code == 302
    assert theirs.login(username="binh.lt", password=PASSWORD)
    assert "đã hết hạn" in Client(headers={"accept-language": "vi"}).get(link).text
    sent, _made = person.changes.all()
    assert (sent.by, bool(sent.became and sent.became["link_sent_at"])) == (None, True)


def test_strangers_learn_nothing(mail: Sink) -> None:
    UserFactory.create(username="chan", is_active=False)
    UserFactory.create(username="khong.thu", email="")
    UserFactory.create(username="co")
    pages = {ask(name).text.partition("<main")[2] for name in ("co", "chan", "khong.thu", "ai")}
    assert len(pages) == 1
    assert carry_out() == 4
    assert [letter["To"] for letter in mail.messages()] == ["co@example.vn"]


def test_who_is_blocked_opens_no_link(mail: Sink) -> None:
    person = UserFactory.create()
    ask(person.username)
    carry_out()
    [link] = re.findall(r"http://[^/\s]+(/password/\S+)", mail.messages()[0].get_content())
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert "đã hết hạn" in Client(headers={"accept-language": "vi"}).get(link).text


def test_no_letter_box_is_flooded(mail: Sink) -> None:
    person = UserFactory.create()
    for asked in (person.username, person.email):
        ask(asked)
        carry_out()
    assert len(mail.messages()) == 1
    for _each in range(LINKS_A_DAY + 1):
        at(str(clock.now() + timedelta(minutes=6)))
        send_forgotten_links([person.pk])
    assert len(mail.messages()) == LINKS_A_DAY
    at(str(clock.now() + timedelta(days=1)))
    send_forgotten_links([person.pk])
    assert len(mail.messages()) == LINKS_A_DAY + 1


def test_who_asks_too_often_has_to_wait() -> None:
    for _each in range(PER_ADDRESS):
        ask("ai.do")
    assert "chờ năm phút" in ask("ai.do").text
    assert len(handed_out()) == PER_ADDRESS
    assert ask("ai.do", "192.0.2.2").status_code == 200
    assert len(handed_out()) == 1


def test_a_server_that_takes_no_mail_is_asked_again(settings: Any, mail: Sink) -> None:
    port, person = settings.EMAIL_PORT, UserFactory.create()
    settings.EMAIL_PORT = 1
    with pytest.raises(Exception, match="Máy chủ thư"):
        send_forgotten_links([person.pk])
    settings.EMAIL_PORT = port
    send_forgotten_links([person.pk])
    assert len(mail.messages()) == 1
