"""Who runs PostgreSQL, which refuses to run as root."""

import os
import pwd
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tracker.embedded.errors import StackError

UNPRIVILEGED = ("postgres", "nobody", "daemon")


@dataclass(frozen=True, slots=True)
class Account:
    """An existing account of this machine."""

    name: str
    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        """Whether it is another one than the account running this process."""
        return self.uid != os.geteuid()

    def owns(self, folder: Path) -> None:
        """Make `folder` and what the parent process put there this account's."""
        os.chown(folder, self.uid, self.gid)

    def can(self, *command: str | Path) -> bool:
        """Whether this account can run `command` successfully."""
        with suppress(OSError):
            return self.run(*command, cwd=Path("/")).returncode == 0
        return False

    def run(
        self, *command: str | Path, cwd: Path, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run `command` to its end as this account. Raises OSError when it cannot be started."""
        return subprocess.run(
            command,
            cwd=cwd,
            env=env,
            check=False,
            capture_output=True,
            text=True,
            user=self.uid if self.is_other else None,
            group=self.gid if self.is_other else None,
            extra_groups=[] if self.is_other else None,
        )


def account_for(data: Path) -> Account:
    """The account for the cluster in `data`: ours, or as root an existing unprivileged one.

    The owner of an existing cluster stays its owner. Raises StackError when there is no account.
    """
    if os.geteuid() != 0:
        return _named(os.geteuid())
    if data.exists() and data.stat().st_uid != 0:
        return _named(data.stat().st_uid)
    for name in UNPRIVILEGED:
        with suppress(KeyError):
            return _named(pwd.getpwnam(name).pw_uid)
    raise StackError(
        "Running as root, and none of these accounts exists to run PostgreSQL: "
        + ", ".join(UNPRIVILEGED)
    )


def ourselves() -> Account:
    """The account running this process; some containers give it no name."""
    try:
        return _named(os.geteuid())
    except StackError:
        return Account(str(os.geteuid()), os.geteuid(), os.getegid())


def _named(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise StackError(
            f"Account {uid} has no name on this machine; PostgreSQL needs one"
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
