"""What the tests of one module share: a world built once, that no test of it can change."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """A transaction around those of several tests, whose savepoints it holds; nothing stays."""
    outer = transaction.atomic()
    # As Django's TestCase says of its own: a durable block may stand inside.
    outer._from_testcase = True  # type: ignore[attr-defined]
    with outer:
        try:
            yield
        finally:
            transaction.set_rollback(True)
