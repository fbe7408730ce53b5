"""The folder the sockets lie in, safe against whoever else uses the machine."""

import os
import shutil
import stat
from pathlib import Path

from tracker.embedded.account import Account
from tracker.embedded.errors import StackError


def made(folder: Path, account: Account) -> Path:
    """A fresh `folder` of ours with one room each for PostgreSQL and Valkey.

    `account` runs PostgreSQL: it alone, and root, can enter that room. Raises StackError.
    """
    removed(folder)
    folder.mkdir(mode=0o700)
    for room in ("postgres", "valkey"):
        (folder / room).mkdir(mode=0o700)
    if account.is_other:
        folder.chmod(0o711)
        account.owns(folder / "postgres")
    return folder


def removed(folder: Path) -> None:
    """Take away what an earlier stack left. Raises StackError when it is not ours."""
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(found.st_mode) or os.geteuid() not in (0, found.st_uid):
        raise StackError(f"{folder} was made by another account; ask for its removal")
    shutil.rmtree(folder)
