"""The meeting pack as files: one document, written in each format."""

import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from django.utils.translation import get_language

from reports.interfaces.excel.write import xlsx
from reports.interfaces.pack.contents import document_of
from reports.interfaces.pack.document import Document
from reports.interfaces.pdf.write import pdf
from reports.rules.pack.contents import Pack

# Ending → who writes it. A new format is one more line.
WRITERS: Mapping[str, Callable[[Document, Pack, Path], object]] = {
    "docx": lambda document, _pack, path: _docx(document, path),
    "pdf": lambda document, pack, path: path.write_bytes(pdf(document, made_at=pack.made_at)),
    "xlsx": lambda document, pack, path: xlsx(document, path, made_at=pack.made_at),
}


def written(
    pack: Pack, folder: Path, *, name: str, demo: bool, only: Collection[str] = tuple(WRITERS)
) -> Iterator[Path]:
    """Each format as a file in `folder`, in the language in use, one after the other."""
    document = document_of(pack, demo=demo)
    for ending in only:
        path = folder / f"{name}.{ending}"
        WRITERS[ending](document, pack, path)
        yield path


def _docx(document: Document, path: Path) -> None:
    from reports.interfaces.word.write import docx  # a second, which each process would wait for

    path.write_bytes(docx(document))


def zipped(paths: Iterable[Path], at: Path) -> Path:
    """The files together in one; they are compressed already."""
    with zipfile.ZipFile(at, "w") as archive:
        for path in paths:
            archive.write(path, path.name)
    return at


def name_of(pack: Pack) -> str:
    """What its files are called: the cut-off, and the language."""
    return f"report-{pack.question.as_of.isoformat()}-{get_language()}"
