"""Where the embedded services of a home are reached, whether they run or not."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tracker.embedded.credentials import Credentials, credentials
from tracker.embedded.home import prepared

OWNER, APPLICATION, DATABASE = "tracker_owner", "tracker_app", "tracker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The four URLs of a home's services: database as application and as owner, broker, mail."""

    database_url: str
    migrate_database_url: str
    redis_url: str
    email_url: str


def addresses(home: Path) -> Addresses:
    """The same for the same `home` every time; starts nothing. Raises StackError."""
    home = prepared(home)
    kept, folder = credentials(home), socket_folder(home)
    host = quote(str(folder / "postgres"), safe="")
    return Addresses(
        database_url=f"postgresql://{APPLICATION}:{kept.app_password}@{host}/{DATABASE}",
        migrate_database_url=f"postgresql://{OWNER}:{kept.owner_password}@{host}/{DATABASE}",
        redis_url=f"unix://{folder / 'valkey' / 'valkey.sock'}",
        email_url=f"smtp://127.0.0.1:{kept.mail_port}",
    )


def socket_folder(home: Path) -> Path:
    """Where the sockets of `home` (absolute) lie: a path far below the limit of 107 bytes.

    It depends on the place as well as on the key, so that a copied home gets its own.
    """
    kept: Credentials = credentials(home)
    name = hashlib.sha256(f"{kept.key}:{home}".encode()).hexdigest()[:16]
    return Path("/tmp") / f"tracker-{name}"  # noqa: S108 -- unguessable, checked when made
