"""The first rows of a list that may be long: a page is as large for a million tasks as for one."""

from collections.abc import Iterable
from itertools import islice
from typing import Any, TypeVar

from django.db.models import QuerySet

T = TypeVar("T")
MOST = 100


class First(list[T]):
    """So many rows as a page shows; `total` says how many there are, and files have them all.

    Where `is_least`, there are more than that: nobody has counted them.
    """

    def __init__(
        self, rows: Iterable[T] = (), *, total: int | None = None, is_least: bool = False
    ) -> None:
        super().__init__(rows)
        self.total = len(self) if total is None else total
        self.is_least = is_least

    @property
    def has_more(self) -> bool:
        return self.total > len(self)


def first_of(found: Iterable[T], most: int = MOST) -> First[T]:
    """The first of what is made one by one; the others are gone through and counted."""
    each = iter(found)
    rows = list(islice(each, most))
    return First(rows, total=len(rows) + sum(1 for _other in each))


def first(found: "QuerySet[Any]", most: int = MOST, *, counted: int | None = None) -> "First[Any]":
    """The first rows of `found`; one more query counts the others where there are any.

    It counts no further than to `counted`, where that is given.
    """
    rows = list(found[: most + 1])
    if len(rows) <= most:
        return First(rows)
    others = found.order_by().values("pk")
    total = (others if counted is None else others[: counted + 1]).count()
    at_most = total if counted is None else min(total, counted)
    return First(rows[:most], total=at_most, is_least=total > at_most)
