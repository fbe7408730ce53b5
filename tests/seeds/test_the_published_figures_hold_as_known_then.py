from datetime import date

import pytest

from seeds.story import tell
from tests.seeds.reference import PUBLISHED, figures


@pytest.mark.parametrize(("day", "instrument"), PUBLISHED)
def test_on(day: date, instrument: str | None) -> None:
    found = figures(tell(), day, known=True, instrument=instrument)
    published = PUBLISHED[day, instrument]
    assert {name: found[name] for name in published} == published
