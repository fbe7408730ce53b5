import csv
import io

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.enums import Role
from tests import factories
from tests.factories import ministry, person

pytestmark = pytest.mark.django_db


def by_command() -> list[dict[str, str]]:
    out = io.StringIO()
    call_command("rates", format="csv", by="organisation", language="en", stdout=out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_a_line_for_each_and_one_for_all() -> None:
    first = factories.assigned()
    factories.assigned(programme=first.programme, lead=ministry(name_en="Z"))
    rows = [row for row in by_command() if row["key"] != "statement"]
    assert [row["total"] for row in rows] == ["1", "1", "2"]
    assert rows[-1]["key"] == "total"
    assert (rows[-1]["completion_rate"], rows[-1]["on_time_rate"]) == ("0.0", "")
    assert [row["why_not"] for row in rows] == ["no_figure", "no_figure", ""]


def test_its_foot_says_what_it_rests_on() -> None:
    factories.assigned()
    said = [row["name"] for row in by_command() if row["key"] == "statement"]
    assert "Knowledge: as it happened" in said
    assert "Seal of the history: none yet" in said


def test_every_line_says_so() -> None:
    factories.assigned()
    assert {row["note"] for row in by_command()} == {"illustrative data, not official figures"}


def test_a_name_is_never_a_formula() -> None:
    factories.assigned(lead=ministry(name_en="=1+1"))
    assert by_command()[0]["name"] == "'=1+1"


def test_the_page_gives_the_same_file(client: Client) -> None:
    lead = ministry()
    task = factories.assigned(lead=lead)
    client.force_login(person(Role.SECRETARY, task.programme.owner))
    answer = client.get("/exports/rates.csv", {"by": "organisation"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="rates-2025-11-17.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    keys = [row["key"] for row in rows]
    assert keys[:2] == [lead.code, "total"]
    assert {*keys[2:]} == {"statement"}


def test_what_cannot_be_asked_is_explained_on_the_page(client: Client) -> None:
    task = factories.assigned()
    client.force_login(person(Role.SECRETARY, task.programme.owner))
    answer = client.get("/exports/rates.csv", {"as_of": "x"})
    assert answer.headers["Location"] == "/rates/?as_of=x"
