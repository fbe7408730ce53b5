"""The figures of 15 November 2025, as known then, read back from Word, PDF and Excel."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from reports.domain.packs import pack
from reports.rules.measures import HEADLINE
from reports.rules.pack.contents import Pack
from tasks.enums import Knowledge
from tasks.models import Programme
from tests.reports.pack.reading import Written, written
from tracker import clock

pytestmark = [pytest.mark.seeded, pytest.mark.shared]
WORDS = (
    "944 nhiệm vụ có hiệu lực, 370 nhiệm vụ đã hoàn thành",
    "trong đó 176 đang thực hiện",
    "282 / (282 + 88 + 51) = 67,0 %",
    "(282 + 88) / 944",
    "39,2 %",
)


@pytest.fixture(scope="module")
def made(shared_database: None) -> Pack:
    programme = Programme.objects.earliest("pk")
    return pack(
        now=clock.now(),
        title="Phiên họp thứ năm",
        as_of=date(2025, 11, 15),
        knowledge=Knowledge.KNOWN,
        programme=programme,
    )


@pytest.fixture(scope="module")
def files(made: Pack) -> Written:
    return written(made)


def test_the_words_that_are_read_aloud(files: Written) -> None:
    said = " ".join(" ".join(str(row[0]) for row in files.sheet("Báo cáo")).split())
    for text in (files.word_text, files.pdf_text):
        assert [words for words in WORDS if words not in text] == []
    assert [words for words in WORDS[:3] if words not in said] == []


def test_the_standings_and_measures_of_the_workbook(files: Written) -> None:
    standings = dict(row for row in files.sheet("Phân loại nhiệm vụ") if isinstance(row[1], float))
    assert standings["Hoàn thành đúng hạn"] == 282
    assert standings["Hoàn thành quá hạn"] == 88
    assert standings["Trong hạn, đang thực hiện"] == 176
    assert standings["Quá hạn"] == 51
    assert standings["Tổng số"] == 944
    rates = {row[0]: row[1] for row in files.sheet("Các chỉ số")[1:]}
    assert rates["Tỷ lệ đúng hạn"] == pytest.approx(282 / 421)


def test_every_organisation_says_the_same_everywhere(made: Pack, files: Written) -> None:
    rows = {row[0]: row for row in files.sheet("Cơ quan")[1:]}
    tables = [[cell.text for cell in row.cells] for row in _table(files, "Cơ quan")]
    said = {cells[0]: cells for cells in tables}
    with translation.override("vi"):
        for row in made.report.rows:
            counts = row.counts
            numbers = [counts.total, counts.completed_on_time, counts.completed_late]
            assert rows[row.name][1:4] == numbers
            assert said[row.name][1:4] == [str(number) for number in numbers]
            value = HEADLINE.value(counts)
            assert rows[row.name][7] == (HEADLINE.empty if value is None else float(value))
            assert row.name in files.pdf_text


def test_the_annex_has_every_task(made: Pack, files: Written) -> None:
    annex = files.sheet("Phụ lục")
    codes = [task.code for task in made.annex]
    assert len(codes) == 944
    assert [row[1] for row in annex[1:945]] == codes
    assert [row.cells[1].text for row in files.word.tables[-1].rows][1:] == codes
    for code in codes[::50]:
        assert code.replace("-", "") in files.pdf_text.replace("-", "").replace(" ", "")


def test_the_english_pack_has_the_same_digits(made: Pack) -> None:
    files = written(made, language="en")
    for text in (files.word_text, files.pdf_text):
        assert "282 / (282 + 88 + 51) = 67.0 %" in text
        assert "SOCIALIST REPUBLIC OF VIET NAM" in text
    assert files.sheet("Standings")[-3][:2] == ["Total", 944.0]


def _table(files: Written, title: str) -> list[Any]:
    """The rows of the table in Word whose first column is called like that."""
    for table in files.word.tables:
        if table.rows[0].cells[0].text == title:
            return list(table.rows)
    raise AssertionError(title)
