"""Mail leaves through SMTP, is kept, and is shown on a page that exists in the demo only."""

import smtplib
from email.message import EmailMessage
from http import HTTPStatus

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from pytest_django import Settings

from tests.harness.mail import Sink

pytestmark = pytest.mark.django_db
SUBJECT = "Nhắc hạn: 3 nhiệm vụ"
SCRIPT = "<script>document.title = 'taken over'</script>"


@pytest.fixture
def name(mail: Sink) -> str:
    message = EmailMultiAlternatives(SUBJECT, "Còn 3 ngày.", "a@example.com", ["b@example.com"])
    message.attach_alternative(f"<p>Còn <b>3</b> ngày.</p>{SCRIPT}", "text/html")
    message.send()
    (kept,) = mail.folder.glob("*.eml")
    return kept.stem


def test_it_is_listed_newest_first(client: Client, name: str) -> None:
    page = client.get("/demo/mail/").content.decode()
    assert SUBJECT in page
    assert "b@example.com" in page
    assert f"/demo/mail/{name}/" in page


def test_its_text_is_shown_and_its_html_framed(client: Client, name: str) -> None:
    page = client.get(f"/demo/mail/{name}/").content.decode()
    assert "Còn 3 ngày." in page
    assert SCRIPT not in page
    assert f'src="/demo/mail/{name}/html/"' in page


def test_its_html_can_do_nothing(client: Client, name: str) -> None:
    answer = client.get(f"/demo/mail/{name}/html/")
    assert SCRIPT in answer.content.decode()
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in answer.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert "script-src" not in policy
    assert policy["frame-ancestors"] == "'self'"
    assert "allow-scripts" not in policy["sandbox"]
    assert "allow-same-origin" not in policy["sandbox"]


@pytest.mark.parametrize("path", ["", "1/", "1/html/"])
def test_outside_a_demo_there_is_no_such_page(
    client: Client, settings: Settings, name: str, path: str
) -> None:
    settings.DEMO = False
    answer = client.get("/demo/mail/" + path.replace("1", name))
    assert answer.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("path", ["nothing", "..", "%2e%2e%2fsecret_key"])
def test_only_kept_messages_are_read(client: Client, name: str, path: str) -> None:
    assert client.get(f"/demo/mail/{path}/html/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "raw",
    [
        b"\r\n",
        b"Subject: =?nonsense?B?!!!?=\r\nDate: never\r\n\r\nbody\xff",
        b'Content-Type: text/plain; charset="no-such"\r\n\r\n\xff\xfe',
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nbroken",
        b"To: <<>>,,\r\nFrom: \xff\xff\r\nContent-Type: text/html\r\n\r\n<p>",
    ],
)
def test_whatever_arrives_can_be_shown(client: Client, mail: Sink, raw: bytes) -> None:
    (mail.folder / "odd-1.eml").write_bytes(raw)
    for path in ("", "odd-1/", "odd-1/html/"):
        assert client.get(f"/demo/mail/{path}").status_code == HTTPStatus.OK


def test_the_recipients_of_the_envelope_are_kept(
    client: Client, mail: Sink, settings: Settings
) -> None:
    message = EmailMessage()
    message["Subject"] = "blind copy"
    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as server:
        server.send_message(message, "a@example.com", ["hidden@example.com"])
    assert "hidden@example.com" in client.get("/demo/mail/").content.decode()
