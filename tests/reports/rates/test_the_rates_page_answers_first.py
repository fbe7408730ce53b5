import re
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from accounts.enums import Role
from reports.domain.roll_up import roll_up
from tasks.domain import Part
from tasks.models import Instrument, Programme
from tests import factories
from tests.factories import at, person, programme
from tracker import clock

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def monitored(shared_database: None) -> Programme:
    """Two on time, one overdue, one regular; two days later."""
    monitored = programme()
    due: dict[str, Any] = {"programme": monitored, "deadline": date(2025, 11, 18)}
    factories.completed(**due)
    factories.completed(**due)
    factories.assigned(**due)
    factories.assigned(programme=monitored, deadline=None)
    at("2025-11-20")
    return monitored


@pytest.fixture
def client(monitored: Programme) -> Client:
    """The secretary's."""
    client = Client()
    client.force_login(person(Role.SECRETARY, monitored.owner))
    return client


def page(client: Client, **asked: str) -> str:
    answer = client.get("/rates/", asked)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_headline_with_its_formula_in_numbers_and_words(
    client: Client, monitored: Programme
) -> None:
    said = page(client, as_of="2025-11-20")
    assert "<b>66,7 %</b>" in said
    assert "2 / (2 + 0 + 1) = 66,7 %" in said
    assert "hoàn thành đúng hạn / (hoàn thành đúng hạn + hoàn thành quá hạn + quá hạn)" in said


def test_in_english_with_a_decimal_point(client: Client, monitored: Programme) -> None:
    secretary = person(Role.SECRETARY, monitored.owner)
    secretary.language = "en"
    secretary.save()
    said = page(client, as_of="2025-11-20")
    assert "<b>66.7 %</b>" in said
    assert "As of 20 Nov 2025, as it happened; held against the deadline in force." in said


def test_its_address_asks_the_same_again(client: Client, monitored: Programme) -> None:
    asked = {"as_of": "2025-11-18", "knowledge": "known", "deadline": "first"}
    asked |= {"organised": "now", "participation": "joined", "by": "block"}
    answer = client.get("/rates/", asked)
    again = client.get(f"/rates/?{answer.context['query']}")
    assert again.context["report"] == answer.context["report"]
    assert answer.context["query"] == urlencode(asked)


def test_a_row_leads_inside(client: Client, monitored: Programme) -> None:
    answer = client.get("/rates/", {"by": "organisation"})
    line = next(line for line in answer.context["rows"] if line.row.counts.overdue)
    inside = client.get(f"/rates/?{line.query}")
    assert inside.context["totals"] == line.row.counts
    assert f"organisation={line.row.key}" in line.query


def test_it_opens_on_the_day_of_the_settings_in_a_demo(
    client: Client, monitored: Programme, settings: pytest.FixtureRequest
) -> None:
    settings.RATES_OPEN_ON = date(2025, 11, 18)  # type: ignore[attr-defined]
    question = client.get("/rates/").context["report"].question
    assert (question.as_of, question.knowledge) == (date(2025, 11, 18), "known")
    settings.RATES_OPEN_ON = date(2025, 12, 18)  # type: ignore[attr-defined]
    question = client.get("/rates/").context["report"].question
    assert (question.as_of, question.knowledge) == (date(2025, 11, 20), "happened")


def test_the_trend_is_drawn_from_the_roll_up(client: Client, monitored: Programme) -> None:
    assert 'class="trend"' not in page(client)
    roll_up(now=clock.now())
    said = page(client, as_of="2025-11-20")
    assert 'alt="Tỷ lệ đúng hạn: 17/11/2025 ' in said
    source = re.search(r'src="(/rates/trend.svg\?[^"]+)"', said)
    assert source
    image = client.get(unescape(source[1]))
    assert image.headers["Content-Type"].startswith("image/svg+xml")
    drawn = image.content.decode()
    assert "66,7\N{NO-BREAK SPACE}% tỷ lệ đúng hạn" in drawn
    assert "<script" not in drawn
    assert "<summary>Xem dưới dạng bảng</summary>" in said
    assert [
        point.day.day
        for point, _figures in client.get("/rates/?as_of=2025-11-20").context["chart"].table
    ] == [19, 18, 17]


def test_nothing_is_drawn_for_an_instrument(client: Client, monitored: Programme) -> None:
    roll_up(now=clock.now())
    number = Instrument.objects.earliest("pk").number
    assert 'class="trend"' not in page(client, instrument=number)
    assert client.get("/rates/trend.svg", {"instrument": number}).status_code == 404


def test_nothing_inline(client: Client, monitored: Programme) -> None:
    roll_up(now=clock.now())
    said = page(client, as_of="2025-11-20", by="instrument")
    assert " style=" not in said
    assert "<style" not in said
    assert "<script>" not in said


def test_the_demo_is_said_to_be_one(client: Client, monitored: Programme) -> None:
    assert "dữ liệu minh hoạ, không phải số liệu chính thức" in page(client)


def test_by_participation_it_says_why_rows_sum_to_more(client: Client) -> None:
    monitored, partners = programme(), [factories.ministry(), factories.ministry()]
    factories.assigned(programme=monitored, co_agencies=[Part(one, "Góp ý") for one in partners])
    client.force_login(person(Role.SECRETARY, monitored.owner))
    said = page(client, by="organisation", participation="joined")
    assert "chỉ tính một lần trong tổng" in said
    answer = client.get("/rates/", {"by": "organisation", "participation": "joined"})
    assert [line.row.counts.total for line in answer.context["rows"]] == [1, 1]
    assert answer.context["totals"].total == 1
    inside = client.get(f"/rates/?{answer.context['rows'][0].query}")
    assert inside.context["totals"].total == 1
    assert "chỉ tính một lần" not in page(client, by="organisation")
