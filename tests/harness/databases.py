"""Template databases that the owner makes once, and each worker's clones of them."""

import fcntl
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests.harness.services import CHECKOUT

APPS = ("tracker", "accounts", "tasks", "reports", "notifications", "seeds")
SHAPING_FOLDERS = {"migrations", "models", "lib"}
SHAPING_FILES = {"models.py", "enums.py", "clock.py", "grants.py", "prepare.py"}


@dataclass(frozen=True, slots=True)
class Server:
    """The database server of this run, entered as the owner."""

    application_url: str
    owner_url: str
    home: Path

    def template(self, *, seeded: bool = False) -> str:
        """The name of the migrated (or seeded) template, made first if need be.

        Its name carries a digest of the sources that shape it: another shape, another template.
        """
        kind = "seeded" if seeded else "plain"
        name = f"{self.prefix}_{kind}_{_digest(whole=seeded)}"
        with self._only_one(kind), self._connect() as connection:
            if name not in self._names(connection):
                self._drop_older(connection, kind)
                self._make(connection, name, seeded=seeded)
        return name

    def clone(self, template: str, name: str) -> None:
        """Make (again) the database `name` from `template`."""
        with self._connect() as connection:
            self._drop(connection, name)
            _run(connection, "CREATE DATABASE {} TEMPLATE {}", name, template)

    def drop(self, name: str) -> None:
        """Remove the database `name`, whoever is connected."""
        with self._connect() as connection:
            self._drop(connection, name)

    def owner_url_of(self, name: str) -> str:
        """How the owner enters the database `name`."""
        return with_name(self.owner_url, name)

    @property
    def prefix(self) -> str:
        """What the names of this run's databases begin with."""
        return f"test_{urlsplit(self.owner_url).path.strip('/')}"

    def _make(
        self, connection: "psycopg.Connection[tuple[str]]", name: str, *, seeded: bool
    ) -> None:
        """Under another name until it is whole, so that a half-made one is never used."""
        unfinished = f"{name}_new"
        self._drop(connection, unfinished)
        if seeded:
            plain = f"{self.prefix}_plain_{_digest(whole=False)}"
            _run(connection, "CREATE DATABASE {} TEMPLATE {}", unfinished, plain)
        else:
            _run(connection, "CREATE DATABASE {}", unfinished)
        command = "seed" if seeded else "prepare"
        manage(command, database=unfinished)
        _run(connection, "ALTER DATABASE {} RENAME TO {}", unfinished, name)

    def _drop_older(self, connection: "psycopg.Connection[tuple[str]]", kind: str) -> None:
        for name in self._names(connection):
            if name.startswith(f"{self.prefix}_{kind}_"):
                self._drop(connection, name)

    def _drop(self, connection: "psycopg.Connection[tuple[str]]", name: str) -> None:
        """The owner may not end the application's sessions: wait for the test's threads to go."""
        end = time.monotonic() + 10
        while True:
            try:
                return _run(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
            except psycopg.errors.InsufficientPrivilege:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def _names(self, connection: "psycopg.Connection[tuple[str]]") -> set[str]:
        return {name for (name,) in connection.execute("SELECT datname FROM pg_database")}

    def _connect(self) -> "psycopg.Connection[tuple[str]]":
        return psycopg.connect(self.owner_url, autocommit=True)

    @contextmanager
    def _only_one(self, kind: str) -> Iterator[None]:
        """Who needs the plain template does not wait until another has seeded theirs."""
        with (self.home / f"{kind}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def with_name(url: str, database: str) -> str:
    """`url`, of another database on the same server."""
    return urlsplit(url)._replace(path=f"/{database}").geturl()


def manage(*arguments: str, database: str | None = None) -> str:
    """Run `manage.py` as a process, on `database` if named, and return what it printed."""
    environment = dict(os.environ)
    if database:
        for key in ("DATABASE_URL", "MIGRATE_DATABASE_URL"):
            environment[key] = with_name(environment[key], database)
    done = subprocess.run(
        [sys.executable, CHECKOUT / "manage.py", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"manage.py {' '.join(arguments)}: {done.stdout}{done.stderr}"
    return done.stdout


@contextmanager
def working_on(database: str) -> Iterator[None]:
    """Let Django's connections lead to another database of this server, which is then let go.

    For a test whose transactions are real: the connections it had are closed.
    """
    from django.db import connections

    kept = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    try:
        _lead(dict.fromkeys(kept, database))
        yield
    finally:
        _lead(kept)


def _lead(names: dict[str, str]) -> None:
    from django.db import connections

    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def _run(connection: "psycopg.Connection[tuple[str]]", statement: str, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@cache
def _digest(*, whole: bool) -> str:
    """A digest of all sources, or of those only that shape an empty database, taken once."""
    found = hashlib.sha256()
    for path in sorted(p for app in APPS for p in (CHECKOUT / app).rglob("*") if p.is_file()):
        inside = path.relative_to(CHECKOUT)
        shaping = SHAPING_FOLDERS & set(inside.parts) or inside.name in SHAPING_FILES
        if (whole or shaping) and not {"__pycache__", "embedded", "templates"} & set(inside.parts):
            found.update(str(inside).encode() + path.read_bytes())
    return found.hexdigest()[:12]
