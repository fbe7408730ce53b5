"""Per person: oneself; the head, the secretary and the administrator of one's organisation.

They see that and when somebody was told; what a task says is for those who see the task.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import User
from notifications.models import Notice
from tasks.models import Task
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
    focal_point_of,
    ministry,
    person,
    programme,
)
from tests.harness.api import as_
from tests.harness.mail import Sink
from tests.notifications.telling import owed, swept

pytestmark = pytest.mark.shared
Told = tuple[User, Task, Task]


@pytest.fixture(scope="module")
def told(shared_database: None, request: pytest.FixtureRequest) -> Told:
    """Somebody who works for two ministries, and was told about a task of each."""
    request.getfixturevalue("_sink")
    here, elsewhere = (owed("2025-11-18", title=title) for title in ("Việc ở đây", "Việc nơi khác"))
    reader = focal_point_of(here)
    MembershipFactory.create(user=reader, organisation=elsewhere.lead, role=Role.FOCAL_POINT)
    swept()
    return reader, here, elsewhere


def _page(client: Client, reader: User, about: User) -> str:
    client.force_login(reader)
    answer = client.get(f"/notices/?person={about.pk}")
    assert answer.status_code == 200
    return answer.text


def test_oneself_without_the_words_of_a_task_one_has_lost(told: Told, client: Client) -> None:
    reader, here, elsewhere = told
    reader.memberships.filter(organisation=elsewhere.lead).delete()
    page = _page(client, reader, reader)
    assert here.title in page
    assert elsewhere.code in page
    assert elsewhere.title not in page


@pytest.mark.parametrize("role", [Role.HEAD, Role.SECRETARY, Role.ADMINISTRATOR])
def test_who_answers_for_them_sees_every_notice(role: Role, told: Told, client: Client) -> None:
    reader, here, elsewhere = told
    page = _page(client, person(role, here.lead), reader)
    assert page.count(reader.email) == 2
    assert here.title in page
    for hidden in (elsewhere.code, elsewhere.title, f"/tasks/{elsewhere.pk}/"):
        assert hidden not in page


def test_also_from_an_organisation_above(mail: Sink, client: Client) -> None:
    above = OrganisationFactory.create()
    task = owed("2025-11-18", lead=ministry(parent=above))
    swept()
    head = person(Role.HEAD, above)
    assert focal_point_of(task).email in _page(client, head, focal_point_of(task))


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR])
def test_others_of_the_organisation_see_it_task_by_task(
    role: Role, told: Told, client: Client
) -> None:
    reader, here, _elsewhere = told
    page = _page(client, person(role, here.lead), reader)
    assert page.count(reader.email) == 1
    assert here.title in page


def test_who_shares_nothing_with_them_does_not_find_them(told: Told, client: Client) -> None:
    reader, _here, _elsewhere = told
    for stranger in (person(Role.HEAD, ministry()), UserFactory.create()):
        client.force_login(stranger)
        assert client.get(f"/notices/?person={reader.pk}").status_code == 404
        assert as_(stranger).get(f"/api/v1/notices/?person={reader.pk}").status_code == 404
        assert as_(stranger).get("/api/v1/notices/").json()["results"] == []


@pytest.mark.parametrize("who", ["", "x", "0", "-1", "²", "9" * 40])
def test_what_is_no_person_is_not_found(who: str, client: Client) -> None:
    client.force_login(UserFactory.create())
    assert client.get("/notices/", {"person": who}).status_code == 404


def test_the_api_hides_the_same(told: Told) -> None:
    reader, here, elsewhere = told
    rows = as_(person(Role.HEAD, here.lead)).get("/api/v1/notices/").json()["results"]
    assert {(row["code"], row["title"]) for row in rows} == {(here.code, here.title), ("", "")}
    assert all(row["attempts"][0]["verdict"] == "sent" for row in rows)
    mine = as_(reader).get("/api/v1/notices/?state=sent&from_day=2025-11-17").json()["results"]
    assert {row["code"] for row in mine} == {here.code, elsewhere.code}
    assert as_(reader).get("/api/v1/notices/?until_day=2025-11-16").json()["results"] == []


def test_many_cost_no_more_queries_than_one(mail: Sink, client: Client) -> None:
    lead, owner, costs = ministry(), programme(), []
    head = person(Role.HEAD, lead)
    for count in (1, 2):
        tasks = [owed("2025-11-18", lead=lead, programme=owner) for _ in range(count)]
        swept()
        _page(client, head, focal_point_of(tasks[0]))
        with CaptureQueriesContext(connection) as asked:
            page = _page(client, head, focal_point_of(tasks[0]))
        with CaptureQueriesContext(connection) as by_api:
            as_(head).get("/api/v1/notices/")
        assert page.count("list-group-item") == Notice.objects.filter(task__lead=lead).count()
        costs.append((len(asked), len(by_api)))
    assert costs[0] == costs[1]
