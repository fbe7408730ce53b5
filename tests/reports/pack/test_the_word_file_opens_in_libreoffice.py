"""Debian's LibreOffice reads the same text from the Word file as we wrote into it."""

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from reports.domain.packs import pack
from tasks.enums import Knowledge
from tasks.models import Programme
from tests.reports.pack.reading import Written, plain, written
from tracker import clock

pytestmark = [pytest.mark.seeded, pytest.mark.prove]
LIMIT = 300  # seconds: the first start makes a profile


@pytest.fixture
def soffice() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is missing: apt-get install libreoffice-writer-nogui")
        pytest.skip("LibreOffice is missing: apt-get install libreoffice-writer-nogui")
    return found


@pytest.fixture
def files() -> Written:
    return written(
        pack(
            now=clock.now(),
            title="Phiên họp thứ năm",
            as_of=date(2025, 11, 15),
            knowledge=Knowledge.KNOWN,
            programme=Programme.objects.earliest("pk"),
        )
    )


def converted(soffice: str, made: bytes, form: str, folder: Path) -> Path:
    source = folder / "pack.docx"
    source.write_bytes(made)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, profile, "--headless", "--convert-to", form, "--outdir", str(folder)]
    subprocess.run([*command, str(source)], check=True, timeout=LIMIT, capture_output=True)
    return folder / f"pack.{form.split(':', maxsplit=1)[0]}"


def test_its_text_is_the_same(soffice: str, files: Written, tmp_path: Path) -> None:
    text = converted(soffice, files.docx, "txt:Text (encoded):UTF8", tmp_path)
    read = plain(text.read_text("utf-8-sig"))
    cells = {
        cell.text for table in files.word.tables[:-1] for row in table.rows for cell in row.cells
    }
    said = [paragraph.text for paragraph in files.word.paragraphs] + sorted(cells)
    assert [words for words in said if plain(words) not in read] == []
    codes = [row.cells[1].text for row in files.word.tables[-1].rows]
    assert len(codes) == 945
    assert [code for code in codes if code not in read] == []


def test_each_of_its_pages_has_the_notice(soffice: str, files: Written, tmp_path: Path) -> None:
    pdf = converted(soffice, files.docx, "pdf", tmp_path)
    with pypdfium2.PdfDocument(pdf.read_bytes()) as read:
        pages = [plain(page.get_textpage().get_text_range()) for page in read]
    assert [page for page in pages if "illustrative data, not official figures" not in page] == []
