from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.rules.counts import Counts
from reports.rules.measures import rounded
from reports.rules.report import figures


@pytest.mark.parametrize(
    ("value", "to_four"),
    [
        (Fraction(1, 20_000), "0.0001"),  # exactly half: up, where Python's round() goes to even
        (Fraction(3, 20_000), "0.0002"),
        (Fraction(1, 20_001), "0.0000"),
        (Fraction(2, 3), "0.6667"),
        (Fraction(1), "1.0000"),
        (Fraction(0), "0.0000"),
    ],
)
def test_halves_go_up(value: Fraction, to_four: str) -> None:
    assert str(rounded(value, 4)) == to_four


@pytest.mark.parametrize(
    ("change", "to_one"),
    [(Fraction(-50), "-50.0"), (Fraction(-1, 20), "-0.1"), (Fraction(-1, 21), "0.0")],
)
def test_a_change_is_rounded_alike_in_both_directions(change: Fraction, to_one: str) -> None:
    assert str(rounded(change, 1)) == to_one
    assert abs(rounded(change, 1)) == rounded(-change, 1)


@given(st.fractions(min_value=0, max_value=1))
def test_never_further_off_than_half_a_step(value: Fraction) -> None:
    error = Fraction(rounded(value, 4)) - value
    assert Fraction(-1, 20_000) < error <= Fraction(1, 20_000)


def test_json_has_four_decimals() -> None:
    counts = Counts(421, completed_on_time=282, completed_late=88, overdue=51)
    assert Decimal(str(figures(counts)["on_time_rate"])) == Decimal("0.6698")
