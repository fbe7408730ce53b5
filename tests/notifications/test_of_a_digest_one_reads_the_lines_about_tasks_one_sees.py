"""A digest speaks of many tasks: whoever sees only some of them reads nothing about the others."""

from dataclasses import dataclass

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.enums import Role
from accounts.models import User
from notifications.models import Message, Notice
from notifications.rules.excerpts import lines_about, tasks_in, without_readers_link
from tasks import domain
from tasks.models import Task
from tests.factories import focal_point_of, ministry, person, programme, secretary_of
from tests.harness.api import as_
from tests.harness.mail import Sink
from tests.notifications.telling import owed, swept

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Digest:
    """One mail about two tasks; a co-agency joins the first of them only."""

    shared: Task
    other: Task
    co_agency: User
    message: Message


def _digest() -> Digest:
    lead, owner, joining = ministry(), programme(), ministry()
    part = domain.Part(joining, "Góp ý.", None)
    shared = owed(
        "2025-11-18", lead=lead, programme=owner, title="Nhiệm vụ chung", co_agencies=[part]
    )
    other = owed("2025-11-18", lead=lead, programme=owner, title="Nhiệm vụ kín")
    swept()
    message = Message.objects.get(recipient=focal_point_of(shared))
    assert Notice.objects.filter(message=message).count() == 2
    return Digest(shared, other, person(Role.FOCAL_POINT, joining), message)


def _page(client: Client, reader: User, message: Message) -> str:
    client.force_login(reader)
    return client.get(f"/notices/messages/{message.pk}/").text


def test_who_sees_one_of_them_reads_its_lines_alone(mail: Sink, client: Client) -> None:
    digest = _digest()
    page = _page(client, digest.co_agency, digest.message)
    assert f"- {digest.shared.code}: Nhiệm vụ chung" in page
    assert digest.message.message_id.strip("<>") in page
    for hidden in (digest.other.code, "Nhiệm vụ kín", f"/tasks/{digest.other.pk}/", "Kính gửi"):
        assert hidden not in page
    assert digest.message.subject not in page
    assert client.get(f"/notices/messages/{digest.message.pk}/html/").status_code == 404


def test_nor_over_the_api(mail: Sink) -> None:
    digest = _digest()
    answer = as_(digest.co_agency).get(f"/api/v1/notices/messages/{digest.message.pk}/")
    found = answer.json()
    assert (found["is_whole"], found["subject"], found["html"]) == (False, "", "")
    assert digest.shared.code in found["text"]
    assert digest.other.code not in answer.text
    assert [one["verdict"] for one in found["attempts"]] == ["sent"]


def test_who_sees_all_of_them_reads_all_but_the_link_that_switches_off(
    mail: Sink, client: Client
) -> None:
    digest = _digest()
    page = _page(client, secretary_of(digest.shared), digest.message)
    html = client.get(f"/notices/messages/{digest.message.pk}/html/")
    for shown in (page, html.text):
        assert "Nhiệm vụ chung" in shown
        assert "Nhiệm vụ kín" in shown
        assert "/unsubscribe/…" in shown
    token = digest.message.text.partition("/unsubscribe/")[2].split()[0]
    assert token not in page + html.text


def test_its_reader_reads_all_of_it_for_good(mail: Sink, client: Client) -> None:
    digest = _digest()
    reader = digest.message.recipient
    reader.memberships.all().delete()
    page = _page(client, reader, digest.message)
    assert "Nhiệm vụ kín" in page
    found = as_(reader).get(f"/api/v1/notices/messages/{digest.message.pk}/").json()
    assert found["text"] == digest.message.text


def test_who_sees_none_of_them_does_not_find_it(mail: Sink, client: Client) -> None:
    digest = _digest()
    client.force_login(person(Role.FOCAL_POINT, ministry()))
    for path in ("", "html/"):
        assert client.get(f"/notices/messages/{digest.message.pk}/{path}").status_code == 404


def test_its_html_can_do_nothing(mail: Sink, client: Client, settings: Settings) -> None:
    digest = _digest()
    Message.objects.bulk_create(
        [
            Message(
                recipient=digest.message.recipient,
                address="a@example.vn",
                language="vi",
                message_id="<x@localhost>",
                subject="x",
                text="x",
                html="<script>alert(1)</script>",
            )
        ]
    )
    bad = Message.objects.get(message_id="<x@localhost>")
    client.force_login(digest.message.recipient)
    answer = client.get(f"/notices/messages/{bad.pk}/html/")
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in answer.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert "allow-scripts" not in policy["sandbox"]
    assert "allow-same-origin" not in policy["sandbox"]
    assert "script-src" not in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    frame = _page(client, bad.recipient, bad)
    assert "<script>alert" not in frame


TEXT = """Kính gửi A,

QUÁ HẠN (2)

- X-1: Một nhiệm vụ có tên rất dài, được
  xuống dòng
  Hạn 01/11/2025: trễ 3 ngày
  https://tracker.example/tasks/1/

- X-2: Nhiệm vụ hai
  https://tracker.example/tasks/12/

--
Tắt nhắc việc: https://tracker.example/unsubscribe/7.abc-DEF_9/
"""


def test_an_item_begins_with_a_dash_and_ends_where_its_indent_ends() -> None:
    first = lines_about(TEXT, {1})
    assert first.startswith("- X-1: Một")
    assert first.endswith("/tasks/1/")
    assert "X-2" not in first
    assert lines_about(TEXT, {2}) == ""
    assert lines_about(TEXT, {1, 12}).count("- X-") == 2
    assert tasks_in(TEXT) == {1, 12}


def test_an_item_that_names_another_task_too_is_left_out() -> None:
    text = "- X-1: xem https://tracker.example/tasks/2/\n  https://tracker.example/tasks/1/\n"
    assert lines_about(text, {1}) == ""
    assert lines_about("- X-1: không có địa chỉ\n", {1}) == ""


def test_the_readers_link_is_taken_out_of_text_and_html() -> None:
    assert without_readers_link(TEXT).endswith("/unsubscribe/…\n")
    html = '<a href="https://x/unsubscribe/7.abc/">Tắt</a>'
    assert without_readers_link(html) == '<a href="https://x/unsubscribe/…">Tắt</a>'
