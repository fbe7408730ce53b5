"""What makes this home's services its own: passwords, a key and a mail port, made once."""

import fcntl
import json
import os
import secrets
import socket
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

# Below the range the system hands out by itself, so that no client of ours takes the port.
MAIL_PORTS = range(20_000, 32_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """`key` names the socket folder, so that nobody can guess and occupy it."""

    key: str
    owner_password: str
    app_password: str
    mail_port: int


def credentials(home: Path) -> Credentials:
    """Those of `home` (an existing, writable folder), made first if missing or damaged.

    New passwords are harmless: the launcher gives them to the database at every start.
    """
    path = home / "credentials"
    if kept := _read(path):
        return kept
    with (home / "credentials.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _read(path) or _write(path, _fresh())


def with_free_mail_port(home: Path) -> Credentials:
    """The credentials of `home`, with another mail port if somebody else has taken theirs."""
    kept = credentials(home)
    if _is_free(kept.mail_port):
        return kept
    return _write(home / "credentials", Credentials(**(asdict(kept) | {"mail_port": _free_port()})))


def _read(path: Path) -> Credentials | None:
    with suppress(OSError, ValueError, TypeError):
        kept = Credentials(**json.loads(path.read_text()))
        if kept.key and kept.owner_password and kept.app_password and kept.mail_port in MAIL_PORTS:
            return kept
    return None


def _write(path: Path, values: Credentials) -> Credentials:
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    with fresh.open("w") as file:
        json.dump(asdict(values), file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    return values


def _fresh() -> Credentials:
    return Credentials(
        key=secrets.token_hex(8),
        owner_password=secrets.token_urlsafe(24),
        app_password=secrets.token_urlsafe(24),
        mail_port=_free_port(),
    )


def _free_port() -> int:
    return next(p for p in iter(lambda: secrets.choice(MAIL_PORTS), None) if _is_free(p))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return True
    return False
