"""Guessing passwords is slow: few attempts an account, and few from one address on an account.

Counted in the cache that all processes share, and counted before the password is looked at, so
that attempts made at once do not slip through. A short pause and a wide limit for the account as a
whole keep a stranger from locking somebody out for long.
"""

import hashlib

from django.utils.translation import gettext as _

from tracker.lib.counting import count, forget
from tracker.lib.refused import Refused

PAUSE = 300  # seconds
PER_ADDRESS = 5
PER_ACCOUNT = 25


def count_attempt(username: str, address: str) -> None:
    """Raises Refused once there have been too many attempts within the pause."""
    counted = [
        (_key(username, address), PER_ADDRESS),
        (_key(username), PER_ACCOUNT),
    ]
    if any([count(key, window=PAUSE) > limit for key, limit in counted]):  # noqa: C419 (all are counted)
        raise Refused(
            _("Too many attempts to sign in. Wait five minutes and try again."),
            code="too_many_attempts",
        )


def forget_attempts(username: str, address: str) -> None:
    """The right password was given: earlier slips from this address no longer count."""
    forget(_key(username, address))


def _key(*parts: str) -> str:
    """Usernames may hold anything and may be secrets typed into the wrong box."""
    digest = hashlib.sha256("\n".join(part.casefold() for part in parts).encode()).hexdigest()
    return f"sign_in:{digest}"
