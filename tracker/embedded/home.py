"""The folder one copy of the tracker lives in, and the lock that keeps it to one stack."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.embedded.errors import HomeInUse, StackError


def prepared(home: Path) -> Path:
    """The absolute path of `home`, made if it is missing and proven writable.

    Raises StackError when it cannot be made or written.
    """
    home = home.expanduser().resolve()
    probe = home / f".writable-{os.getpid()}"
    try:
        home.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise StackError(f"Cannot write to the folder {home}: {error.strerror}") from error
    return home


def private(folder: Path) -> Path:
    """`folder`, made if it is missing, open to the running account only."""
    folder.mkdir(exist_ok=True)
    folder.chmod(0o700)
    return folder


@contextmanager
def held(home: Path) -> Iterator[None]:
    """Hold `home` for this process; the lock ends with the process, however that dies.

    Raises HomeInUse when another stack runs in `home`.
    """
    with (home / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise HomeInUse(
                f"Already running in {home} (process {holder}); stop it first, "
                "or set TRACKER_HOME and PORT for a second copy"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def ensure_free(home: Path) -> None:
    """Raise HomeInUse when another stack runs in `home`; makes nothing."""
    if (home / "lock").exists() and os.access(home / "lock", os.W_OK):
        with held(home):
            return
