"""On the page and over the API: one notice, or all that the page has shown."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from notifications.models import Notice
from tests.factories import focal_point_of, ministry, programme, secretary_of
from tests.harness.api import as_
from tests.harness.mail import Sink
from tests.notifications.telling import owed, swept

pytestmark = pytest.mark.django_db


def _told(count: int = 2, *, day: str = "2025-11-18") -> User:
    """A focal point who was told about so many tasks."""
    lead, owner = ministry(), programme()
    tasks = [owed(day, lead=lead, programme=owner) for _ in range(count)]
    swept()
    return focal_point_of(tasks[0])


def test_one_of_them(mail: Sink, client: Client) -> None:
    reader = _told()
    client.force_login(reader)
    one, other = Notice.objects.order_by("pk")
    assert client.post(f"/notices/{one.pk}/read/").status_code == 302
    page = client.get("/notices/mine/").text
    assert other.task.title in page
    assert one.task.code not in page
    assert one.task.code in client.get("/notices/mine/?show=all").text


def test_all_that_the_page_has_shown(mail: Sink, client: Client) -> None:
    reader = _told()
    client.force_login(reader)
    until = client.get("/notices/mine/").context["until"]
    newer = owed("2025-11-20", lead=Notice.objects.earliest("pk").task.lead)
    swept("2025-11-19")
    client.post("/notices/read/", {"until": until})
    unread = Notice.objects.filter(recipient=reader, read_at=None)
    assert unread.filter(task=newer).exists()
    assert not unread.filter(message__composed_at__lte=until).exists()


@pytest.mark.parametrize("until", ["", "†", "2025-11-17", "2025-99-99T00:00:00Z"])
def test_a_moment_that_makes_no_sense_is_now(until: str, mail: Sink, client: Client) -> None:
    client.force_login(_told())
    client.post("/notices/read/", {"until": until})
    assert not Notice.objects.filter(read_at=None).exists()


def test_over_the_api(mail: Sink) -> None:
    reader = _told()
    api = as_(reader)
    assert api.get("/api/v1/notices/unread/").json() == {"unread": 2}
    one = Notice.objects.earliest("pk")
    assert api.post(f"/api/v1/notices/{one.pk}/read/").json()["read_at"]
    assert api.post(f"/api/v1/notices/{one.pk}/read/").status_code == 200
    assert api.post("/api/v1/notices/read-all/").json() == {"read": 1}
    assert api.get("/api/v1/notices/unread/").json() == {"unread": 0}


def test_not_somebody_elses(mail: Sink, client: Client) -> None:
    _told()
    one = Notice.objects.earliest("pk")
    other = secretary_of(one.task)
    client.force_login(other)
    assert client.post(f"/notices/{one.pk}/read/").status_code == 404
    assert as_(other).post(f"/api/v1/notices/{one.pk}/read/").status_code == 404
    assert as_(other).post("/api/v1/notices/read-all/").json() == {"read": 0}


def test_many_cost_no_more_queries_than_one(mail: Sink, client: Client) -> None:
    costs = []
    for count in (1, 3):
        client.force_login(_told(count))
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/notices/mine/").text
        assert page.count("notice-unread") == count
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_by_day_the_newest_first_and_not_marked_by_colour_alone(mail: Sink, client: Client) -> None:
    client.force_login(_told(1, day="2025-11-20"))
    swept("2025-11-19")
    page = client.get("/notices/mine/").text
    assert page.index("19/11/2025</h2>") < page.index("17/11/2025</h2>")
    assert page.count("Chưa đọc</span>") == 2
