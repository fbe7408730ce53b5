"""A secret that is made once and kept in a file only its owner can read."""

import os
import secrets
from pathlib import Path


def secret_in(path: Path) -> str:
    """The secret in `path`, made there first if it is missing or empty; safe under a race.

    Raises OSError when the folder cannot be written.
    """
    if not path.is_file() or not path.read_text().strip():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        fresh.replace(path)
    return path.read_text().strip()
