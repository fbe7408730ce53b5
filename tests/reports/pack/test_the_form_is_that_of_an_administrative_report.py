"""Decree 30/2020/NĐ-CP, and what a reader with a screen reader or an archive needs."""

import re

import pytest
from docx.shared import Length

from reports.domain.packs import pack
from reports.domain.roll_up import roll_up
from tests import factories as f
from tests.reports.pack.reading import Written, plain, written
from tracker import clock

pytestmark = pytest.mark.django_db
NOTICE = "dữ liệu minh hoạ, không phải số liệu chính thức / illustrative data, not official figures"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def _made() -> dict[bool, Written]:
    return {}


@pytest.fixture
def files(_made: dict[bool, Written]) -> Written:
    """Written once: nothing here depends on anything else."""
    if True not in _made:
        _made[True] = _files(demo=True)
    return _made[True]


def _files(*, demo: bool) -> Written:
    programme = f.programme()
    f.completed(programme=programme)
    f.assigned(programme=programme)
    f.at("2025-11-20")
    roll_up(now=clock.now())
    made = pack(
        now=clock.now(), title="Phiên họp tháng 11", as_of=clock.today(), programme=programme
    )
    return written(made, demo=demo)


def test_nation_motto_number_place_and_day_stand_at_the_top(files: Written) -> None:
    made = files
    for text in (made.word_text, plain(made.pages[0])):
        for words in (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Số: …… /BC-……",
            "Hà Nội, ngày 20 tháng 11 năm 2025",
            "BÁO CÁO",
            "Phiên họp tháng 11",
        ):
            assert words in text, words
    assert "Nơi nhận:" in made.word_text
    assert "Nơi nhận:" in made.pdf_text


def test_paper_margins_and_letters_of_word(files: Written) -> None:
    word = files.word
    first, annex = word.sections
    assert [_mm(side) for side in (first.page_width, first.page_height)] == [210, 297]
    assert [_mm(side) for side in (first.left_margin, first.right_margin)] == [30, 20]
    assert [_mm(side) for side in (first.top_margin, first.bottom_margin)] == [20, 20]
    assert annex.page_width > annex.page_height
    assert word.styles["Normal"].font.name == "Times New Roman"
    assert first.different_first_page_header_footer
    assert 'instr="PAGE"' in first.header._element.xml
    assert word.core_properties.language == "vi"


def test_each_table_of_word_repeats_its_header_and_tears_no_row(files: Written) -> None:
    for table in files.word.tables:
        rows = list(table._tbl.iter(f"{W}tr"))
        if len(rows) > 1:
            assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_each_drawing_says_what_it_shows(files: Written) -> None:
    made = files
    drawn = [shape._inline.docPr for shape in made.word.inline_shapes]
    assert len(drawn) == 2
    assert all(one.get("descr") and one.get("title") for one in drawn)
    assert "Tỷ lệ đúng hạn" in drawn[1].get("descr")


def test_the_pdf_is_for_archives_and_for_screen_readers(files: Written) -> None:
    made = files.pdf
    assert re.search(rb"<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>A<", made)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"/Lang(vi)" in made
    assert b"/MarkInfo" in made


def test_in_a_demo_each_page_says_so(files: Written) -> None:
    made = files
    assert len(made.pages) > 2
    assert [page for page in made.pages if NOTICE not in plain(page)] == []
    for section in made.word.sections:
        assert NOTICE in section.footer.paragraphs[0].text
    assert NOTICE in made.word.sections[0].first_page_footer.paragraphs[0].text
    for name in made.book.sheet_names:
        assert NOTICE in [str(cell) for row in made.sheet(name) for cell in row]


def test_otherwise_none_does() -> None:
    made = _files(demo=False)
    assert "minh hoạ" not in made.pdf_text
    assert "minh hoạ" not in made.word_text


def test_pages_are_numbered_from_the_second_on(files: Written) -> None:
    pages = files.pages
    assert not re.match(r"\s*1\s", pages[0])
    assert re.match(r"\s*2\s", pages[1])


def _mm(length: Length | None) -> int:
    return round(length.mm) if length is not None else 0
