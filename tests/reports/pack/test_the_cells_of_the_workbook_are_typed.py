from datetime import date

import pytest

from reports.domain.packs import pack
from tests import factories as f
from tests.reports.pack.reading import Written, written
from tracker import clock

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def files(shared_database: None) -> Written:
    programme = f.programme()
    f.completed(programme=programme, deadline=date(2025, 11, 18))
    f.assigned(programme=programme, deadline=date(2025, 11, 18))
    f.assigned(programme=programme, deadline=None)
    f.at("2025-11-20")
    return written(pack(now=clock.now(), title="Họp", as_of=clock.today(), programme=programme))


def test_dates_are_dates_and_numbers_numbers(files: Written) -> None:
    header, *rows = files.sheet("Phụ lục")
    by = [dict(zip(header, row, strict=True)) for row in rows[:3]]
    assert [row["TT"] for row in by] == [1, 2, 3]
    assert {row["Thời hạn"] for row in by} == {date(2025, 11, 18), ""}
    assert {row["Ngày hoàn thành"] for row in by} == {date(2025, 11, 17), ""}


def test_a_rate_is_a_number_shown_as_a_percentage_with_its_counts_beside(files: Written) -> None:
    header, *rows = files.sheet("Các chỉ số")
    found = {row[0]: row for row in rows}
    rate = found["Tỷ lệ đúng hạn"]
    assert rate[1:3] == [0.5, "1 / (1 + 0 + 1)"]
    assert header[1:3] == ["Kết quả", "Kết quả ="]
    assert "0.0%" in files.part("xl/styles.xml")


def test_each_table_has_a_frozen_header_and_a_filter(files: Written) -> None:
    for number, _name in enumerate(files.book.sheet_names[1:], start=2):
        sheet = files.part(f"xl/worksheets/sheet{number}.xml")
        assert '<pane ySplit="1"' in sheet
        assert "<autoFilter" in sheet


def test_a_list_has_as_many_rows_as_its_heading_says(files: Written) -> None:
    assert "Nhiệm vụ quá hạn (1)" in files.pdf_text
    header, *rows = files.sheet("Quá hạn")
    overdue = dict(zip(header, rows[0], strict=True))
    assert overdue["Số ngày quá hạn"] == 2
    assert overdue["Cập nhật gần nhất"] == "chưa có báo cáo"
    assert overdue["Cán bộ thực hiện"]
