"""A message as it travels: the same bytes each time it is tried.

Written by hand, because Python's email package takes ten times as long as all the rest.
"""

import hashlib
import re
from base64 import b64encode
from dataclasses import dataclass
from email.header import Header
from email.utils import format_datetime
from functools import lru_cache

from django.conf import settings
from django.core.mail.message import sanitize_address

from notifications.models import Message
from tracker.clock import HANOI

NO_HEADER = re.compile(r"[\r\n]")
PLAIN = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+")  # written as it is, wherever it stands
LINE = 76


@dataclass(frozen=True, slots=True)
class Mail:
    """Envelope and content; the content ends as SMTP wants it, and no line in it begins with a
    dot: every body is in base64."""

    sender: str
    reader: str
    content: bytes


def as_mail(message: Message) -> Mail:
    """`message` ready to be sent, under its own Message-ID. Raises ValueError: it cannot be.

    Its date is the moment it was composed (RFC 5322, 3.6.1), and so the same in a repeat.
    """
    sender = settings.DEFAULT_FROM_EMAIL
    return Mail(_address(sender), _address(message.address), content_of(message, sender))


def content_of(message: Message, sender: str) -> bytes:
    """Headers, text and HTML of `message`, and the dot that ends it all."""
    boundary = f"=_{hashlib.sha256(message.message_id.encode()).hexdigest()[:32]}"
    headers = {
        "From": _written(sender),
        "To": _written(message.address),
        "Subject": _subject(message.subject),
        "Message-ID": message.message_id,
        "Date": format_datetime(message.composed_at.astimezone(HANOI)),
        "Auto-Submitted": "auto-generated",
        **message.headers,
        "MIME-Version": "1.0",
        "Content-Type": f'multipart/alternative; boundary="{boundary}"',
    }
    lines = [_header(name, value) for name, value in headers.items()]
    for kind, body in (("plain", message.text), ("html", message.html)):
        lines += [f"\r\n--{boundary}", f'Content-Type: text/{kind}; charset="utf-8"']
        lines += ["Content-Transfer-Encoding: base64\r\n", _encoded(body)]
    lines += [f"--{boundary}--", ".", ""]
    return "\r\n".join(lines).encode("ascii")


def _header(name: str, value: str) -> str:
    if NO_HEADER.search(name) or NO_HEADER.search(value.replace("\r\n ", "")):
        raise ValueError(f"{name} has a line break")
    return f"{name}: {value}"


def _encoded(body: str) -> str:
    text = "\r\n".join(body.splitlines()) + "\r\n"
    whole = b64encode(text.encode()).decode("ascii")
    return "\r\n".join(whole[at : at + LINE] for at in range(0, len(whole), LINE))


def _subject(subject: str) -> str:
    """Folded knowing its name, so that no reader shows a blank first line."""
    if subject.isascii() and len(subject) < 70:
        return subject
    return Header(subject, "utf-8", header_name="Subject").encode(linesep="\r\n")


@lru_cache(maxsize=1024)
def _written(address: str) -> str:
    return address if PLAIN.fullmatch(address) else str(sanitize_address(address, "utf-8"))


@lru_cache(maxsize=1024)
def _address(address: str) -> str:
    """The bare address of `address`, which may have a name before it."""
    if PLAIN.fullmatch(address):
        return address
    clean: str = sanitize_address(address, "ascii")
    bare = clean.rpartition("<")[2].removesuffix(">")
    if NO_HEADER.search(bare) or not bare.isascii() or " " in bare:
        raise ValueError(f"{address} is no address")
    return bare
