"""What falls to people by their roles, as the modules that `settings.DUTIES` names say it.

Each has `charges_of(person, day)` and `left_behind(roles, day)`, which give sentences.
"""

from collections.abc import Collection, Iterator
from datetime import date
from importlib import import_module
from typing import Any

from django.conf import settings

from accounts.models import Membership, User


def charges_of(person: User, *, on: date) -> list[str]:
    """What `person` is in charge of on the Hanoi day `on`, in the reader's language."""
    return [each for module in _modules() for each in module.charges_of(person, on)]


def left_behind(roles: Collection[Membership], *, on: date) -> list[str]:
    """What is left behind if `roles` are held no more on the Hanoi day `on`."""
    return [each for module in _modules() for each in module.left_behind(roles, on)]


def _modules() -> Iterator[Any]:
    return map(import_module, settings.DUTIES)
