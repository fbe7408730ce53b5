"""Whether the plan can work, found out before anything is made on this machine."""

import socket
from contextlib import closing

import psycopg
import redis

from tracker.embedded import StackError
from tracker.embedded.home import ensure_free
from tracker.run.plan import Plan

LEAST_POSTGRES, LEAST_REDIS = 15, 6


def check(plan: Plan) -> None:
    """Raise StackError, with one line that says what to change, if it cannot."""
    ensure_free(plan.home)
    _check_port(plan.port)
    if plan.database_url and plan.migrate_database_url:
        _check_databases(plan.database_url, plan.migrate_database_url)
    if plan.redis_url:
        _check_broker(plan.redis_url)


def _check_port(port: int) -> None:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise StackError(
                f"Port {port} cannot be used ({error.strerror}); choose another: make run PORT=8001"
            ) from error


def _check_databases(application_url: str, owner_url: str) -> None:
    application = _Database("DATABASE_URL", application_url)
    owner = _Database("MIGRATE_DATABASE_URL", owner_url)
    if application.place != owner.place:
        raise StackError("DATABASE_URL and MIGRATE_DATABASE_URL name different databases")
    if application.role == owner.role:
        raise StackError(
            "DATABASE_URL and MIGRATE_DATABASE_URL name the same role; "
            "the application must not own its history"
        )
    if application.is_superuser:
        raise StackError("DATABASE_URL names a superuser, who could rewrite history")


class _Database:
    """One look at a database through one URL."""

    def __init__(self, name: str, url: str) -> None:
        if not url.startswith(("postgres://", "postgresql://")):
            raise StackError(f"{name} must begin with postgresql://")
        try:
            with psycopg.connect(url, connect_timeout=5) as connection:
                self._look(connection)
        except psycopg.Error as error:
            raise StackError(f"{name}: {_first_line(error)}") from error
        if self.version < LEAST_POSTGRES:
            raise StackError(
                f"{name}: PostgreSQL {self.version} is too old; {LEAST_POSTGRES} or newer is needed"
            )

    def _look(self, connection: "psycopg.Connection[tuple[object, ...]]") -> None:
        info = connection.info
        self.version = info.server_version // 10_000
        self.place, self.role = (info.host, info.port, info.dbname), info.user
        row = connection.execute(
            "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        self.is_superuser = bool(row and row[0])


def _check_broker(url: str) -> None:
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=5, socket_timeout=5) as client:
            version = str(client.info("server")["redis_version"])
    except (redis.RedisError, ValueError, OSError) as error:
        raise StackError(f"REDIS_URL: {_first_line(error)}") from error
    if int(version.split(".", maxsplit=1)[0]) < LEAST_REDIS:
        raise StackError(f"REDIS_URL: version {version} is too old; {LEAST_REDIS} is needed")


def _first_line(error: Exception) -> str:
    return next((line for line in str(error).splitlines() if line.strip()), repr(error))
