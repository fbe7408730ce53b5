"""What may be attached, what may not, and that nothing is inflated to find out."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.harness import files
from tracker.lib.filetypes import DOCX, JPEG, PDF, PNG, XLSX, HasMacros, Kind, UnknownKind, kind_of

HTML = b"<script>alert(1)</script>"
WORD = f"{DOCX.media_type}.main+xml"


def judged(content: bytes) -> Kind:
    return kind_of(io.BytesIO(content))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (files.pdf(), PDF),
        (files.png(), PNG),
        (files.jpg(), JPEG),
        (files.docx(), DOCX),
        (files.xlsx(), XLSX),
    ],
)
def test_the_five_kinds(content: bytes, kind: Kind) -> None:
    assert judged(content) is kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        b"%PDF-1.7\n" + HTML,
        HTML + files.pdf(),
        b"\x89PNG\r\n\x1a\n" + HTML,
        HTML,
        b"MZ\x90\x00",
        b"PK\x03\x04",
        files.zipped({"a.txt": b"x"}),
        files.zipped({"word/document.xml": b"x"}),
        files.zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"x"}),
        files.zipped({"[Content_Types].xml": b"<Types", "word/document.xml": b"x"}),
        files.office(DOCX, "xl/workbook.xml"),
        files.office(XLSX, "ppt/presentation.xml"),
        files.docx()[:-30],
        HTML + files.docx(),
        files.docx(**{"[content_types].XML": b"<Types/>"}),
    ],
)
def test_what_is_none_of_them(content: bytes) -> None:
    with pytest.raises(UnknownKind):
        judged(content)


@pytest.mark.parametrize(
    "content",
    [
        files.docx(**{"word/vbaProject.bin": b"x"}),
        files.xlsx(**{"xl/VBAPROJECT.BIN": b"x"}),
        files.office(DOCX, "word/document.xml", types=files.MACROS),
        files.office(DOCX, "word/document.xml", types=files.MACROS.replace("m", "&#109;", 1)),
        files.office(
            DOCX, "word/document.xml", types=f'{WORD}" x="1"/><a ContentType="A/vbaProject'
        ),
    ],
)
def test_macros_are_found(content: bytes) -> None:
    with pytest.raises((HasMacros, UnknownKind)):
        judged(content)


def test_the_parts_of_a_bomb_are_not_inflated() -> None:
    """100 MB of zeroes in a part that nobody has to read."""
    assert judged(files.docx(**{"word/media/image1.png": b"\0" * 100_000_000})) is DOCX


@pytest.mark.parametrize(
    "types",
    [
        b"<Types>" + b" " * 50_000_000 + b"</Types>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><Types ContentType="&b;"/>',
        '<!DOCTYPE a [<!ENTITY b "c">]><Types ContentType="&b;"/>'.encode("utf-16"),
    ],
)
def test_the_one_part_that_is_read_is_bounded(types: bytes) -> None:
    with pytest.raises(UnknownKind):
        judged(files.zipped({"[Content_Types].xml": types, "word/document.xml": b"x"}))


def test_a_huge_table_of_contents_is_not_read() -> None:
    with pytest.raises(UnknownKind):
        judged(files.docx(**{f"word/{number:0200}.xml": b"" for number in range(10_000)}))


def test_only_plain_compression_is_opened() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "x")
    with pytest.raises(UnknownKind):
        judged(file.getvalue())


@given(
    st.sampled_from([files.pdf(), files.png(), files.docx(), files.xlsx()]),
    st.integers(0, 2000),
    st.binary(max_size=40),
)
def test_whatever_is_damaged_gets_an_answer(content: bytes, at: int, junk: bytes) -> None:
    damaged = content[:at] + junk + content[at + len(junk) :]
    with contextlib.suppress(UnknownKind, HasMacros):
        assert judged(damaged) in (PDF, PNG, DOCX, XLSX)
