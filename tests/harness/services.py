"""The services of one test run: embedded ones, or those the environment names."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tracker.embedded import HomeInUse, Stack, start

CHECKOUT = Path(__file__).parents[2]
HOMES = 16
MEMORY, ROOM = Path("/dev/shm"), 4 * 2**30  # noqa: S108 (the folder is the account's own)


@contextmanager
def running() -> Iterator[Path]:
    """Bring up what the environment does not name, and say in the environment where it is.

    Yields the home of this run. Several runs of one checkout get a home each, and keep it for
    the next run, so that its template databases need not be made again.
    """
    own_database, own_broker = "DATABASE_URL" in os.environ, "REDIS_URL" in os.environ
    with _free_home(postgres=not own_database, valkey=not own_broker) as stack:
        urls = stack.addresses
        os.environ["TRACKER_HOME"] = str(stack.home)
        os.environ.setdefault("DATABASE_URL", urls.database_url)
        os.environ.setdefault("MIGRATE_DATABASE_URL", urls.migrate_database_url)
        os.environ.setdefault("REDIS_URL", urls.redis_url)
        yield stack.home


def _pool() -> Path:
    """Where the homes are: in memory where there is room, and where nobody named another place.

    A clone of a database is a thousand small files, and each test of real transactions needs one:
    on a disk that takes ten times the processor time.
    """
    if named := os.environ.get("TRACKER_HOME"):
        return Path(named) / "test"
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        checkout = hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:8]
        return MEMORY / f"tracker-tests-{os.getuid()}-{checkout}"
    return CHECKOUT / "var" / "test"


@contextmanager
def _free_home(*, postgres: bool, valkey: bool) -> Iterator[Stack]:
    pool = _pool()
    with ExitStack() as undo:
        for number in range(HOMES):
            run = start(pool / str(number), postgres=postgres, valkey=valkey, durable=False)
            try:
                stack = undo.enter_context(run)
            except HomeInUse:
                continue
            yield stack
            return
        raise HomeInUse(f"{HOMES} test runs are going on in {pool}")
