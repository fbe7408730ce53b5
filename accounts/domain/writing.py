"""Under whose name the database notes what a transaction changes."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from accounts.models import User
from accounts.models.change import AUTHOR


@contextmanager
def written_by(by: User) -> Iterator[None]:
    """A transaction whose changes are noted as those of `by`."""
    with transaction.atomic():
        _sign(str(by.pk))
        yield
        _sign("")


def _sign(author: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [AUTHOR, author])
