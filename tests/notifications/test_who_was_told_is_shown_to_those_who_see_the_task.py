import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.enums import Role
from tasks.models import Task
from tests.factories import (
    MembershipFactory,
    UserFactory,
    focal_point_of,
    ministry,
    person,
    secretary_of,
)
from tests.harness.mail import Sink
from tests.notifications.servers import Server
from tests.notifications.telling import owed, swept

pytestmark = pytest.mark.django_db


def _address(task: Task) -> str:
    return f"{reverse('notices')}?task={task.pk}"


def test_with_rung_deadline_state_and_what_the_server_said(server: Server, client: Client) -> None:
    task = owed("2025-11-18")
    server.refused[focal_point_of(task).email] = "550 5.1.1 no such user"
    swept()
    for reader in (focal_point_of(task), secretary_of(task)):
        client.force_login(reader)
        page = client.get(_address(task)).content.decode()
        for words in (
            focal_point_of(task).full_name,
            focal_point_of(task).email,
            "Trước hạn 1 ngày",
            "18/11/2025",
            "Không gửi được",
            "550 5.1.1 no such user",
            reverse("task", args=[task.pk]),
        ):
            assert words in page


def test_nobody_has_been_told_yet(client: Client) -> None:
    task = owed("2025-12-31")
    client.force_login(secretary_of(task))
    assert "Chưa có ai được báo" in client.get(_address(task)).content.decode()


def test_others_do_not_find_it(client: Client) -> None:
    task = owed("2025-11-18")
    client.force_login(person(Role.FOCAL_POINT, ministry()))
    assert client.get(_address(task)).status_code == 404
    client.force_login(UserFactory.create())
    assert client.get(_address(task)).status_code == 404


def test_nobody_without_signing_in(client: Client) -> None:
    response = client.get(_address(owed("2025-11-18")))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("sign_in"))


@pytest.mark.parametrize("task", ["", "x", "-1", "0", "²", "9" * 40])
def test_what_is_no_task_is_not_found(task: str, client: Client) -> None:
    client.force_login(UserFactory.create())
    assert client.get(reverse("notices"), {"task": task}).status_code == 404


def test_many_notices_cost_no_more_queries_than_one(
    mail: Sink, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    task = owed("2025-11-18")
    client.force_login(secretary_of(task))
    swept()
    client.get(_address(task))
    with CaptureQueriesContext(connection) as few:
        client.get(_address(task))
    for _ in range(3):
        MembershipFactory.create(organisation=task.lead, role=Role.FOCAL_POINT)
    swept()
    with django_assert_num_queries(len(few)):
        assert client.get(_address(task)).content.decode().count("example.vn") == 4
