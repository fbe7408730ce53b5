"""The first rows of a list that may be long: a page is as large for a million tasks as for one."""

from collections.abc import Iterable
from itertools import islice
from typing import Any, TypeVar

from django.db.models import QuerySet

T = TypeVar("T")
MOST = 100


class First(list[T]):
    """So many rows as a page shows; `total` says how many there are, and files have them all."""

    def __init__(self, rows: Iterable[T] = (), *, total: int | None = None) -> None:
        super().__init__(rows)
        self.total = len(self) if total is None else total

    @property
    def has_more(self) -> bool:
        return self.total > len(self)


def first_of(found: Iterable[T], most: int = MOST) -> First[T]:
    """The first of what is made one by one; the others are gone through and counted."""
    each = iter(found)
    rows = list(islice(each, most))
    return First(rows, total=len(rows) + sum(1 for _other in each))


def first(found: "QuerySet[Any]", most: int = MOST) -> "First[Any]":
    """The first rows of `found`; one more query counts the others where there are any."""
    rows = list(found[: most + 1])
    total = len(rows) if len(rows) <= most else found.order_by().count()
    return First(islice(rows, most), total=total)
