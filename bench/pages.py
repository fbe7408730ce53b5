"""What pages cost beside bare views of the same rows, through the WSGI application; see README.md.

    --sizes N,N,…    by default 944,100000,1000000 (the last takes some ten minutes to write)
    --repeats R      how often each is asked for; medians are printed
    --home FOLDER    keep the databases in FOLDER-N, and use them again the next time

A page and its bare view (`bench/bare.py`) are asked for one right after the other, from the request
to the last byte of the answer, in one process; the page as a browser does, signed in, compressed.
Columns: the medians of the clock on the wall; then the least processor time, of this process and of
the database's together, which tells more on a machine that is busy. The pages of a list come first;
those that list no tasks are held against a bare view of the rows that they have instead.
"""

import gc
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from http import HTTPStatus
from pathlib import Path
from typing import Any, NamedTuple

from bench.planning_world import PEOPLE
from bench.sizes import run
from bench.world import HOUSE, Owner, database, fill, manage, timed

WARM = 5
# One secretary of both programmes, who sees every task.
OVERSEES = """
    INSERT INTO accounts_membership (user_id, organisation_id, role, from_day)
    SELECT u.id, o.id, 'secretary', '2024-01-01'
    FROM accounts_user u JOIN accounts_organisation o ON o.code = 'O2'
    WHERE username = 'O1-secretary'
"""
# A ministry with seven units, so that its people have more than fifty tasks to look after.
UNITS = """
    INSERT INTO accounts_placement (organisation_id, parent_id, block, from_day, reason, by_id)
    SELECT unit.id, top.id, unit.block, tracker_today(), 'bench',
           (SELECT min(id) FROM accounts_user)
    FROM accounts_organisation unit JOIN accounts_organisation top ON top.code = 'O7'
    WHERE unit.code = ANY(%s)
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
    "first page, head": ("O7-head", "/", "owed"),
    "calendar": ("O1-secretary", "/calendar/", "all"),
    "six clarities": ("O1-secretary", "/clarity/", "all"),
    "one instrument": ("O1-secretary", "/instruments/{instrument}/", "all"),
    "what a count of the work counts": ("O1-secretary", "/rates/work/list/?figure=open", "all"),
    "first page, secretary": ("O1-secretary", "/", "rates"),
    "search": ("O1-secretary", "/search/?q=số 123", "ten"),
    "rates": ("O1-secretary", "/rates/", "rates"),
    "work": ("O1-secretary", "/rates/work/", "rates"),
    "late recording": ("O1-secretary", "/rates/late/", "rates"),
    "review": ("O1-secretary", "/review/", "ten"),
    "one task": ("O1-secretary", "/tasks/{task}/", "task/{task}"),
    "one organisation": ("O1-secretary", "/organisations/O7/", "twenty owed"),
}
Ask = Callable[[], bytes]
HEADS = " ms | bare, ms | × | processor, ms | bare, ms | × | queries | kB |"


class Spent(NamedTuple):
    """Seconds: by the clock on the wall, and of processors."""

    wall: float
    processor: float


def main(size: int, repeats: int, home: Path | None) -> None:
    """Print the table of one size."""
    with ExitStack() as undo:
        folder = Path(f"{home}-{size}") if home else None
        where = folder or Path(undo.enter_context(tempfile.TemporaryDirectory(dir="/tmp")))
        owner = undo.enter_context(database(where))
        timed(f"{size:,} tasks written", lambda: fill(owner, size))
        _prepare(owner)
        _keep_connection()
        manage("collectstatic", "--no-input", "--verbosity=0")
        print(f"\n| {size:,} tasks |{HEADS}\n|---|{'---|' * HEADS.count('|')}")
        numbers = _numbers(owner)
        for name, (reader, address, bare) in PAGES.items():
            addresses = address.format(**numbers), f"/bare/{bare.format(**numbers)}/"
            print(_line(name, reader, *addresses, repeats), flush=True)


def _keep_connection() -> None:
    """One process of the database answers everything, however long it takes."""
    from django.db import connection

    connection.settings_dict["CONN_MAX_AGE"] = None


def _prepare(owner: Owner) -> None:
    if owner.execute("SELECT EXISTS (SELECT FROM accounts_membership)").fetchone() == (False,):
        owner.execute(PEOPLE)
        owner.execute(OVERSEES)
        owner.execute("VACUUM ANALYZE")
    if owner.execute("SELECT EXISTS (SELECT FROM reports_tally)").fetchone() == (False,):
        owner.execute(UNITS, [list(HOUSE[1:])])
        manage("recount", "--rebuild")
        owner.execute("VACUUM ANALYZE")


def _numbers(owner: Owner) -> dict[str, Any]:
    rows = owner.execute(
        "SELECT code, id FROM accounts_organisation UNION ALL SELECT code, id FROM tasks_programme"
        " UNION ALL SELECT 'task', min(id) FROM tasks_task WHERE status = 'in_progress'"
        " UNION ALL SELECT 'instrument', min(id) FROM tasks_instrument"
    )
    return {str(name): number for name, number in rows}


def _line(name: str, reader: str, address: str, bare: str, repeats: int) -> str:
    ours, theirs = _asking(reader, address), _asking_bare(bare)
    for _each in range(WARM):
        ours(), theirs()
    queries, kilobytes = _queries(ours), len(ours()) / 1000
    pairs = [(_spent(ours), _spent(theirs)) for _each in range(repeats)]
    ratio = statistics.median(a.wall / b.wall for a, b in pairs)
    page, plain = zip(*pairs, strict=True)
    a, b = (statistics.median(each.wall for each in spent) * 1000 for spent in (page, plain))
    c, d = (min(each.processor for each in spent) * 1000 for spent in (page, plain))
    wall, processor = f"{a:.1f} | {b:.1f} | {ratio:.2f}", f"{c:.1f} | {d:.1f} | {c / d:.2f}"
    return f"| {name} | {wall} | {processor} | {queries} | {kilobytes:.1f} |"


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


def _spent(ask: Ask) -> Spent:
    """The garbage of one answer is not collected at the expense of the next."""
    gc.collect()
    server = Path(f"/proc/{_backend()}/schedstat")
    before = time.perf_counter(), time.process_time(), _nanoseconds(server)
    ask()
    after = time.perf_counter(), time.process_time(), _nanoseconds(server)
    wall, own, theirs = (b - a for a, b in zip(before, after, strict=True))
    return Spent(wall, own + theirs / 1e9)


def _nanoseconds(server: Path) -> int:
    return int(server.read_text().split()[0])


def _backend() -> int:
    """The process of the database that answers this one."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    run("bench.pages", __doc__, main, repeats=30)
