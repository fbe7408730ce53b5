"""Whether a database is a demo: one that is may never be run as real, nor the reverse."""

import psycopg

from tracker.embedded import StackError


def check_kind(owner_url: str, *, demo: bool) -> None:
    """Raise StackError when the database at `owner_url` is in use as the other kind."""
    with psycopg.connect(owner_url) as connection:
        marked = _any_row(connection, "tracker_clock")
        used = _any_row(connection, "accounts_organisation")
    if marked and not demo:
        raise StackError(
            "This database is a demo; run it with DEMO=1, "
            "and give the real one a TRACKER_HOME or a DATABASE_URL of its own"
        )
    if demo and used and not marked:
        raise StackError(
            "This database is not a demo; run it with DEMO= (empty), "
            "and give the demo a TRACKER_HOME or a DATABASE_URL of its own"
        )


def _any_row(connection: "psycopg.Connection[tuple[bool]]", table: str) -> bool:
    found = connection.execute("SELECT to_regclass(%s) IS NOT NULL", [table]).fetchone()
    if not found or not found[0]:
        return False
    row = connection.execute(f"SELECT EXISTS (SELECT FROM {table})").fetchone()  # noqa: S608
    return bool(row and row[0])
