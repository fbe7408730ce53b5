"""The two roles and the database, made again as they must be at every start."""

from psycopg import sql

from tracker.embedded.addresses import APPLICATION, DATABASE, OWNER
from tracker.embedded.credentials import Credentials
from tracker.embedded.postgres import Postgres


def settle(server: Postgres, kept: Credentials) -> None:
    """The owner may make databases, for tests; the application may only sign in."""
    with server.superuser() as connection:
        for role, password, rights in (
            (OWNER, kept.owner_password, "CREATEDB"),
            (APPLICATION, kept.app_password, "NOCREATEDB"),
        ):
            if not connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).rowcount:
                connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)))
            connection.execute(
                sql.SQL("ALTER ROLE {} LOGIN NOSUPERUSER NOCREATEROLE {} PASSWORD {}").format(
                    sql.Identifier(role), sql.SQL(rights), sql.Literal(password)
                )
            )
        found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE])
        if not found.rowcount:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(DATABASE), sql.Identifier(OWNER)
                )
            )
