"""The rules of a ranking, in plain Python, on random figures."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from reports.rules.counts import Counts
from reports.rules.measures import BY_CODE, DUE, HEADLINE, Measure
from reports.rules.ranking import LESS_IS_BETTER, Ranking, compared, ranked


@dataclass(frozen=True)
class Row:
    key: str
    counts: Counts

    @property
    def name(self) -> str:
        return f"Organisation {self.key}"


def row(key: str, on_time: int, late: int = 0, overdue: int = 0) -> Row:
    """Small numbers, so that many are equal, as fractions and not only as counts."""
    counts = Counts(on_time + late + overdue, on_time, late, overdue=overdue)
    return Row(key, counts)


small = st.integers(0, 6)
rows = st.lists(st.tuples(small, small, small), max_size=30).map(
    lambda found: [row(str(n), *numbers) for n, numbers in enumerate(found)]
)
measures = st.sampled_from([HEADLINE, BY_CODE["overdue_share"], BY_CODE["on_time_share"]])


def test_equals_share_a_rank_and_the_next_is_as_much_lower() -> None:
    places = ranked([row("a", 5, 5), row("b", 10), row("c", 3, 3), row("d", 1, 9)], HEADLINE)
    assert [(place.key, place.rank) for place in places] == [
        ("b", 1),
        ("a", 2),
        ("c", 2),
        ("d", 4),
    ]


def test_too_few_are_shown_but_not_ranked() -> None:
    places = ranked([row("few", 4), row("enough", 3, 2), row("none", 0)], HEADLINE)
    assert [(place.key, place.rank, place.why_not) for place in places] == [
        ("enough", 1, ""),
        ("few", None, "too_few_due"),
        ("none", None, "no_figure"),
    ]
    assert places[1].value == 1


def test_less_is_better_where_it_is_said() -> None:
    places = ranked([row("bad", 1, overdue=9), row("good", 9, overdue=1)], BY_CODE["overdue_share"])
    assert [place.key for place in places] == ["good", "bad"]


def test_since_an_earlier_day() -> None:
    before = ranked([row("a", 10), row("b", 5, 5), row("few", 1)], HEADLINE)
    now = compared(
        ranked([row("a", 5, 15), row("b", 15, 5), row("few", 9), row("new", 5)], HEADLINE), before
    )
    moved = {place.key: (place.climbed, place.change) for place in now}
    assert moved["a"] == (-3, Fraction(-3, 4))
    assert moved["b"] == (-1, Fraction(1, 4))
    assert moved["few"] == (None, Fraction(0)), "it had no rank then"
    assert moved["new"] == (None, None), "it was not there then"
    told = Ranking(HEADLINE, 5, date(2025, 11, 1), tuple(now)).as_data()
    assert told["since"] == "2025-11-01"


@given(found=rows, measure=measures, least=small)
def test_a_rank_is_one_more_than_there_are_better(
    found: list[Row], measure: Measure, least: int
) -> None:
    places = ranked(found, measure, least)
    assert sorted(place.key for place in places) == sorted(row.key for row in found)
    able = [place for place in places if place.rank]
    sign = -1 if measure.code in LESS_IS_BETTER else 1
    for place in able:
        better = [one for one in able if sign * (one.value or 0) > sign * (place.value or 0)]
        assert place.rank == len(better) + 1
    by_key = {row.key: row.counts for row in found}
    for place in places:
        enough = by_key[place.key].sum_of(DUE) >= least
        assert (place.rank is not None) == (enough and place.value is not None)
    assert [place.rank for place in able] == sorted(place.rank or 0 for place in able)
