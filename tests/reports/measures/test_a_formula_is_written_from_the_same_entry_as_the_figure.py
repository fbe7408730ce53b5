from django.utils.translation import override

from reports.rules.counts import Counts
from reports.rules.measures import BY_CODE, HEADLINE

COUNTS = Counts(421, completed_on_time=282, completed_late=88, overdue=51)


def test_symbols_as_the_design_writes_them() -> None:
    assert {code: measure.formula for code, measure in BY_CODE.items()} == {
        "completion_rate": "(C1 + C2) / N",
        "due_completion_rate": "(C1 + C2) / (C1 + C2 + O)",
        "on_time_rate": "C1 / (C1 + C2 + O)",
        "on_time_share": "C1 / (C1 + C2)",
        "overdue_share": "O / N",
        "clarity": "R / N",
    }


def test_numbers_in_the_place_of_symbols() -> None:
    assert HEADLINE.numbers(COUNTS) == "282 / (282 + 88 + 51)"


def test_words_in_both_languages() -> None:
    with override("en"):
        words = HEADLINE.words
    assert words == "completed on time / (completed on time + completed late + overdue)"
    with override("vi"):
        words = HEADLINE.words
    assert words == "hoàn thành đúng hạn / (hoàn thành đúng hạn + hoàn thành quá hạn + quá hạn)"


def test_what_a_measure_leaves_out() -> None:
    with override("en"):
        assert BY_CODE["completion_rate"].leaves_out == []
        assert list(map(str, HEADLINE.leaves_out)) == ["in time", "regular"]
        assert list(map(str, BY_CODE["on_time_share"].leaves_out)) == [
            "in time",
            "overdue",
            "regular",
        ]
