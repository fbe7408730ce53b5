from collections.abc import Callable

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import Organisation, User
from tasks.domain import Part, draft_task
from tasks.models import Programme
from tests import factories
from tests.factories import ClauseFactory, focal_point_of, ministry, person
from tracker import clock

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def monitored(shared_database: None) -> Programme:
    """One task, led by a unit of a ministry and joined by another ministry."""
    monitored = factories.programme()
    unit = ministry(parent=ministry(code="ABOVE"), code="UNIT")
    task = draft_task(
        by=person(Role.SECRETARY, monitored.owner),
        now=clock.now(),
        programme=monitored,
        clause=ClauseFactory.create(),
        title="T",
        lead=unit,
        deadline=factories.DEADLINE,
        co_agencies=[Part(ministry(code="JOINS"), "phần việc")],
    )
    factories.assign(task, "Giao trước, bổ sung sau.")
    return monitored


def statuses(client: Client, user: User, programme: Programme) -> set[int]:
    """Of the API with and without the programme named, and of page and file."""
    client.force_login(user)
    asked = {"programme": programme.code}
    return {
        client.get("/api/v1/rates/", asked).status_code,
        client.get("/api/v1/rates/").status_code,
        client.get("/rates/").status_code,
        client.get("/exports/rates.csv").status_code,
    }


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_oversees_it_reads(client: Client, monitored: Programme, role: Role) -> None:
    assert statuses(client, person(role, monitored.owner), monitored) == {200}


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.HEAD])
@pytest.mark.parametrize("code", ["UNIT", "ABOVE", "JOINS"])
def test_who_leads_or_joins_reads_all_organisations(
    client: Client, monitored: Programme, code: str, role: Role
) -> None:
    factories.assigned(programme=monitored)
    organisation = Organisation.objects.get(code=code)
    assert statuses(client, person(role, organisation), monitored) == {200}
    assert len(client.get("/api/v1/rates/", {"by": "organisation"}).json()["rows"]) == 2


@pytest.mark.parametrize("stranger", ["no role", "of another ministry", "officer of the owner"])
def test_nobody_else_reads(client: Client, monitored: Programme, stranger: str) -> None:
    users: dict[str, Callable[[], User]] = {
        "no role": lambda: User.objects.create(username="nobody"),
        "of another ministry": lambda: person(Role.HEAD, ministry()),
        "officer of the owner": lambda: person(Role.OFFICER, monitored.owner),
    }
    assert statuses(client, users[stranger](), monitored) == {403}


def test_a_member_of_one_does_not_read_another(client: Client, monitored: Programme) -> None:
    other = factories.assigned()
    client.force_login(focal_point_of(other))
    assert client.get("/api/v1/rates/", {"programme": monitored.code}).status_code == 404
    assert client.get("/api/v1/rates/", {"programme": "NONE"}).status_code == 404
    assert client.get("/api/v1/rates/").json()["totals"]["total"] == 1
    page = client.get("/rates/", {"programme": monitored.code}).content.decode()
    assert monitored.name not in page


def test_a_draft_makes_nobody_a_member(client: Client) -> None:
    draft = factories.draft()
    assert statuses(client, focal_point_of(draft), draft.programme) == {403}


def test_a_stranger_to_the_site_is_sent_away(client: Client) -> None:
    assert client.get("/api/v1/rates/").status_code == 401
    assert client.get("/rates/").headers["Location"] == "/sign-in/?next=/rates/"
