"""The document as a PDF: PDF/A-2a and PDF/UA-1, so that it lasts and can be read aloud."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from reports.interfaces.charts.draw import svg
from reports.interfaces.charts.style import FONT
from reports.interfaces.fonts import folder_of
from reports.interfaces.pack.annex import cut_note, listed
from reports.interfaces.pack.document import (
    Block,
    Cells,
    Chart,
    Document,
    Heading,
    Table,
    printable,
    said,
)
from reports.interfaces.pdf.letters import drawable

TEMPLATE = Path(__file__).parent / "report.typ"
STANDARDS = ["a-2a", "ua-1"]
BODY = "Noto Serif"
LONG = 800  # letters in a cell


def pdf(document: Document, *, made_at: datetime) -> bytes:
    """Only with the fonts of the packages, so that every machine makes the same pages."""
    import typst

    made: Any = typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_drawable(_data(document)), ensure_ascii=False)},
        pdf_standards=STANDARDS,  # type: ignore[arg-type]
        timestamp=int(made_at.timestamp()),
    )
    return bytes(made)


@cache
def _fonts() -> Any:
    import typst

    folders = [str(folder_of(family)) for family in (BODY, FONT)]
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders)
    )


def _drawable(data: Any) -> Any:
    """All words in it as the font can draw them; drawings stay as they are."""
    if isinstance(data, str):
        return drawable(data, BODY)
    if isinstance(data, Mapping):
        return {name: each if name == "svg" else _drawable(each) for name, each in data.items()}
    if isinstance(data, Sequence):
        return [_drawable(each) for each in data]
    return data


def _data(document: Document) -> dict[str, Any]:
    return {
        "language": document.language,
        "letterhead": vars(document.letterhead),
        "notice": document.notice,
        "author": document.author,
        "blocks": [_block(block) for block in document.blocks],
        "annex_title": document.annex_title,
        "annex": _table(document.annex),
    }


def _block(block: Block) -> Mapping[str, Any]:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Chart):
        return {"kind": "chart", "title": block.title, "alt": block.alt, "svg": svg(block.spec)}
    if isinstance(block, Heading):
        return {"kind": "heading", "text": printable(block.text), "level": block.level}
    return {"kind": "paragraph", "text": printable(block.text), "soft": block.soft}


def _table(table: Table) -> dict[str, Any]:
    rows = [_cells(row) for row in listed(table)]
    return {
        "kind": "table",
        "columns": [
            {"title": column.title, "kind": column.kind.value, "width": column.width}
            for column in table.columns
        ],
        "rows": rows,
        "long": any(len(cell) > LONG for row in rows for cell in row),
        "total": None if table.total is None else _cells(table.total),
        "empty": table.empty,
        "note": cut_note(table),
    }


def _cells(row: Cells) -> list[str]:
    return [said(cell) for cell in row]
