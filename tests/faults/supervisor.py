"""Starts everything, kills it again and again, and starts it anew: honcho would stop all."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import psutil
import psycopg

from tests.harness.mail import free_port
from tests.harness.services import CHECKOUT
from tracker.embedded import Stack, start

QUICK = {
    "SWEEP_SECONDS": "1",
    "MAIL_LEASE_SECONDS": "10",
    "MAIL_RETRY_SECONDS": "0.5",
    "MAIL_PATIENCE_SECONDS": "4",
    "MAIL_TIMEOUT": "1",
    "STORM_MAILS": "1000000",
}
Server = Callable[[], AbstractContextManager[Stack]]


@dataclass
class Supervisor:
    """All processes of one tracker under `home`. One thread only: a child dies with its thread."""

    home: Path
    chance: random.Random
    faults: float
    killed: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    servers: dict[str, tuple[ExitStack, Stack]] = field(default_factory=dict)
    children: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    underway: "subprocess.Popen[bytes] | None" = None
    environment: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)

    def __enter__(self) -> Self:
        self.home.mkdir(parents=True, exist_ok=True)
        self._start_server("postgres")
        self._start_server("valkey")
        urls = self.servers["postgres"][1].addresses
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "DJANGO"))},
            **QUICK,
            "TRACKER_HOME": str(self.home / "tracker"),
            "DATABASE_URL": urls.database_url,
            "MIGRATE_DATABASE_URL": urls.migrate_database_url,
            "REDIS_URL": self.servers["valkey"][1].addresses.redis_url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.port}",
            "DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
        }
        return self

    def __exit__(self, *_error: object) -> None:
        if self.underway:
            self.underway.kill()
            self.underway.wait()
        for name in self.children:
            self._end(name)
        for undo, _stack in self.servers.values():
            undo.close()

    @property
    def owner_url(self) -> str:
        return self.environment["MIGRATE_DATABASE_URL"]

    @property
    def mail(self) -> Path:
        return self.home / "mail"

    def run(self, *command: str) -> None:
        """One command to its end. Raises CalledProcessError."""
        subprocess.run([sys.executable, *command], check=True, cwd=CHECKOUT, env=self.environment)

    def begin(self, module: str, *arguments: str) -> None:
        """One command beside everything else, which is neither killed nor started anew."""
        command = [sys.executable, "-m", module, *arguments]
        self.underway = subprocess.Popen(command, cwd=CHECKOUT, env=self.environment)

    def is_idle(self) -> bool:
        """Whether nothing is under way any more. Raises RuntimeError when it has failed."""
        status = self.underway.poll() if self.underway else 0
        if status:
            raise RuntimeError(f"what happens beside it has failed: {status}")
        return status == 0

    def ask(self, sql: str, *words: object) -> int:
        """One number from the database, as its owner."""
        with psycopg.connect(self.owner_url) as owner:
            row = owner.execute(sql, words).fetchone()
        return int(row[0]) if row and isinstance(row[0], int) else 0

    def start_all(self) -> None:
        for name in ("smtp", "worker", "beat"):
            self._start(name)

    def kill(self, name: str) -> None:
        """kill -9, and a new start after a moment."""
        self.killed[name] += 1
        if name in self.servers:
            self._kill_server(name)
        else:
            self._kill_child(name)

    def look_after(self) -> None:
        """Start anew what has ended by itself."""
        for name, child in list(self.children.items()):
            if child.poll() is not None:
                self.ended[name] += 1
                self._end(name)
                self._start(name)

    def _kill_child(self, name: str) -> None:
        child = self.children[name]
        inside = _children_of(child.pid)
        if name == "worker" and inside and self.chance.random() < 0.5:
            self.chance.choice(inside).kill()  # one of the pool; its master starts another
            return
        self._end(name)
        time.sleep(self.chance.random())
        self._start(name)

    def _kill_server(self, name: str) -> None:
        undo, stack = self.servers[name]
        process = stack.servers[0].process
        process.kill()
        process.wait()
        time.sleep(self.chance.random())
        undo.close()
        if name == "valkey" and self.chance.random() < 0.5:
            self.killed["broker wiped"] += 1
            shutil.rmtree(self.home / "valkey" / "valkey", ignore_errors=True)
        self._start_server(name)

    def _start_server(self, name: str) -> None:
        undo = ExitStack()
        started = start(self.home / name, postgres=name == "postgres", valkey=name == "valkey")
        self.servers[name] = undo, undo.enter_context(started)

    def _start(self, name: str) -> None:
        log = (self.home / f"{name}.log").open("ab")
        self.children[name] = subprocess.Popen(
            [sys.executable, "-m", *self._command(name)],
            cwd=CHECKOUT,
            env=self.environment,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        log.close()

    def _command(self, name: str) -> list[str]:
        if name == "smtp":
            options = [f"--port={self.port}", f"--faults={self.faults}"]
            seed = str(self.chance.randrange(1000))
            return ["tests.faults.smtp", *options, f"--seed={seed}", str(self.mail)]
        celery = ["celery", "--app=tracker.celery:app", "--skip-checks", name]
        if name == "worker":
            celery += ["--concurrency=2", "--without-mingle", "--without-gossip"]
        return [*celery, "--loglevel=INFO"]

    def _end(self, name: str) -> None:
        """The process and all that it started."""
        child = self.children[name]
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _children_of(pid: int) -> list[Any]:
    try:
        return list(psutil.Process(pid).children())
    except psutil.NoSuchProcess:
        return []
