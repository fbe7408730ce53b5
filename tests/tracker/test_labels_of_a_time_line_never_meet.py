"""Whatever happens and however much of it: the drawing of a time line stays readable."""

from datetime import date, timedelta
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracker.lib.time_lines import (
    DOWN_LABELS,
    HALF,
    ROW,
    STEP,
    Drawing,
    Place,
    Point,
    across,
    down,
    ticks,
)

FIRST = date(2025, 1, 9)
SPANS = st.integers(0, 2000)
DAYS = st.integers(0, 2000).map(lambda n: FIRST + timedelta(n))
TEXTS = st.text("aắm 1/", min_size=1, max_size=45)
POINTS = st.lists(
    st.builds(Point, DAYS, TEXTS, above=st.booleans(), weight=st.integers(0, 3)), max_size=18
)


def last_of(points: list[Point]) -> date:
    return max((point.day for point in points), default=FIRST)


def shown(drawing: Drawing) -> list[Place]:
    return [place for place in drawing.places if place.shown]


@given(POINTS)
def test_across_no_label_lies_on_another_or_outside(points: list[Point]) -> None:
    drawing = across(points, first=FIRST, last=last_of(points))
    for one, other in combinations(shown(drawing), 2):
        beside = one.x + one.width <= other.x - HALF or other.x + other.width <= one.x - HALF
        assert beside or abs(one.y - other.y) >= ROW
    for place in shown(drawing):
        assert place.x >= HALF
        assert place.x + place.width <= drawing.width
        assert ROW // 2 <= place.y <= drawing.height - ROW // 2


@given(POINTS)
def test_across_no_string_runs_through_a_label(points: list[Point]) -> None:
    drawing = across(points, first=FIRST, last=last_of(points))
    for hung in shown(drawing):
        for other in shown(drawing):
            between = min(drawing.line, hung.y) <= other.y <= max(drawing.line, hung.y)
            if other is not hung and between:
                assert hung.x == other.x or not other.x - HALF < hung.x < other.x + other.width


@given(POINTS)
def test_across_the_order_of_days_is_kept(points: list[Point]) -> None:
    drawing = across(points, first=FIRST, last=last_of(points))
    order = sorted(range(len(points)), key=lambda n: points[n].day)
    at = [drawing.places[n].at for n in order]
    assert at == sorted(at)
    assert all(0 <= place.x - place.at < 2 * HALF for place in shown(drawing))


@given(POINTS)
def test_down_each_has_its_own_place_in_order(points: list[Point]) -> None:
    drawing = down(points, first=FIRST, last=last_of(points))
    order = sorted(range(len(points)), key=lambda n: (points[n].day, n))
    ys = [drawing.places[n].y for n in order if drawing.places[n].shown]
    assert all(later - earlier >= STEP for earlier, later in pairwise(ys))
    assert all(STEP // 2 <= y <= drawing.height - STEP // 2 for y in ys)
    assert len(ys) == min(len(points), DOWN_LABELS)


@given(SPANS, st.integers(1, 12))
def test_months_are_named_where_there_is_room(days: int, most: int) -> None:
    scale = across([], first=FIRST, last=FIRST + timedelta(days)).scale
    named = ticks(scale, most=most)
    assert len(named) <= most
    assert all(day.day == 1 and FIRST <= day <= scale.last for day in named)
    assert all(scale.at(b) - scale.at(a) >= 52 for a, b in pairwise(named))


def test_what_weighs_least_loses_its_label_first() -> None:
    """Thirty reports and one decision in a week."""
    reports = [Point(FIRST + timedelta(n % 7), f"Báo cáo {n} %") for n in range(30)]
    decided = Point(FIRST + timedelta(3), "Chấp nhận", weight=3)
    for drawn in (across, down):
        drawing = drawn([*reports, decided], first=FIRST, last=FIRST + timedelta(90))
        assert drawing.places[-1].shown
        assert not all(place.shown for place in drawing.places)
        assert all(place.at for place in drawing.places)
