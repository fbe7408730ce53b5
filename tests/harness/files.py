"""Small real files of every kind that may be attached, and some that may not."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from seeds.papers import paper
from tracker.lib.filetypes import DOCX, XLSX, Kind

MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def pdf(text: str = "Minh chung") -> bytes:
    return paper([text])


def png() -> bytes:
    """One white pixel."""
    parts = {b"IHDR": struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)}
    parts |= {b"IDAT": zlib.compress(b"\x00\xff"), b"IEND": b""}
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts.items()
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def jpg() -> bytes:
    """The markers of a picture, without the picture."""
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"


def docx(**parts: bytes) -> bytes:
    return office(DOCX, "word/document.xml", "", **parts)


def xlsx(**parts: bytes) -> bytes:
    return office(XLSX, "xl/workbook.xml", "", **parts)


def office(kind: Kind, main: str, types: str = "", **parts: bytes) -> bytes:
    """An Office file with `main` as its main part; `types` in place of its content type."""
    declared = types or f"{kind.media_type}.main+xml"
    return zipped(
        {
            "[Content_Types].xml": (
                '<?xml version="1.0" encoding="UTF-8"?>'
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="xml" ContentType="application/xml"/>'
                f'<Override PartName="/{main}" ContentType="{declared}"/></Types>'
            ).encode(),
            main: b"<x/>",
        }
        | parts
    )


def zipped(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def uploaded(content: bytes | None = None, name: str = "minh chứng.pdf") -> SimpleUploadedFile:
    """A file as a form hands it on; a PDF unless told."""
    return SimpleUploadedFile(name, pdf() if content is None else content)


def status_of(answer: Any) -> int:
    """The status of an answer; one that is streamed is read to its end, which closes its file."""
    if answer.streaming:
        b"".join(answer)
    return int(answer.status_code)
