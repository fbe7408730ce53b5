import pytest

from reports.queries.rates import counting
from reports.rules.counts import Counts, CountsDisagree


def test_a_total_that_is_not_the_sum_of_the_standings() -> None:
    with pytest.raises(CountsDisagree):
        Counts(total=5, overdue=2, regular=2)


@pytest.mark.parametrize("counts", [{"total": -1, "overdue": -1}, {"total": 0, "clear": 1}])
def test_impossible_numbers(counts: dict[str, int]) -> None:
    with pytest.raises(CountsDisagree):
        Counts(**counts)


def test_a_standing_that_nobody_knows_is_not_dropped_silently() -> None:
    rows = [(0, "overdue", 3, 0), (0, "lost_in_the_post", 1, 0)]
    with pytest.raises(CountsDisagree):
        counting.collected(rows)


def test_counts_add_up() -> None:
    one, two = Counts(3, overdue=1, regular=2, clear=3), Counts(2, completed_late=2)
    assert one + two == Counts(5, overdue=1, regular=2, completed_late=2, clear=3)
