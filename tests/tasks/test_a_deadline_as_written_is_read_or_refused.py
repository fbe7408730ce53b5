"""One day or one rhythm, or a refusal that says why: a deadline is never guessed."""

import csv
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tasks.enums import Rhythm
from tasks.rules.deadline_text import YEARS, Unreadable, read_deadline

SEEDED = Path(__file__).parents[2] / "seeds/data/deadlines.csv"
DAYS = {
    "Quý IV/2025": "2025-12-31",
    "quý 4 năm 2025": "2025-12-31",
    "quí I, năm 2026": "2026-03-31",
    "trong quý II năm 2026": "2026-06-30",
    "trước quý II năm 2026": "2026-03-31",
    "trước 15/12/2025": "2025-12-14",
    "trước ngày 15 tháng 12 năm 2025": "2025-12-14",
    "Hoàn thành trước ngày 01/01/2026": "2025-12-31",
    "đến 15/12/2025": "2025-12-15",
    "đến hết ngày 15/12/2025": "2025-12-15",
    "chậm nhất là ngày 15/12/2025": "2025-12-15",
    "ngày 20/7/2025": "2025-07-20",
    "ngày 15/12 năm 2025": "2025-12-15",
    "31/5/2025": "2025-05-31",
    "31-5-2025": "2025-05-31",
    "31.5.2025.": "2025-05-31",
    "2025-05-31": "2025-05-31",
    "29/2/2028": "2028-02-29",
    "tháng 6/2025": "2025-06-30",
    "trong tháng 2 năm 2028": "2028-02-29",
    "6/2025": "2025-06-30",
    "trước tháng 6/2025": "2025-05-31",
    "cuối năm 2025": "2025-12-31",
    "năm 2026": "2026-12-31",
    "hết năm 2025": "2025-12-31",
    "trước năm 2026": "2025-12-31",
    "2026": "2026-12-31",
    "6 tháng đầu năm 2026": "2026-06-30",
    "Sáu tháng cuối năm 2026": "2026-12-31",
    "9 tháng đầu năm 2026": "2026-09-30",
}
RHYTHMS = {
    "thường xuyên": "",
    "hằng tháng": Rhythm.MONTHLY,
    "hàng quý": Rhythm.QUARTERLY,
    "định kỳ hằng quý": Rhythm.QUARTERLY,
    "hằng năm": Rhythm.YEARLY,
    "hàng năm": Rhythm.YEARLY,
    "Thường xuyên, báo cáo định kỳ hằng tháng": Rhythm.MONTHLY,
}
REFUSED = {
    "": "empty",
    "  ": "empty",
    "đầu tháng 6/2025": "vague",
    "giữa tháng 6/2025": "vague",
    "cuối tháng 6/2025": "vague",
    "đầu năm 2026": "vague",
    "trước cuối năm 2025": "vague",
    "khoảng 15/12/2025": "vague",
    "sau 15/12/2025": "vague",
    "giai đoạn 2026-2030": "vague",
    "15/12": "without_year",
    "trước 15/12": "without_year",
    "tháng 6": "without_year",
    "quý IV": "without_year",
    "ngày 15 tháng 12": "without_year",
    "cuối năm": "without_year",
    "15/12/25": "short_year",
    "15/12/20255": "short_year",
    "15/12/1925": "far_off",
    "31/6/2025": "impossible",
    "29/2/2025": "impossible",
    "13/2025": "impossible",
    "quý V/2025": "impossible",
    "12 tháng đầu năm 2026": "impossible",
    "15/12/2025 hoặc 31/12/2025": "twice",
    "từ 1/1/2025 đến 31/12/2025": "twice",
    "hằng quý, 15/12/2025": "twice",
    "năm 2025, 2026": "twice",
    "hằng tuần": "rhythm_unknown",
    "6 tháng một lần": "rhythm_unknown",
    "trước ngày 15 hằng tháng": "rhythm_unknown",
    "quý III, IV/2025": "not_understood",
    "tháng 6, tháng 7 năm 2025": "not_understood",
    "115/12/2025": "not_understood",
    "15/12/2025 (dự kiến)": "not_understood",
    "Nghị định số 13/2025/NĐ-CP": "not_understood",
    "sớm": "vague",
    "abc": "not_understood",
}


def meaning(text: str) -> object:
    written = read_deadline(text)
    return written.day.isoformat() if written.day else written.rhythm


@pytest.mark.parametrize(("text", "means"), [*DAYS.items(), *RHYTHMS.items()])
def test_what_is_read(text: str, means: str) -> None:
    assert meaning(text) == means
    assert read_deadline(f" {text} ").text == text
    assert read_deadline(text).is_regular is (text in RHYTHMS)


@pytest.mark.parametrize("text", [*DAYS, *RHYTHMS])
def test_neither_case_nor_blanks_nor_the_way_of_composing_matter(text: str) -> None:
    for other in (text.upper(), text.title(), text.replace(" ", "\u00a0  "), f"\t{text} ;"):
        assert meaning(other) == meaning(text)
        assert meaning(unicodedata.normalize("NFD", other)) == meaning(text)


@pytest.mark.parametrize(("text", "why"), REFUSED.items())
def test_what_is_refused(text: str, why: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_deadline(text)
    assert refused.value.code == f"deadline_{why}"
    assert refused.value.field == "deadline_text"


def test_the_reason_is_in_the_readers_language() -> None:
    said = {}
    for language in ("vi", "en"):
        with translation.override(language), pytest.raises(Unreadable) as refused:
            read_deadline("15/12")
        said[language] = refused.value.message
    assert said == {"vi": "Thiếu năm.", "en": "The year is missing."}


def test_every_deadline_of_the_seeds() -> None:
    with SEEDED.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            assert meaning(row["text"]) == row["day"], row


day_of_any_year = st.dates(date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31))
PIECES = ["trước ", "đến ", "ngày ", "tháng ", "Quý ", "IV", "năm ", "hằng ", "/", "-", " ", "15"]


@given(
    day_of_any_year, st.sampled_from(["{d}/{m}/{y}", "{d}-{m}-{y}", "ngày {d} tháng {m} năm {y}"])
)
def test_a_day_comes_back_as_it_was_written(day: date, form: str) -> None:
    written = form.format(d=day.day, m=f"{day.month:02}", y=day.year)
    assert read_deadline(written).day == day
    assert read_deadline(day.isoformat()).day == day


@given(st.text() | st.lists(st.sampled_from([*PIECES, "2025", "6"])).map("".join))
def test_whatever_is_written_nothing_else_is_raised(text: str) -> None:
    try:
        written = read_deadline(text)
    except Unreadable:
        return
    assert written.text == text.strip()
    assert (written.day is None) == written.is_regular
    if written.day:
        assert read_deadline(written.day.isoformat()).day == written.day
