"""Sorted streams go side by side, and none is read further than the key that is looked at."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from tracker.lib.streams import batches, joined, keyed

words = st.lists(st.text(max_size=3), max_size=12).map(sorted)


@given(words, words)
def test_each_item_stands_under_its_key_in_its_own_stream(one: list[str], other: list[str]) -> None:
    found = list(joined(keyed(one, str), keyed(other, str)))
    assert [key for key, _items in found] == sorted({*one, *other})
    assert [item for _key, (items, _others) in found for item in items] == one
    assert [item for _key, (_items, others) in found for item in others] == other


def test_nothing_is_read_before_its_turn() -> None:
    read: list[str] = []

    def stream() -> Iterator[tuple[str, str]]:
        for key in "abc":
            read.append(key)
            yield key, key

    together = joined(stream())
    assert read == []
    assert next(together) == ("a", [["a"]])
    assert read == ["a", "b"]


def test_batches_are_of_one_size_but_the_last() -> None:
    assert list(batches(range(5), 2)) == [[0, 1], [2, 3], [4]]
