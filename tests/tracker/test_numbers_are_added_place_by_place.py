"""Counts side by side are read and added as their fields stand."""

from dataclasses import astuple

import pytest

from reports.rules.counts import Counts, CountsDisagree
from tracker.lib.adding import numbers_of, summed

ONE = Counts(total=3, completed_on_time=1, overdue=2, clear=1)
OTHER = Counts(total=2, regular=1, in_time_awaiting=1)


def test_they_are_read_in_their_order() -> None:
    assert numbers_of(ONE) == astuple(ONE)


def test_together() -> None:
    both = Counts(5, completed_on_time=1, in_time_awaiting=1, overdue=2, regular=1, clear=1)
    assert summed(Counts, [ONE, OTHER]) == ONE + OTHER == both
    assert summed(Counts, iter([ONE])) == ONE
    assert summed(Counts, []) == Counts()


def test_what_does_not_sum_is_refused_all_the_same() -> None:
    with pytest.raises(CountsDisagree):
        Counts(total=1)
    with pytest.raises(CountsDisagree):
        Counts(total=-1, overdue=-1)
