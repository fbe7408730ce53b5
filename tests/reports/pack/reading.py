"""Packs written for tests, and read back by other programs than those that wrote them."""

import io
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
import pypdfium2
from django.utils import translation
from python_calamine import CalamineWorkbook

from reports.interfaces.excel.write import xlsx
from reports.interfaces.pack.contents import document_of
from reports.interfaces.pdf.write import pdf
from reports.interfaces.word.write import docx as word
from reports.rules.pack.contents import Pack


@dataclass(frozen=True)
class Written:
    """The pack in its three formats."""

    docx: bytes
    pdf: bytes
    xlsx: bytes

    @cached_property
    def word(self) -> Any:
        return docx.Document(io.BytesIO(self.docx))

    @cached_property
    def word_text(self) -> str:
        """Paragraphs and cells, in no particular order."""
        document = self.word
        cells = [text.text or "" for text in document.element.body.iter(TEXT)]
        return plain(" ".join([*(each.text for each in document.paragraphs), *cells]))

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page of the PDF, and its number of lines as they were broken."""
        with pypdfium2.PdfDocument(self.pdf) as read:
            return [page.get_textpage().get_text_range() for page in read]

    @cached_property
    def pdf_text(self) -> str:
        return plain(" ".join(self.pages))

    @cached_property
    def book(self) -> CalamineWorkbook:
        return CalamineWorkbook.from_filelike(io.BytesIO(self.xlsx))

    def sheet(self, name: str) -> list[list[Any]]:
        """The rows of a sheet, the header first."""
        return self.book.get_sheet_by_name(name).to_python()

    def part(self, name: str) -> str:
        """A part of the workbook as XML."""
        with zipfile.ZipFile(io.BytesIO(self.xlsx)) as archive:
            return archive.read(name).decode()


TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def plain(text: str) -> str:
    """Without line breaks, hyphens at their ends, and repeated blanks."""
    return " ".join(text.replace("\ufffe", "").replace("\r\n", " ").split())


def written(pack: Pack, *, language: str = "vi", demo: bool = True) -> Written:
    with translation.override(language):
        document = document_of(pack, demo=demo)
        with TemporaryDirectory() as folder:
            book = Path(folder) / "book.xlsx"
            xlsx(document, book, made_at=pack.made_at)
            made = book.read_bytes()
        return Written(word(document), pdf(document, made_at=pack.made_at), made)
