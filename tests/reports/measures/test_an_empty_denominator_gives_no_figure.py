from django.utils.translation import override

from reports.interfaces.wording.rates import shown
from reports.rules.counts import Counts
from reports.rules.measures import HEADLINE, MEASURES
from reports.rules.report import figures


def test_no_measure_of_nothing() -> None:
    assert [measure.value(Counts()) for measure in MEASURES] == [None] * len(MEASURES)


def test_null_is_neither_0_nor_1() -> None:
    only_regular = figures(Counts(3, regular=3))
    assert only_regular["on_time_rate"] is None
    assert only_regular["completion_rate"] == 0.0


def test_said_in_the_readers_language() -> None:
    with override("vi"):
        assert shown(HEADLINE, Counts()) == "chưa có nhiệm vụ đến hạn"
    with override("en"):
        assert shown(HEADLINE, Counts()) == "no tasks due"
