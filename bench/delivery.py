"""Rates of delivery, held against bare smtplib loops to the same sink; see README.md.

    --leads L        focal points of each of 56 organisations, who get a mail each (default 18)
    --repeats R      how often each is measured; medians are printed
    --workers W,W,…  with how many processes at once (default 1,2,4)

A sink of aiosmtpd in a process of its own keeps each mail in a file before its 250. In each repeat
everything is measured one right after the other: the bare loops with the very bytes that we send,
the ceiling of the sink with as many bare loops at once, and ours, from the claim to the last
commit, on a PostgreSQL that writes through to the disk.
"""

import argparse
import os
import smtplib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.world import CHECKOUT, Owner, fill, manage, timed
from tests.harness.mail import free_port

PEOPLE = """
    WITH made AS (
        INSERT INTO accounts_user (username, password, full_name, email, is_superuser, is_staff,
                                   is_active, date_joined, language)
        SELECT o.code || '-' || n, '', 'Nguyễn Văn ' || n, lower(o.code) || n || '@example.vn',
               false, false, true, now(), 'vi'
        FROM accounts_organisation o CROSS JOIN generate_series(1, %s) n
        WHERE o.code LIKE 'O%%' RETURNING id, username
    )
    INSERT INTO accounts_membership (user_id, organisation_id, role, from_day)
    SELECT made.id, o.id, 'focal_point', '2024-01-01'
    FROM made JOIN accounts_organisation o ON o.code = split_part(made.username, '-', 1)
"""
# As they were before: nothing of it can be done by the application.
ANEW = """
    ALTER TABLE notifications_message DISABLE TRIGGER USER;
    ALTER TABLE notifications_notice DISABLE TRIGGER USER;
    UPDATE notifications_message SET state = 'waiting', attempts = 0, is_frozen = false,
        sent_at = NULL, answer = '', next_try_at = now() - interval '1 hour';
    UPDATE notifications_notice SET state = 'planned', settled_at = NULL WHERE state = 'sent';
    ALTER TABLE notifications_message ENABLE TRIGGER USER;
    ALTER TABLE notifications_notice ENABLE TRIGGER USER;
    VACUUM ANALYZE notifications_message;
    VACUUM ANALYZE notifications_notice
"""
Measured = dict[str, list[float]]


def main(leads: int, repeats: int, workers: list[int]) -> None:
    from tracker.embedded import start

    with tempfile.TemporaryDirectory(dir="/tmp") as home:
        port, folder = free_port(), Path(home) / "mail"
        with start(Path(home), valkey=False) as stack:
            os.environ |= {
                "TRACKER_HOME": home,
                "DATABASE_URL": stack.addresses.database_url,
                "MIGRATE_DATABASE_URL": stack.addresses.migrate_database_url,
                "EMAIL_URL": f"smtp://127.0.0.1:{port}",
                "STORM_MAILS": "1000000",
                "DJANGO_SETTINGS_MODULE": "tracker.settings",
            }
            sink = subprocess.Popen(
                [sys.executable, "-m", "tracker.sink", f"--port={port}", str(folder)],
                stdout=subprocess.DEVNULL,
                cwd=CHECKOUT,
            )
            try:
                measured(leads, repeats, workers, port, folder)
            finally:
                sink.terminate()
                sink.wait()


def measured(leads: int, repeats: int, workers: list[int], port: int, folder: Path) -> None:
    """Print the table."""
    import django
    import psycopg

    manage("prepare")
    django.setup()
    with psycopg.connect(os.environ["MIGRATE_DATABASE_URL"], autocommit=True) as owner:
        fill(owner, 944)
        owner.execute(PEOPLE, [leads])
        timed("composed", _compose)
        contents = _contents(folder)
        found: Measured = {}
        for _each in range(repeats):
            _measure(found, owner, contents, workers, port)
    _print(found, contents)


def _compose() -> None:
    """Notices and messages as a sweep makes them, not sent."""
    from notifications.domain.sweep import _prepare
    from tracker import clock

    _prepare(clock.now())


def _contents(folder: Path) -> Path:
    """The bytes that we are going to send, one file each, for the bare loops."""
    from django.conf import settings

    from notifications.domain.mime import content_of
    from notifications.models import Message

    bare = folder.with_name("bare")
    bare.mkdir()
    for message in Message.objects.all():
        content = content_of(message, settings.DEFAULT_FROM_EMAIL).removesuffix(b".\r\n")
        (bare / str(message.pk)).write_bytes(content)
    return bare


