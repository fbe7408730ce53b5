"""Words that mean something to Excel, to XML, to Typst or to a template are shown as they are."""

import unicodedata

import pytest

from reports.domain.packs import pack
from tests import factories as f
from tests.reports.pack.reading import Written, written
from tracker import clock

pytestmark = pytest.mark.django_db
HOSTILE = [
    '=HYPERLINK("http://x.example","Nhấn")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "<script>alert('1')</script> & &lt;",
    '#panic("x") $ x $ *đậm* _nghiêng_ @nhãn <nhãn> // \\',
    "{{ 7*7 }} {% load x %}",
    "https://x.example/?a=1",
    "]]> <!-- --> <?xml?>",
]
FOREIGN = "Ghim 📌 漢字 ابجد"
DECOMPOSED = unicodedata.normalize("NFD", "Nghị quyết về chuyển đổi số")
OTHERS = ["Điều\x07khiển\x1b\u202e", "Một\nhai\r\nba", "x" * 40_000, FOREIGN, DECOMPOSED]


@pytest.fixture(scope="module")
def _files() -> dict[str, Written]:
    return {}


@pytest.fixture
def files(_files: dict[str, Written]) -> Written:
    if "all" not in _files:
        for title in [*HOSTILE, *OTHERS]:
            f.assigned(title=title)
        _files["all"] = written(
            pack(now=clock.now(), title=HOSTILE[0] + HOSTILE[4], as_of=clock.today())
        )
    return _files["all"]


def test_word_shows_them(files: Written) -> None:
    titles = {row.cells[2].text for row in files.word.tables[-1].rows}
    assert titles >= set(HOSTILE)
    assert {"Điềukhiển", "Một\nhai\nba"} <= titles


def test_excel_shows_them_and_computes_nothing(files: Written) -> None:
    titles = {row[2] for row in files.sheet("Phụ lục")[1:]}
    assert titles >= set(HOSTILE)
    assert max(len(title) for title in titles) == 32_767
    for name in [name for name in files.book.sheet_names if name]:
        at = files.book.sheet_names.index(name) + 1
        sheet = files.part(f"xl/worksheets/sheet{at}.xml")
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet


def test_the_pdf_shows_them(files: Written) -> None:
    said = "".join(files.pdf_text.split())
    for title in HOSTILE:
        assert "".join(title.split()) in said
    assert "Điềukhiển" in said


def test_what_the_font_cannot_draw_is_marked_and_breaks_nothing(files: Written) -> None:
    assert FOREIGN in files.word_text
    assert FOREIGN in [row[2] for row in files.sheet("Phụ lục")]
    assert "Ghim \ufffd \ufffd\ufffd" in files.pdf_text
    assert "Nghị quyết về chuyển đổi số" in files.pdf_text
