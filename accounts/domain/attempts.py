"""Guessing is slow: few attempts an account, and few from one address on an account.

Counted in the cache that all processes share, and counted before anything is looked up, so that
attempts made at once do not slip through. A short pause and a wide limit for the account as a whole
keep a stranger from locking somebody out for long.
"""

import hashlib

from django.utils.translation import gettext as _

from tracker.lib.counting import count, forget
from tracker.lib.refused import Refused

PAUSE = 300  # seconds
PER_ADDRESS = 5
PER_ACCOUNT = 25
# Of links asked for, whoever for: wide, for a whole ministry may come from one address.
ASKED_FROM_ONE_ADDRESS = 100


def count_attempt(username: str, address: str) -> None:
    """Raises Refused once there have been too many attempts to sign in within the pause."""
    counted = [
        (_key("sign_in", username, address), PER_ADDRESS),
        (_key("sign_in", username), PER_ACCOUNT),
    ]
    if _too_many(counted):
        raise Refused(
            _("Too many attempts to sign in. Wait five minutes and try again."),
            code="too_many_attempts",
        )


def count_asking(asked: str, address: str) -> None:
    """The same for asking for a link to set a password for whoever is called `asked`."""
    counted = [
        (_key("forgotten", asked, address), PER_ADDRESS),
        (_key("forgotten", asked), PER_ACCOUNT),
        (_key("forgotten_from", address), ASKED_FROM_ONE_ADDRESS),
    ]
    if _too_many(counted):
        raise Refused(
            _("This was asked for too often. Wait five minutes and try again."),
            code="too_many_attempts",
        )


def forget_attempts(username: str, address: str) -> None:
    """The right password was given: earlier slips from this address no longer count."""
    forget(_key("sign_in", username, address))


def _too_many(counted: list[tuple[str, int]]) -> bool:
    """Whether one is above its limit; all are counted."""
    return any([count(key, window=PAUSE) > limit for key, limit in counted])  # noqa: C419


def _key(what: str, *parts: str) -> str:
    """Usernames may hold anything and may be secrets typed into the wrong box."""
    digest = hashlib.sha256("\n".join(part.casefold() for part in parts).encode()).hexdigest()
    return f"{what}:{digest}"