def _measure(found: Measured, owner: Owner, bare: Path, workers: list[int], port: int) -> None:
    def note(name: str, rate: float) -> None:
        found.setdefault(name, []).append(rate)
        print(f"{name}: {rate:.0f}/s", flush=True)

    note("bare, a connection each", _rate(bare, 1, "--each", str(port), str(bare)))
    note("bare, one kept connection", _rate(bare, 1, "--kept", str(port), str(bare)))
    for many in (*workers, 0):
        for statement in ANEW.split(";"):
            owner.execute(statement)
        if many:
            note(f"ours, {many}", _rate(bare, many, "--ours"))
        else:
            note("ours, 1, waiting for each commit", _rate(bare, 1, "--ours", "--waits"))
        left = owner.execute("SELECT count(*) FROM notifications_message WHERE state <> 'sent'")
        print(f"  not sent: {left.fetchone()}")
    for many in workers[1:]:
        note(f"bare, {many} kept", _rate(bare, many, "--kept", str(port), str(bare), part=many))


def _rate(bare: Path, many: int, *words: str, part: int = 1) -> float:
    """Messages a second of `many` processes that begin together, the first to the last."""
    command = [sys.executable, "-m", "bench.delivery", *words]
    parts = [[f"--part={n}/{part}"] for n in range(many)]
    children = [
        subprocess.Popen(
            [*command, *extra],
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for extra in parts
    ]
    for child in children:
        if child.stdout:
            child.stdout.readline()  # it is ready
    began = time.perf_counter()
    for child in children:
        if child.stdin:
            child.stdin.write("go\n")
            child.stdin.flush()
    said = [child.communicate()[0] for child in children]
    seconds = time.perf_counter() - began
    print(*(line for text in said for line in text.splitlines()), sep="\n", flush=True)
    return len(list(bare.iterdir())) / seconds


def _go() -> None:
    print("ready", flush=True)
    sys.stdin.readline()


def bare_loop(port: int, folder: Path, part: str, *, kept: bool) -> None:
    """What anybody would write: read nothing, keep nothing, ask nobody."""
    number, of = map(int, part.split("/"))
    contents = [path.read_bytes() for path in sorted(folder.iterdir())][number::of]
    _go()
    if kept:
        with smtplib.SMTP("127.0.0.1", port) as line:
            for content in contents:
                line.sendmail("tracker@localhost", ["a@example.vn"], content)
    else:
        for content in contents:
            with smtplib.SMTP("127.0.0.1", port) as line:
                line.sendmail("tracker@localhost", ["a@example.vn"], content)


def our_worker(*, waits: bool) -> None:
    """Deliver. `waits`: for each commit at once, which shows how long it takes."""
    import django

    django.setup()
    from django.db import connection

    from notifications.domain import deliver as module
    from notifications.domain.settling import Settler

    windows: list[float] = []
    settle = Settler.settle

    def timed_settle(settler: Settler, *args: Any, **words: Any) -> None:
        began = time.perf_counter()
        settle(settler, *args, **words)
        settler.finish()
        windows.append(time.perf_counter() - began)

    if waits:
        Settler.settle = timed_settle  # type: ignore[method-assign,assignment]
    connection.ensure_connection()
    _go()
    module.deliver()
    if windows:
        middle, last = statistics.median(windows) * 1000, max(windows) * 1000
        print(f"  from the answer to its commit: median {middle:.2f} ms, worst {last:.1f} ms")


def _print(found: Measured, bare: Path) -> None:
    sizes = [path.stat().st_size for path in bare.iterdir()]
    print(f"\n{len(sizes)} messages of {statistics.median(sizes) / 1000:.0f} kB")
    each, kept = found["bare, a connection each"], found["bare, one kept connection"]
    print("| | messages/s | × each | × kept | worst pair |\n|---|---|---|---|---|")
    for name, rates in found.items():
        by_each = [a / b for a, b in zip(rates, each, strict=True)]
        by_kept = [a / b for a, b in zip(rates, kept, strict=True)]
        print(
            f"| {name} | {statistics.median(rates):.0f} | {statistics.median(by_each):.2f}"
            f" | {statistics.median(by_kept):.2f} | {min(by_kept):.2f} |"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--leads", type=int, default=18)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--workers", default="1,2,4")
    parser.add_argument("--each", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--kept", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--ours", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--waits", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--part", default="0/1", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    loop: Callable[..., None] = bare_loop
    if chosen.ours:
        our_worker(waits=chosen.waits)
    elif given := chosen.each or chosen.kept:
        loop(int(given[0]), Path(given[1]), chosen.part, kept=bool(chosen.kept))
    else:
        main(chosen.leads, chosen.repeats, [int(each) for each in chosen.workers.split(",")])
