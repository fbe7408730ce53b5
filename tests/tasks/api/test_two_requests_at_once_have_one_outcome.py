"""Two people press at the same moment: one succeeds, the other learns why not."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from django.db import connection, transaction
from pytest_django.live_server_helper import LiveServer

from accounts.domain.tokens import issue_token
from accounts.enums import Role
from accounts.models import User
from tasks.enums import Status
from tasks.models import Evidence, Submission, Task
from tests import factories as f
from tests.harness.files import pdf

pytestmark = pytest.mark.django_db(transaction=True)

PRODUCT = {
    "product_kind": "decree",
    "product_number": "15/2025/NĐ-CP",
    "no_evidence_reason": "Tài liệu mật.",
    "product_date": "2025-11-17",
}
Request = Callable[[], requests.Response]


def request(server: LiveServer, task: Task, by: User, word: str, body: dict[str, str]) -> Request:
    headers = {"Authorization": f"Bearer {issue_token(by)}"}
    address = f"{server.url}/api/v1/tasks/{task.pk}/{word}/"
    return lambda: requests.post(address, json=body, headers=headers, timeout=20)


def at_once(task: Task, *both: Request) -> list[requests.Response]:
    """Send all while the task is locked, and let go when every one of them waits for it."""
    with ThreadPoolExecutor() as threads:
        with transaction.atomic():
            Task.objects.select_for_update().get(pk=task.pk)
            sent = [threads.submit(one) for one in both]
            wait_until(lambda: waiting() == len(both))
        return [answer.result() for answer in sent]


def waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # else one transaction sees one state
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        (count,) = cursor.fetchone() or (0,)
    return int(count)


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 15
    while not condition():
        assert time.monotonic() < end, "the requests never met"
        threading.Event().wait(0.02)


def test_accept_and_return(live_server: LiveServer) -> None:
    task = f.submitted()
    by = f.secretary_of(task)
    accept = request(live_server, task, by, "accept", {})
    send_back = request(live_server, task, by, "return", {"reason": "Thiếu phụ lục."})
    answers = at_once(task, accept, send_back)
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    lost = next(answer for answer in answers if answer.status_code == 409)
    assert lost.json()["errors"][0]["code"] == "not_in_this_status"
    won = next(answer for answer in answers if answer.status_code == 200)
    assert won.json()["status"] == f.again(task).status
    assert won.json()["submissions"][0]["outcome"] in ("accepted", "returned")


def test_submit_twice(live_server: LiveServer) -> None:
    task = f.in_progress()
    twice = request(live_server, task, f.focal_point_of(task), "submit", PRODUCT)
    answers = at_once(task, twice, twice)
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert Submission.objects.filter(task=task).count() == 1


def test_submit_the_same_file_twice(live_server: LiveServer) -> None:
    """Both send the same content at the same moment: it is stored once, and one claim stands."""
    task = f.in_progress()
    headers = {"Authorization": f"Bearer {issue_token(f.focal_point_of(task))}"}
    address = f"{live_server.url}/api/v1/tasks/{task.pk}/submit/"
    words = {name: value for name, value in PRODUCT.items() if name != "no_evidence_reason"}
    content = pdf("Hai lan") * 2

    def send() -> requests.Response:
        files = [("evidence", ("a.pdf", content))]
        return requests.post(address, data=words, files=files, headers=headers, timeout=20)

    answers = at_once(task, send, send)
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert Evidence.objects.get().size == len(content)


@pytest.mark.parametrize(
    ("status", "one", "other"),
    [("submitted", "accept", "withdraw"), ("completed", "revoke", "revoke")],
)
def test_of_two_decisions_one_stands(
    live_server: LiveServer, status: str, one: str, other: str
) -> None:
    task = f.task_in(Status(status))
    authority = f.InstrumentFactory.create(issued_on="2025-11-01").number
    bodies: dict[str, dict[str, str]] = {
        "accept": {},
        "revoke": {"reason": "Chưa ban hành."},
        "withdraw": {"reason": "Trùng.", "instrument": authority},
    }
    by = f.secretary_of(task)
    both = [request(live_server, task, by, word, bodies[word]) for word in (one, other)]
    answers = at_once(task, *both)
    assert sorted(answer.status_code for answer in answers) == [200, 409]


def test_the_same_instrument_twice(live_server: LiveServer) -> None:
    """The other one is entered, but not yet for all to see, when the request looks for it."""
    secretary, issuer = f.person(Role.SECRETARY, f.programme().owner), f.ministry()
    headers = {"Authorization": f"Bearer {issue_token(secretary)}"}
    body = {"kind": "decision", "number": "1/QĐ", "title": "Quyết định", "issuer": issuer.code}
    body |= {"issued_on": "2025-11-01"}
    with ThreadPoolExecutor() as threads:
        with transaction.atomic():
            f.InstrumentFactory.create(number="1/QĐ", issuer=issuer)
            address = f"{live_server.url}/api/v1/instruments/"
            sent = threads.submit(requests.post, address, json=body, headers=headers, timeout=20)
            wait_until(lambda: waiting() == 1)
        answer = sent.result()
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "number_taken")
