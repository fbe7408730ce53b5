"""Going through more rows than memory should hold."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, TypeVar

Item = TypeVar("Item")
Keyed = tuple[str, Any]


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """`items` in lists of `size`, the last one shorter."""
    each = iter(items)
    while batch := list(islice(each, size)):
        yield batch


def keyed(items: Iterable[Item], key: Callable[[Item], str]) -> Iterator[tuple[str, Item]]:
    """Each item under its key, as `joined` takes them."""
    return ((key(item), item) for item in items)


def joined(*streams: Iterable[Keyed]) -> Iterator[tuple[str, list[list[Any]]]]:
    """Key → the items of each stream under it, for streams of which the keys ascend.

    Keys are compared letter by letter (in SQL: COLLATE "C"). One key's items are held at a time.
    """
    tagged = [_tagged(number, stream) for number, stream in enumerate(streams)]
    together = heapq.merge(*tagged, key=itemgetter(0, 1))
    for key, group in groupby(together, key=itemgetter(0)):
        found: list[list[Any]] = [[] for _each in streams]
        for _key, number, item in group:
            found[number].append(item)
        yield key, found


def _tagged(number: int, stream: Iterable[Keyed]) -> Iterator[tuple[str, int, Any]]:
    return ((key, number, item) for key, item in stream)
