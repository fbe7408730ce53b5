"""What pages cost beside bare views of the same rows, through the WSGI application; see README.md.

    --sizes N,N,…    by default 944,100000,1000000 (the last takes some ten minutes to write)
    --repeats R      how often each is asked for; medians are printed
    --home FOLDER    keep the databases in FOLDER-N, and use them again the next time

A page and its bare view (`bench/bare.py`) are asked for one right after the other, from the request
to the last byte of the answer, in one process; the page as a browser does, signed in, compressed.
Pages that list no tasks are held against the bare view of the first 50 tasks.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from http import HTTPStatus
from pathlib import Path
from typing import Any

from bench.planning_world import PEOPLE
from bench.sizes import run
from bench.world import Owner, database, fill, manage, timed

WARM = 5
# One secretary of both programmes, who sees every task.
OVERSEES = """
    INSERT INTO accounts_membership (user_id, organisation_id, role, from_day)
    SELECT u.id, o.id, 'secretary', '2024-01-01'
    FROM accounts_user u JOIN accounts_organisation o ON o.code = 'O2'
    WHERE username = 'O1-secretary'
"""
# What is asked for → by whom, where, and the bare view it is held against.
PAGES = {
    "tasks, all": ("O1-secretary", "/tasks/", "all"),
    "tasks, overdue": ("O1-secretary", "/tasks/?standing=overdue", "overdue"),
    "tasks, completed": ("O1-secretary", "/tasks/?standing=completed", "completed"),
    "tasks of one organisation": ("O1-secretary", "/tasks/?organisation={O7}", "organisation"),
    "tasks of one programme": ("O1-secretary", "/tasks/?programme={P1}", "programme"),
    "tasks with a word": ("O1-secretary", "/tasks/?text=số 123", "words"),
    "tasks of the reader's own": ("O7-focal_point", "/tasks/", "organisation"),
    "first page, focal point": ("O7-focal_point", "/", "owed"),
    "first page, secretary": ("O1-secretary", "/", "all"),
    "search": ("O1-secretary", "/search/?q=số 123", "ten"),
    "rates": ("O1-secretary", "/rates/", "all"),
    "one task": ("O1-secretary", "/tasks/{task}/", "all"),
    "one organisation": ("O1-secretary", "/organisations/O7/", "all"),
    "one instrument": ("O1-secretary", "/instruments/{instrument}/", "all"),
    "six clarities": ("O7-focal_point", "/clarity/", "all"),
    "calendar": ("O7-focal_point", "/calendar/", "all"),
}
Ask = Callable[[], bytes]


def main(size: int, repeats: int, home: Path | None) -> None:
    """Print the table of one size."""
    with ExitStack() as undo:
        folder = Path(f"{home}-{size}") if home else None
        where = folder or Path(undo.enter_context(tempfile.TemporaryDirectory(dir="/tmp")))
        owner = undo.enter_context(database(where))
        timed(f"{size:,} tasks written", lambda: fill(owner, size))
        _prepare(owner)
        manage("collectstatic", "--no-input", "--verbosity=0")
        print(f"\n| {size:,} tasks | ms | bare, ms | × | queries | kB |\n|---|---|---|---|---|---|")
        numbers = _numbers(owner)
        for name, (reader, address, bare) in PAGES.items():
            print(_line(name, reader, address.format(**numbers), bare, repeats), flush=True)


def _prepare(owner: Owner) -> None:
    if owner.execute("SELECT EXISTS (SELECT FROM accounts_membership)").fetchone() == (False,):
        owner.execute(PEOPLE)
        owner.execute(OVERSEES)
        owner.execute("VACUUM ANALYZE")


def _numbers(owner: Owner) -> dict[str, Any]:
    rows = owner.execute(
        "SELECT code, id FROM accounts_organisation UNION ALL SELECT code, id FROM tasks_programme"
        " UNION ALL SELECT 'task', min(id) FROM tasks_task WHERE status = 'in_progress'"
        " UNION ALL SELECT 'instrument', min(id) FROM tasks_instrument"
    )
    return {str(name): number for name, number in rows}


def _line(name: str, reader: str, address: str, bare: str, repeats: int) -> str:
    ours, theirs = _asking(reader, address), _asking_bare(f"/bare/{bare}/")
    for _each in range(WARM):
        ours(), theirs()
    queries, kilobytes = _queries(ours), len(ours()) / 1000
    pairs = [(_seconds(ours), _seconds(theirs)) for _each in range(repeats)]
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    return f"| {name} | {a:.1f} | {b:.1f} | {ratio:.2f} | {queries} | {kilobytes:.1f} |"


def _asking(reader: str, address: str) -> Ask:
    """The page in the browser of somebody who has signed in."""
    from django.conf import settings
    from django.test import Client

    from accounts.models import User
    from tracker.wsgi import application

    browser = Client()
    browser.force_login(User.objects.get(username=reader))
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME]
    signed_in = {"Accept-Encoding": "gzip", "Cookie": f"{cookie.key}={cookie.value}"}
    return lambda: _answer(application, address, signed_in)


def _asking_bare(address: str) -> Ask:
    from bench.bare import handler

    application = handler()
    return lambda: _answer(application, address, {})


def _answer(application: Any, address: str, headers: dict[str, str]) -> bytes:
    """The whole body. Raises SystemExit for anything but a page."""
    from django.test import RequestFactory

    environ = RequestFactory(headers={"Host": "localhost", **headers}).get(address).environ
    said: list[str] = []
    answer = application(environ, lambda status, _headers: said.append(status))
    body = b"".join(answer)
    answer.close()
    if not said[0].startswith(str(HTTPStatus.OK.value)):
        raise SystemExit(f"{address}: {said[0]}")
    return body


def _queries(ask: Ask) -> int:
    from django.db import connection

    count = 0

    def counting(execute: Callable[..., Any], *words: Any) -> Any:
        nonlocal count
        count += 1
        return execute(*words)

    with connection.execute_wrapper(counting):
        ask()
    return count


def _seconds(ask: Ask) -> float:
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began


if __name__ == "__main__":
    run("bench.pages", __doc__, main, repeats=30)
