"""Pure counts in, published rates out: the table of uses that each formula must reproduce."""

import pytest
from django.utils.translation import override

from reports.interfaces.wording.rates import shown
from reports.rules.counts import Counts
from reports.rules.measures import BY_CODE


@pytest.mark.parametrize(
    ("code", "counts", "published"),
    [
        (
            "completion_rate",
            Counts(944, completed_on_time=282, completed_late=88, overdue=51, regular=523),
            "39,2\N{NO-BREAK SPACE}%",
        ),
        (
            "due_completion_rate",
            Counts(16_274, completed_on_time=14_068, completed_late=1_983, overdue=223),
            "98,6\N{NO-BREAK SPACE}%",
        ),
        (
            "due_completion_rate",
            Counts(2_723, completed_on_time=2_501, overdue=222),
            "91,8\N{NO-BREAK SPACE}%",
        ),
        (
            "on_time_rate",
            Counts(421, completed_on_time=282, completed_late=88, overdue=51),
            "67,0\N{NO-BREAK SPACE}%",
        ),
        (
            "on_time_share",
            Counts(90, completed_on_time=65, completed_late=25),
            "72,2\N{NO-BREAK SPACE}%",
        ),
        (
            "overdue_share",
            Counts(1_589, overdue=35, in_time_underway=1_554),
            "2,2\N{NO-BREAK SPACE}%",
        ),
        ("clarity", Counts(944, regular=944, clear=900), "95,3\N{NO-BREAK SPACE}%"),
    ],
)
def test_published_figure(code: str, counts: Counts, published: str) -> None:
    with override("vi"):
        assert shown(BY_CODE[code], counts) == published
