"""Who keeps a ladder."""

from accounts.enums import Role
from accounts.models import User
from tasks.models import Programme
from tests.factories import person


def keeper_of(programme: Programme) -> User:
    """An administrator of the programme's owner."""
    return person(Role.ADMINISTRATOR, programme.owner)
