"""Kept messages as a reader wants them. They may hold anything: nothing in them is trusted."""

import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesHeaderParser, BytesParser
from pathlib import Path

from tracker.sink import ENVELOPE_HEADER

POLICY = email.policy.default


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One message in the list; `name` is that of its file, `date` what its header says."""

    name: str
    subject: str
    sender: str
    recipient: str
    date: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message, opened. `html` is as it came and must be shown apart from our own pages."""

    heading: Heading
    text: str
    html: str
    attachments: list[str]


def latest(folder: Path, *, limit: int) -> list[Heading]:
    """The newest `limit` messages of `folder`, newest first; none when there is no folder."""
    newest = sorted(folder.glob("*.eml"), reverse=True)[:limit]
    return list(_headings(newest))


def opened(folder: Path, name: str) -> Letter | None:
    """The message kept as `name`, or None when there is none (or no longer)."""
    path = folder / f"{name}.eml"
    if path.parent != folder or not path.is_file():
        return None
    message = BytesParser(EmailMessage, policy=POLICY).parsebytes(path.read_bytes())
    return Letter(
        heading=_heading(name, message),
        text=_body(message, "plain"),
        html=_body(message, "html"),
        attachments=[part.get_filename() or "?" for part in message.iter_attachments()],
    )


def _headings(paths: list[Path]) -> Iterator[Heading]:
    parser = BytesHeaderParser(EmailMessage, policy=POLICY)
    for path in paths:
        with path.open("rb") as file:
            yield _heading(path.stem, parser.parse(file))


def _heading(name: str, message: EmailMessage) -> Heading:
    date = message["Date"]
    return Heading(
        name=name,
        subject=_header(message, "Subject"),
        sender=_header(message, "From"),
        recipient=_header(message, "To") or _header(message, ENVELOPE_HEADER),
        date=getattr(date, "datetime", None),
    )


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message[name] or "").split())


def _body(message: EmailMessage, kind: str) -> str:
    """Text that cannot be decoded is shown as far as it can be."""
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    try:
        return str(part.get_content(errors="replace"))
    except (LookupError, ValueError):
        raw = part.get_payload(decode=True)
        return raw.decode(errors="replace") if isinstance(raw, bytes) else ""
