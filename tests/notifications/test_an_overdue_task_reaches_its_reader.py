"""The real thing, end to end: worker, beat and web as processes, real SMTP, a real HTTP client."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import TypeVar

import pytest
import requests

from tasks.models import Task
from tests.factories import at, focal_point_of
from tests.harness.databases import manage
from tests.harness.mail import Sink, free_port
from tests.harness.services import CHECKOUT
from tests.notifications.telling import owed, told

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "nhiệm-vụ-2025"
PATIENCE = 60  # seconds
T = TypeVar("T")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The running tracker's address: web, worker and beat, on this test's database and broker."""
    port = str(free_port())
    own = {"PORT": port, "PUBLIC_URL": f"http://localhost:{port}"}
    celery = ("--app=tracker.celery:app", "--skip-checks")
    bind = (f"--bind=127.0.0.1:{port}", "--no-control-socket", "--graceful-timeout=3")
    with _ended_together() as begun:
        begun(tmp_path / "worker.log", own, "celery", *celery, "worker", "--concurrency=1")
        begun(tmp_path / "beat.log", own, "celery", *celery, "beat")
        manage("collectstatic", "--no-input", "--verbosity=0")
        begun(tmp_path / "web.log", own, "gunicorn", "tracker.wsgi:application", *bind)
        yield own["PUBLIC_URL"]


@contextmanager
def _ended_together() -> Iterator[Callable[..., None]]:
    """Start Python modules with what is yielded; all are told to end before any is waited for."""
    processes: list[subprocess.Popen[bytes]] = []

    def begun(log: Path, environment: dict[str, str], *command: str) -> None:
        with log.open("wb") as output:
            started = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=CHECKOUT,
                env=os.environ | environment,
                stdout=output,
                stderr=output,
            )
        processes.append(started)

    try:
        yield begun
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.mark.long
def test_by_mail_and_its_link(mail: Sink, request: pytest.FixtureRequest) -> None:
    task = owed("2025-11-18", title="Phủ sóng 5G tại các khu công nghiệp")
    reader = focal_point_of(task)
    reader.set_password(PASSWORD)
    reader.save()
    at("2025-11-21 08:00")

    site = request.getfixturevalue("site")
    (message,) = _eventually(mail.messages)
    assert message["To"] == reader.email
    assert message["Subject"].startswith("Quá hạn 3 ngày: ")
    assert _eventually(lambda: told(task)) == ["after-1"]

    link = _link(message)
    assert link == f"{site}/tasks/{task.pk}/"
    _eventually(lambda: [True] * _listens(site))
    _opens_after_sign_in(link, reader.username, task)


def _eventually(look: Callable[[], list[T]]) -> list[T]:
    """What `look` returns as soon as it is something."""
    for _ in range(PATIENCE * 4):
        if found := look():
            return found
        time.sleep(0.25)
    raise AssertionError("nothing came")


def _listens(site: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("localhost", int(site.rpartition(":")[2]))) == 0


def _link(message: EmailMessage) -> str:
    text = message.get_body(("plain",))
    assert text is not None
    (link,) = re.findall(r"http://\S+", text.get_content())
    return str(link)


def _opens_after_sign_in(link: str, username: str, task: Task) -> None:
    with requests.Session() as client:
        form = client.get(link, timeout=20)
        assert task.title not in form.text
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form.text))
        words = hidden | {"username": username, "password": PASSWORD}
        page = client.post(
            form.url,
            data=words,
            headers={"Referer": form.url},
            timeout=20,
        )
    assert page.status_code == 200
    assert page.url == link
    assert task.title in page.text
    assert task.code in page.text
