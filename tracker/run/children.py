"""The processes that make up the tracker, besides the servers they use."""

import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

from tracker.embedded import Addresses
from tracker.run.plan import CHECKOUT, Plan

Child = tuple[str, list[str]]


def children(plan: Plan, embedded: Addresses) -> Iterator[Child]:
    """Name and command of each."""
    yield "web", _python("gunicorn", "tracker.wsgi:application", *_web(plan.port))
    yield "worker", _celery("worker", "--concurrency=2", "--without-mingle", "--without-gossip")
    yield "maker", _celery("worker", "--queues=jobs", "--hostname=maker@%h", *_maker())
    yield "beat", _celery("beat")
    yield "watcher", [sys.executable, str(CHECKOUT / "manage.py"), "watch"]
    if not plan.email_url:
        port = urlsplit(embedded.email_url).port
        yield "mail", _python("tracker.sink", f"--port={port}", str(plan.home / "mail"))


def _web(port: int) -> tuple[str, ...]:
    return (
        f"--bind=127.0.0.1:{port}",
        "--worker-class=gthread",
        "--workers=2",
        "--threads=4",
        "--access-logfile=-",
        "--no-control-socket",
    )


def _maker() -> tuple[str, ...]:
    """One file at a time; a process is replaced after its memory has grown.

    The writer of PDFs keeps some 170 MB of each meeting pack for the next one; the limit is in KiB.
    """
    alone = ("--concurrency=1", "--max-tasks-per-child=20", "--max-memory-per-child=600000")
    return (*alone, "--without-mingle", "--without-gossip")


def _celery(what: str, *options: str) -> list[str]:
    """What Django would check of pages, `prepare` has checked before these begin."""
    app = ("--app=tracker.celery:app", "--skip-checks")
    return _python("celery", *app, what, "--loglevel=INFO", *options)


def _python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]
