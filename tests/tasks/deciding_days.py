"""Deciding about days as the one who may."""

from typing import Any

from accounts.enums import Role
from accounts.models import User
from tests.factories import ProgrammeFactory, person
from tracker import clock


def administrator() -> User:
    return person(Role.ADMINISTRATOR, ProgrammeFactory.create().owner)


def said(**words: Any) -> dict[str, Any]:
    """What every decision needs, and `words`."""
    given = {"number": "12729/VPCP-KGVX", "reason": "Nghỉ liền bốn ngày.", "now": clock.now()}
    return {"by": words.pop("by", None) or administrator(), **given, **words}
