"""The form of the report in Word: letters, pages, letterhead, and who signs."""

from typing import Any

import docx
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from reports.interfaces.pack.document import Document, Letterhead

FONT = "Times New Roman"
INDENT = Mm(10)


def blank(document: Document) -> Word:
    """An empty A4 page with the styles and margins of an administrative report."""
    word = docx.Document()
    for name, size, bold in (("Normal", 13, False), ("Heading 1", 13, True), ("Title", 14, True)):
        _style(word.styles[name], size, bold=bold, language=document.language)
    body = word.styles["Normal"].paragraph_format
    body.space_after, body.line_spacing = Pt(6), 1.1
    heading = word.styles["Heading 1"].paragraph_format
    heading.space_before, heading.space_after, heading.keep_with_next = Pt(12), Pt(6), True
    page(word.sections[0], document.notice)
    word.core_properties.title = f"{document.letterhead.kind}: {document.letterhead.subject}"
    word.core_properties.author = document.author
    word.core_properties.language = document.language
    word.core_properties.comments = document.notice
    return word


def _style(style: Any, size: int, *, bold: bool, language: str) -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    style.font.color.rgb = None
    letters = style.element.get_or_add_rPr()
    fonts = letters.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    for theme in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    spoken = "en-GB" if language == "en" else "vi-VN"
    letters.append(element("lang", val=spoken, eastAsia=spoken))
    layout = style.element.get_or_add_pPr()
    for border in layout.findall(qn("w:pBdr")):
        layout.remove(border)


def page(section: Section, notice: str, *, landscape: bool = False) -> None:
    """Number at the top in the middle from the second page on, the notice at the bottom of all."""
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    long, short = Mm(297), Mm(210)
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = (Mm(20), Mm(15)) if landscape else (Mm(30), Mm(20))
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = not landscape
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    _number(section.header.paragraphs[0])
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        written(footer.paragraphs[0], notice, size=9, italic=True, align=ALIGN.CENTER)


def _number(paragraph: Paragraph) -> None:
    paragraph.alignment = ALIGN.CENTER
    field = element("fldSimple", element("r", element("t")), instr="PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - python-docx knows no fields


def element(name: str, *children: Any, **attributes: str) -> Any:
    """An element of WordprocessingML: `element("jc", val="center")` is `<w:jc w:val="center"/>`."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    made.extend(children)
    return made


def letterhead(word: Word, head: Letterhead) -> None:
    """Who issues it on the left, the nation on the right; number and day; kind and subject."""
    left, right = _beside(word)
    _stacked(left, [(head.parent, {}), (head.issuer, {"bold": True})])
    _stacked(right, [(head.nation, {"bold": True}), (head.motto, {"bold": True})])
    for cell in (left, right):
        written(cell.add_paragraph(), "―――――――", size=8, align=ALIGN.CENTER)
    left, right = _beside(word)
    _stacked(left, [(head.number, {})])
    _stacked(right, [(head.place_and_day, {"italic": True})])
    title = word.add_paragraph(style="Title")
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(12), Pt(0)
    written(title, head.kind, size=14, bold=True, align=ALIGN.CENTER)
    written(word.add_paragraph(), head.subject, size=13, bold=True, align=ALIGN.CENTER)


def signing(word: Word, head: Letterhead) -> None:
    """To whom it goes on the left, who signs on the right."""
    left, right = _beside(word)
    first = left.paragraphs[0]
    written(first, head.recipients_title, size=12, bold=True, italic=True)
    for one in head.recipients:
        written(left.add_paragraph(), f"– {one}", size=11)
    _stacked(right, [(head.signer, {"bold": True}), (head.signature, {"italic": True})])


def _beside(word: Word) -> tuple[_Cell, _Cell]:
    table = word.add_table(rows=1, cols=2)
    table.rows[0]._tr.get_or_add_trPr().append(element("cantSplit"))  # noqa: SLF001
    table.autofit = False
    left, right = table.rows[0].cells
    for cell, column, width in zip((left, right), table.columns, (64, 96), strict=True):
        cell.width = column.width = Mm(width)
    return left, right


def _stacked(cell: _Cell, lines: list[tuple[str, dict[str, bool]]]) -> None:
    paragraph = cell.paragraphs[0]
    for text, how in lines:
        if text:
            written(paragraph, text, size=12, align=ALIGN.CENTER, **how)
            paragraph = cell.add_paragraph()
    paragraph._p.getparent().remove(paragraph._p)  # noqa: SLF001 - the empty last one


def written(
    paragraph: Paragraph,
    text: str,
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
    align: ALIGN = ALIGN.LEFT,
) -> None:
    """`text` as the only words of `paragraph`, without an indent."""
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic
