"""What a file is, judged by its content and never by its name.

Five kinds are known: pdf, docx, xlsx, png, jpg. An Office file is a zip; of it only the table of
contents and one small part are read, so a bomb has nothing to blow up. Files with macros are
refused. Layouts: ISO 32000-1 §7.5, ISO/IEC 29500-2 §10, PKWARE APPNOTE §4.3, PNG §5.2, JPEG B.1.
"""

import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO
from xml.etree import ElementTree as ET

OOXML = "application/vnd.openxmlformats-officedocument"
PDF_HEAD = re.compile(rb"%PDF-[12]\.\d")
PNG_HEAD = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
JPEG_HEAD = b"\xff\xd8\xff"
ZIP_HEAD, ZIP_END = b"PK\x03\x04", b"PK\x05\x06"
ZIP_END_SIZE, ZIP_LONGEST_COMMENT = 22, 65_535
CONTENT_TYPES = "[Content_Types].xml"

# An Office file has a few dozen parts; these are far beyond any real one.
MOST_CONTENTS = 2 * 1024 * 1024
MOST_TYPES = 512 * 1024
PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # both are read in bounded steps
ENCRYPTED = 0x1


@dataclass(frozen=True)
class Kind:
    """A kind of file: its media type, and the endings it goes by, the usual one first."""

    media_type: str
    endings: tuple[str, ...]


PDF = Kind("application/pdf", (".pdf",))
PNG = Kind("image/png", (".png",))
JPEG = Kind("image/jpeg", (".jpg", ".jpeg"))
DOCX = Kind(f"{OOXML}.wordprocessingml.document", (".docx",))
XLSX = Kind(f"{OOXML}.spreadsheetml.sheet", (".xlsx",))
KINDS = (PDF, DOCX, XLSX, PNG, JPEG)
# Only ever written here: several files handed out as one. Nobody may hand one in.
ZIP = Kind("application/zip", (".zip",))
FOLDERS = {DOCX: "word/", XLSX: "xl/"}


class UnknownKind(ValueError):
    """The content is of none of the kinds, or broken."""


class HasMacros(ValueError):
    """An Office file that can run code."""


def kind_of(file: IO[bytes]) -> Kind:
    """The kind of the content of `file`, which is seekable. Raises UnknownKind or HasMacros."""
    file.seek(0)
    head = file.read(64)
    if head.startswith(PNG_HEAD):
        return PNG
    if head.startswith(JPEG_HEAD):
        return JPEG
    if PDF_HEAD.match(head) and b"%%EOF" in _tail(file, 2048):
        return PDF
    if head.startswith(ZIP_HEAD):
        return _office(file)
    raise UnknownKind


def _tail(file: IO[bytes], length: int) -> bytes:
    size = file.seek(0, 2)
    file.seek(max(0, size - length))
    return file.read()


def _office(file: IO[bytes]) -> Kind:
    """The kind of an Office file, from its table of contents and its list of content types."""
    _check_contents_are_small(file)
    try:
        with zipfile.ZipFile(file) as archive:
            names = [name.lower() for name in archive.namelist()]
            if len(names) != len(set(names)):  # readers would not agree on which of two counts
                raise UnknownKind
            types = _content_types(archive)
    except (zipfile.BadZipFile, ET.ParseError, *UNREADABLE) as fault:
        raise UnknownKind from fault
    if _runs_code(names, types):
        raise HasMacros
    for kind, folder in FOLDERS.items():
        main = f"{kind.media_type}.main+xml"
        if main in types and any(name.startswith(folder) for name in names):
            return kind
    raise UnknownKind


def _runs_code(names: list[str], types: set[str]) -> bool:
    """A part with macros can have any name; its content type is what Office goes by."""
    return any(PurePosixPath(name).name == "vbaproject.bin" for name in names) or any(
        "macroenabled" in one or "vbaproject" in one for one in types
    )


# What the standard library raises for archives that are malformed in one way or another.
UNREADABLE = (
    *(EOFError, LookupError, NotImplementedError, OSError, RuntimeError, ValueError),
    *(struct.error, zlib.error),
)


def _check_contents_are_small(file: IO[bytes]) -> None:
    """A table of contents of many megabytes would be read into memory whole: refuse it first.

    The reader looks for a 64-bit table too, just before the end record; no file here needs one.
    """
    tail = _tail(file, ZIP_END_SIZE + ZIP_LONGEST_COMMENT + 20)
    end = tail.rfind(ZIP_END)
    if end < 0 or len(tail) - end < ZIP_END_SIZE or tail[max(0, end - 20) :][:4] == b"PK\x06\x07":
        raise UnknownKind
    (size,) = struct.unpack_from("<L", tail, end + 12)
    if size > MOST_CONTENTS:
        raise UnknownKind


def _content_types(archive: zipfile.ZipFile) -> set[str]:
    """The content types that the archive declares for its parts, in small letters."""
    part = archive.getinfo(CONTENT_TYPES)
    if part.flag_bits & ENCRYPTED or part.compress_type not in PLAIN:
        raise UnknownKind
    with archive.open(part) as stream:
        written = stream.read(MOST_TYPES + 1)
    # The format allows no document type, and without one no entity can be declared.
    if len(written) > MOST_TYPES or b"<!DOCTYPE" in written.replace(b"\0", b""):
        raise UnknownKind
    tree = ET.fromstring(written)  # noqa: S314 - no entities, and bounded
    return {one.get("ContentType", "").strip().lower() for one in tree.iter()}
