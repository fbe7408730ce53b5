"""PostgreSQL from its wheel: a private cluster on a socket, recovered whatever happened to it."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg

from tracker.embedded.account import Account, ourselves
from tracker.embedded.binaries import postgres_programs
from tracker.embedded.errors import StackError
from tracker.embedded.home import private
from tracker.embedded.processes import last_line, spawn, stop

SUPERUSER = "postgres"
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# A root process may be in a folder that the account below cannot reach by name: it stays in it.
HERE = Path("/proc/self/cwd")
# The superuser has no password: only the account that launched the server is let in as such.
ENTRY = f"local all {SUPERUSER} peer map=launcher\nlocal all all scram-sha-256\n"
NOT_YET = ("No such file", "Connection refused", "starting up", "not yet accepting")
# Nothing of the caller's: a locale this machine does not have stops initdb.
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


class Postgres:
    """One running server over `home/postgres`, listening in the folder `sockets` only.

    `durable=False` is for tests: faster, and lost when the machine stops.
    """

    name = "PostgreSQL"

    def __init__(self, home: Path, sockets: Path, account: Account, *, durable: bool) -> None:
        self.data, self.sockets, self.account = home / "postgres", sockets, account
        self.log = private(home / "logs") / "postgres.log"
        self.programs = postgres_programs(account, sockets / "programs")
        self._initialise()
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        self.process = self._spawn(durable=durable)
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    def superuser(self, database: str = SUPERUSER) -> "psycopg.Connection[tuple[object, ...]]":
        """A connection that only this process's account is let in with: no password exists."""
        return psycopg.connect(
            host=str(self.sockets / "postgres"), user=SUPERUSER, dbname=database, autocommit=True
        )

    def stop(self) -> None:
        """End it: fast shutdown first, then harder."""
        stop(self.process, signal.SIGINT, signal.SIGQUIT, signal.SIGKILL)

    def _initialise(self) -> None:
        """Made beside and then renamed: a half-made cluster is never taken for a whole one."""
        if (self.data / "PG_VERSION").exists():
            return self._check_version()
        if self.data.exists() and any(self.data.iterdir()):
            raise StackError(f"{self.data} is damaged: it has no PG_VERSION; move it away")
        fresh = self.data.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        if self.account.is_other:
            self.account.owns(fresh)
        self._run_initdb(fresh)
        fresh.rename(self.data)
        return None

    def _run_initdb(self, data: Path) -> None:
        options = (
            f"--username={SUPERUSER}",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--auth=reject",  # what is let in is said at each start
        )
        command = (self.programs / "initdb", "-D", self._as_seen(data), *options)
        made = self.account.run(*command, cwd=data, env=ENVIRONMENT)
        if made.returncode:
            said = (made.stderr.strip().splitlines() or ["it said nothing"])[-1]
            raise StackError(f"PostgreSQL cannot make its files in {self.data}: {said}")

    def _check_version(self) -> None:
        said = self.account.run(self.programs / "postgres", "--version", cwd=Path("/")).stdout
        ours = said.split()[-1].split(".")[0]
        theirs = (self.data / "PG_VERSION").read_text().strip()
        if theirs != ours:
            raise StackError(
                f"{self.data} was made by PostgreSQL {theirs}, and this is {ours}: "
                "dump it with the old version, or move it away"
            )

    def _as_seen(self, data: Path) -> Path:
        return data if self.account.can("test", "-x", data) else HERE

    def _spawn(self, *, durable: bool) -> "subprocess.Popen[bytes]":
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": self.sockets / "postgres",
            "unix_socket_permissions": "0700",
            "hba_file": self._written("hba", ENTRY),
            "ident_file": self._written("ident", f'launcher "{ourselves().name}" {SUPERUSER}\n'),
            "max_connections": "100",
        }
        chosen = settings | ({} if durable else FAST)
        return spawn(
            self.programs / "postgres",
            "-D",
            self._as_seen(self.data),
            *(f"--{name}={value}" for name, value in chosen.items()),
            cwd=self.data,
            log=self.log,
            account=self.account,
            env=ENVIRONMENT,
            death_signal=signal.SIGINT,
        )

    def _written(self, name: str, text: str) -> Path:
        """Who may enter, in a file the server's account can read and not change."""
        path = self.sockets / f"{name}.conf"
        path.write_text(text)
        path.chmod(0o644)
        return path

    def _wait(self, seconds: float = 120) -> None:
        until = time.monotonic() + seconds
        while True:
            try:
                return self.superuser().close()
            except psycopg.OperationalError as error:
                waited = self.process.poll() is not None or time.monotonic() > until
                if waited or not any(reason in str(error) for reason in NOT_YET):
                    raise StackError(f"PostgreSQL does not start: {last_line(self.log)}") from error
                time.sleep(0.02)
