"""Contents of files, each stored once under its SHA-256: `folder/ab/abcdef…`.

A content is written beside its place, flushed to the disk and renamed, so a file under its name is
whole, whatever crashes. Who refers to it commits afterwards; a crash between the two leaves a file
that nobody refers to, which does no harm and is found again when the same content comes next. Who
removes such a file and who refers to it have to wait for each other: that is not done here.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

CHUNK = 256 * 1024
DIGEST = re.compile(r"[0-9a-f]{64}")
READ_ONLY = 0o440


class Altered(Exception):
    """A stored content is missing, or is no longer what it was stored as."""


@dataclass(frozen=True)
class Blob:
    """A stored content: its SHA-256 in hexadecimal, and its size in bytes."""

    sha256: str
    size: int


def place_of(folder: Path, sha256: str) -> Path:
    """Where the content with that digest is, or would be."""
    if not DIGEST.fullmatch(sha256):
        raise ValueError(f"no SHA-256: {sha256!r}")
    return folder / sha256[:2] / sha256


def store(file: IO[bytes], folder: Path) -> Blob:
    """Keep the content of `file`, which is seekable; on the disk when this returns.

    One that is there already counts as stored now.
    """
    blob = digest_of(file)
    place = place_of(folder, blob.sha256)
    if _is_whole(place, blob):
        os.utime(place)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        _write(file, place)
        if not _is_whole(place, blob):
            raise Altered(blob.sha256)
    return blob


def digest_of(file: IO[bytes]) -> Blob:
    """Digest and size of the content of `file`, read from its start."""
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    for chunk in _chunks(file):
        digest.update(chunk)
        size += len(chunk)
    return Blob(digest.hexdigest(), size)


def opened(folder: Path, blob: Blob) -> IO[bytes]:
    """The stored content, ready to be read. Raises Altered when it is not what was stored."""
    try:
        file = place_of(folder, blob.sha256).open("rb")
    except OSError as fault:
        raise Altered(blob.sha256) from fault
    if digest_of(file) != blob:
        file.close()
        raise Altered(blob.sha256)
    file.seek(0)
    return file


def stored_before(folder: Path, moment: datetime) -> Iterator[str]:
    """Digests of the contents that were last stored before then."""
    for place in folder.glob("[0-9a-f][0-9a-f]/*"):
        if DIGEST.fullmatch(place.name) and _is_older(place, moment):
            yield place.name


def remove_before(folder: Path, sha256: str, moment: datetime) -> bool:
    """Remove that content unless it was stored again since then; whether it was removed."""
    place = place_of(folder, sha256)
    if not _is_older(place, moment):
        return False
    place.unlink()
    return True


def _is_older(place: Path, moment: datetime) -> bool:
    try:
        return place.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:
        return False


def _is_whole(place: Path, blob: Blob) -> bool:
    """Whether the content is there already; one that was damaged is written anew."""
    try:
        with place.open("rb") as file:
            return digest_of(file) == blob
    except FileNotFoundError:
        return False


def _write(file: IO[bytes], place: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=".new-", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as new:
            file.seek(0)
            for chunk in _chunks(file):
                new.write(chunk)
            new.flush()
            os.fchmod(handle, READ_ONLY)
            os.fsync(handle)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    for folder in (place.parent, place.parent.parent):
        _flush(folder)


def _flush(folder: Path) -> None:
    """Names are on the disk too, once their folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk
