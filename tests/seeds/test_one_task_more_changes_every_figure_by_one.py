"""No count is written down anywhere: the table of the spread alone decides."""

from datetime import date

import pytest

from seeds.story import Story, slots, tables, tell
from tests.seeds.reference import figures

DAY = date(2025, 11, 15)


@pytest.fixture
def one_more(monkeypatch: pytest.MonkeyPatch) -> Story:
    """The story of a table with one more task that is not started."""
    usual = tables.rows

    def changed(table: str) -> tuple[tables.Row, ...]:
        found = usual(table)
        if table != "spread":
            return found
        return tuple(
            row | {"NQ71": str(int(row["NQ71"]) + 1)} if row["cohort"] == "71-not-started" else row
            for row in found
        )

    tell()
    monkeypatch.setattr(slots, "rows", changed)
    return tell.__wrapped__()


def test_of_the_programme(one_more: Story) -> None:
    before, after = figures(tell(), DAY, known=True), figures(one_more, DAY, known=True)
    assert after - before == {"total": 1, "in_time_not_started": 1}
    assert not before - after
