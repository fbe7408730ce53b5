"""What was put into words for its reader is unread until they open its task, mailed or not."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from notifications.domain.plan import plan
from notifications.models import Notice, ReminderChoice, SuppressedAddress
from tasks.models import Task
from tests.factories import focal_point_of, secretary_of
from tests.harness.mail import Sink
from tests.notifications.telling import owed, swept
from tracker import clock

pytestmark = pytest.mark.django_db


def _signed_in(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def _ask(client: Client, query: str = "") -> Any:
    """As the bell does."""
    return client.get(f"/notices/unread/{query}", headers={"HX-Request": "true"})


def _count(client: Client) -> str:
    """What the bell says when nobody has told it before."""
    answer = _ask(client)
    assert answer.status_code == 200
    return str(answer.text.partition('value="')[2].partition('"')[0])


def _told(deadline: str = "2025-11-18") -> Task:
    task = owed(deadline)
    swept()
    return task


def test_it_stands_on_every_page_as_a_link(mail: Sink, client: Client) -> None:
    task = _told()
    page = _signed_in(client, focal_point_of(task)).get("/tasks/").text
    assert '<span class="bell-count" aria-hidden="true">1</span>' in page
    assert "1 thông báo chưa đọc" in page
    assert 'href="/notices/mine/"' in page


def test_opening_the_task_is_reading(mail: Sink, client: Client) -> None:
    task = _told()
    reader = _signed_in(client, focal_point_of(task))
    assert "bell-count" not in reader.get(f"/tasks/{task.pk}/").text
    notice = Notice.objects.get()
    assert notice.read_at is not None
    assert notice.read_by == focal_point_of(task)
    assert _count(reader) == "0"


def test_nobody_else_reads_it_for_them(mail: Sink, client: Client) -> None:
    task = _told()
    _signed_in(client, secretary_of(task)).get(f"/tasks/{task.pk}/")
    assert _count(_signed_in(client, focal_point_of(task))) == "1"


@pytest.mark.parametrize("header", ["Sec-Purpose", "Purpose"])
def test_a_page_fetched_ahead_is_not_opened(header: str, mail: Sink, client: Client) -> None:
    task = _told()
    reader = _signed_in(client, focal_point_of(task))
    reader.get(f"/tasks/{task.pk}/", headers={header: "prefetch;prerender"})
    reader.head(f"/tasks/{task.pk}/")
    assert _count(reader) == "1"


def test_a_task_that_was_not_found_is_not_opened(mail: Sink, client: Client) -> None:
    task = _told()
    reader = focal_point_of(task)
    reader.memberships.all().delete()
    assert _signed_in(client, reader).get(f"/tasks/{task.pk}/").status_code == 404
    assert _count(client) == "1"


def test_what_is_only_planned_is_not_told_yet(client: Client) -> None:
    task = owed("2025-11-18")
    plan(day=clock.today())
    assert _count(_signed_in(client, focal_point_of(task))) == "0"


def test_what_no_server_takes_is_told_here(client: Client) -> None:
    assert _count(_signed_in(client, focal_point_of(_told()))) == "1"


def test_so_is_what_may_not_be_mailed(mail: Sink, client: Client) -> None:
    suppressed, unwanted = owed("2025-11-18"), owed("2025-11-18")
    address = focal_point_of(suppressed).email.lower()
    SuppressedAddress.objects.create(address=address, answer="550 5.1.1 unknown")
    ReminderChoice.objects.create(person=focal_point_of(unwanted), wanted=False, how="page")
    swept()
    assert set(Notice.objects.values_list("state", flat=True)) == {"withheld"}
    for task in (suppressed, unwanted):
        reader = _signed_in(client, focal_point_of(task))
        assert _count(reader) == "1"
        assert task.title in reader.get("/notices/mine/").text


def test_nothing_is_sent_while_nothing_has_changed(mail: Sink, client: Client) -> None:
    reader = _signed_in(client, focal_point_of(_told()))
    same, other = (_ask(reader, f"?shown={count}") for count in (1, 0))
    assert (same.status_code, same.content) == (204, b"")
    assert other.status_code == 200
    assert "no-store" in other.headers["Cache-Control"]


def test_asking_costs_one_query_besides_who_asks(mail: Sink, client: Client) -> None:
    reader = _signed_in(client, focal_point_of(_told()))
    with CaptureQueriesContext(connection) as asked:
        _ask(reader, "?shown=1")
    tables = ("django_session", "accounts_user", "notifications_notice")
    assert len(asked) == len(tables)
    assert all(
        table in query["sql"] for table, query in zip(tables, asked.captured_queries, strict=True)
    )


def test_asking_keeps_no_session_alive(mail: Sink, client: Client) -> None:
    reader = _signed_in(client, focal_point_of(_told()))
    before = dict(reader.session.items())
    with CaptureQueriesContext(connection) as asked:
        answer = _ask(reader)
    assert not answer.cookies
    assert not [query for query in asked.captured_queries if "UPDATE" in query["sql"]]
    assert dict(reader.session.items()) == before


def test_once_it_has_ended_the_bell_asks_no_more(client: Client) -> None:
    answer = _ask(client)
    assert answer.status_code == 286  # htmx's word for "stop"
    assert "Đã đăng xuất" in answer.text


def test_it_is_no_page(client: Client) -> None:
    answer = client.get("/notices/unread/")
    assert (answer.status_code, answer["Location"]) == (302, "/notices/mine/")
