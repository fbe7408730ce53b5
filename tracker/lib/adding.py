"""Numbers side by side, added place by place."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def numbers_of(counts: object) -> tuple[int, ...]:
    """What stands in a dataclass of numbers, in the order of its fields.

    As `dataclasses.astuple`, which copies each of them as if it had depth: a page of rates adds
    thousands of counts, and spent half of its time on that.
    """
    kind: Any = type(counts)
    return _fields_of(kind)(counts)


def summed(kind: type[T], parts: Iterable[T]) -> T:
    """All `parts` together; made once, however many they are. Of none, `kind()`."""
    return kind(*map(sum, zip(*map(numbers_of, parts), strict=True)))


@cache
def _fields_of(kind: Any) -> Callable[[Any], tuple[int, ...]]:
    return attrgetter(*(each.name for each in fields(kind)))
