"""Tables of Word, written as XML at once: python-docx needs a second for every hundred rows."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from reports.interfaces.pack.annex import listed
from reports.interfaces.pack.document import Column, Kind, Table, printable, said

ALIGNED = {
    Kind.TEXT: "left",
    Kind.CODE: "left",
    Kind.NUMBER: "right",
    Kind.RATE: "right",
    Kind.DAY: "center",
}
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="5A5A5A"/>' for side in SIDES)
PROPERTIES = f"""<w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblBorders>{BORDERS}</w:tblBorders>
<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/>
<w:right w:w="57" w:type="dxa"/></w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>"""
CELL = """<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}<w:vAlign w:val="center"/></w:tcPr>
<w:p><w:pPr><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>
<w:jc w:val="{side}"/></w:pPr><w:r><w:rPr>{bold}<w:sz w:val="{size}"/></w:rPr>""".replace("\n", "")
CELL_ENDS = "</w:r></w:p></w:tc>"
FILL = '<w:shd w:val="clear" w:color="auto" w:fill="ECECEC"/>'
# No row is torn apart, and the header stands on each page.
ROW, HEADER = "<w:tr><w:trPr><w:cantSplit/>%s</w:trPr>", "<w:tblHeader/>"


def table_of(table: Table, *, width: int, half_points: int) -> Any:
    """`width` in twentieths of a point, for all columns together; letters of `half_points`."""
    return parse_xml("".join(_written(table, width, half_points)))


def _written(table: Table, width: int, size: int) -> Iterator[str]:
    widths = _widths(table.columns, width)
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    yield f"<w:tbl {nsdecls('w')}>{PROPERTIES % width}<w:tblGrid>{grid}</w:tblGrid>"
    yield from _row(table.columns, widths, size, header=True)
    for cells in listed(table):
        yield from _row(table.columns, widths, size, map(said, cells))
    if table.total is not None:
        yield from _row(table.columns, widths, size, map(said, table.total), bold="<w:b/>")
    yield "</w:tbl>"


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    parts = sum(column.width for column in columns)
    return [width * column.width // parts for column in columns]


def _row(
    columns: Sequence[Column],
    widths: Sequence[int],
    size: int,
    texts: Iterable[str] = (),
    *,
    header: bool = False,
    bold: str = "",
) -> Iterator[str]:
    yield ROW % (HEADER if header else "")
    if header:
        texts, bold = (column.title for column in columns), "<w:b/>"
    for text, column, width in zip(texts, columns, widths, strict=True):
        side = "center" if header else ALIGNED[column.kind]
        fill = FILL if header else ""
        yield CELL.format(width=width, fill=fill, side=side, bold=bold, size=size)
        yield _lines(text)
        yield CELL_ENDS
    yield "</w:tr>"


def _lines(text: str) -> str:
    lines = printable(text).split("\n")
    return "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
