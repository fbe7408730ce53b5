"""The document as a Word file."""

import io

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Length, Mm, Pt

from reports.interfaces.charts.draw import png, svg
from reports.interfaces.pack.annex import cut_note
from reports.interfaces.pack.document import (
    Block,
    Chart,
    Document,
    Heading,
    Paragraph,
    Table,
    printable,
)
from reports.interfaces.word.form import INDENT, blank, letterhead, page, signing, written
from reports.interfaces.word.tables import table_of

PORTRAIT, LANDSCAPE = Mm(160), Mm(262)


def docx(document: Document) -> bytes:
    """Letterhead, contents, who signs, and the annex on pages of its own."""
    word = blank(document)
    letterhead(word, document.letterhead)
    for block in document.blocks:
        _block(word, block)
    signing(word, document.letterhead)
    _annex(word, document)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _annex(word: Word, document: Document) -> None:
    page(word.add_section(), document.notice, landscape=True)
    title = word.add_heading(document.annex_title, level=1)
    title.alignment = ALIGN.CENTER
    _table(word, document.annex, LANDSCAPE, size=9)


def _block(word: Word, block: Block) -> None:
    if isinstance(block, Table):
        _table(word, block, PORTRAIT, size=9.5 if len(block.columns) > 5 else 10.5)
    elif isinstance(block, Chart):
        _chart(word, block)
    elif isinstance(block, Heading):
        word.add_heading(printable(block.text), level=block.level)
    else:
        _paragraph(word, block)


def _paragraph(word: Word, block: Paragraph) -> None:
    paragraph = word.add_paragraph()
    paragraph.alignment = ALIGN.JUSTIFY
    paragraph.paragraph_format.first_line_indent = INDENT
    run = paragraph.add_run(printable(block.text))
    if block.soft:
        run.font.size = Pt(11.5)


def _table(word: Word, table: Table, width: Length, *, size: float) -> None:
    if not table.count:
        written(word.add_paragraph(), table.empty, size=13, italic=True)
        return
    if note := cut_note(table):
        written(word.add_paragraph(), note, size=11, italic=True)
    made = table_of(table, width=round(width.twips), half_points=round(size * 2))
    after = word.add_paragraph()
    after.paragraph_format.space_after = Pt(2)
    after._p.addprevious(made)  # noqa: SLF001 - python-docx adds no table that is built already


def _chart(word: Word, chart: Chart) -> None:
    """The picture with its words for those who do not see it."""
    paragraph = word.add_paragraph()
    paragraph.alignment = ALIGN.CENTER
    paragraph.paragraph_format.keep_with_next = True
    picture = io.BytesIO(png(svg(chart.spec)))
    shape = paragraph.add_run().add_picture(picture, width=PORTRAIT)
    properties = shape._inline.docPr  # noqa: SLF001 - python-docx has no other way to it
    properties.set("descr", printable(chart.alt))
    properties.set("title", printable(chart.title))
    written(word.add_paragraph(), chart.title, size=11.5, italic=True, align=ALIGN.CENTER)
