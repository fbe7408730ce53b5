"""The whole tracker as a user starts it: `python -m tracker.run`, in a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.harness.mail import free_port
from tests.harness.services import CHECKOUT
from tracker.embedded.addresses import socket_folder
from tracker.embedded.sockets import removed

CHOSEN = ("DATABASE_URL", "MIGRATE_DATABASE_URL", "REDIS_URL", "EMAIL_URL", "TRACKER_NOW")


@dataclass(slots=True)
class Run:
    """One start of the tracker in `home`."""

    home: Path
    port: int
    process: "subprocess.Popen[str]"
    output: Path

    def said(self) -> str:
        """All it has printed."""
        return self.output.read_text()

    def wait_until_ready(self, seconds: float = 120) -> None:
        """Wait for the final block."""
        wait_for(lambda: "Ctrl-C stops everything" in self.said(), seconds, self.said)
        assert self.process.poll() is None, self.said()

    def ended(self, seconds: float = 60) -> int:
        """Wait for its end; its exit status."""
        return self.process.wait(seconds)

    def left(self) -> list[psutil.Process]:
        """Every process that still works for this home."""
        return [process for process in psutil.process_iter() if self._is_ours(process)]

    def named(self, part: str) -> psutil.Process:
        """The eldest of its processes with `part` in the command line."""
        ours = (p for p in self.left() if part in " ".join(p.cmdline()))
        return min(ours, key=lambda process: (process.create_time(), process.pid))

    def kill_everything(self) -> None:
        """kill -9, all at once, as when the power goes."""
        self.process.kill()
        for process in self.left():
            with suppress(psutil.NoSuchProcess):
                process.kill()
        self.process.wait()
        wait_for(lambda: not self.left(), 10)

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            if process.status() == psutil.STATUS_ZOMBIE:
                return False
            inside = str(process.cwd()).startswith(str(self.home))
            return inside or process.environ().get("TRACKER_HOME") == str(self.home)
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            return False


@contextmanager
def run(home: Path, **environment: str) -> Iterator[Run]:
    """Start it on a free port, and leave nothing behind whatever the test does."""
    port, output = free_port(), home.with_name(f"{home.name}.output")
    kept = {name: value for name, value in os.environ.items() if name not in CHOSEN}
    chosen = {"TRACKER_HOME": str(home), "PORT": str(port), "DEMO": "", **environment}
    with output.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "tracker.run"],
            cwd=CHECKOUT,
            env={**kept, **chosen},
            stdout=file,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
    started = Run(home, int(chosen["PORT"]), process, output)
    try:
        yield started
    finally:
        started.kill_everything()
        if home.is_dir():
            removed(socket_folder(home))


def wait_for(
    happened: Callable[[], bool], seconds: float, say: Callable[[], str] = lambda: ""
) -> None:
    """Poll until it has happened; fails with what `say` says."""
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, f"waited {seconds} s in vain: {say()}"
        time.sleep(0.1)
