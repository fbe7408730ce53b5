"""One SMTP connection for many messages, and what the server answers to each."""

import smtplib
from contextlib import suppress
from dataclasses import dataclass
from email.header import Header
from email.message import Message as PlainMessage
from email.utils import format_datetime
from enum import Enum, auto
from types import TracebackType
from typing import Self

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from notifications.models import Message
from tracker.clock import HANOI

CLOSING = 421  # RFC 5321, 3.8: the server hangs up after this answer
CRLF = "\r\n"


class Verdict(Enum):
    """What an answer means for the message."""

    SENT = auto()
    LATER = auto()  # not taken, for certain; worth another try
    NEVER = auto()  # not taken, and another try will not change that
    UNKNOWN = auto()  # the connection broke when the server may have taken it


@dataclass(frozen=True)
class Answer:
    """The server's last words about a message; `broke`: the connection did not survive it."""

    verdict: Verdict
    words: str
    broke: bool = False


class Line:
    """A connection to the configured server, opened when first needed and closed at the end."""

    def __init__(self) -> None:
        self._backend = EmailBackend()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._backend.connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
        self._hang_up()

    def open(self) -> str | None:
        """Connect unless connected. What went wrong, or None."""
        try:
            self._backend.open()
            self._smtp.ehlo_or_helo_if_needed()
        except (OSError, smtplib.SMTPException) as error:
            self._hang_up()
            return _said(error)
        return None

    def send(self, message: Message) -> Answer:
        """Hand `message` over; never raises for what a server, or its absence, does."""
        try:
            mail = as_mail(message)
            content = _as_bytes(mail)
            sender = sanitize_address(mail.from_email, "ascii")
            reader = sanitize_address(message.address, "ascii")
        except ValueError as error:
            return Answer(Verdict.NEVER, _said(error))
        if (unreachable := self.open()) is not None:
            return Answer(Verdict.LATER, unreachable, broke=True)
        answer = self._hand_over(sender, reader, content)
        if answer.broke:
            self._hang_up()
        return answer

    def _hand_over(self, sender: str, reader: str, content: bytes) -> Answer:
        """The dialogue of RFC 5321. Before its last step the server cannot have taken anything."""
        try:
            code, words = self._smtp.mail(sender)
            if code != 250:  # our own fault or the server's, not the reader's: worth another try
                return self._refusal(code, words, Verdict.LATER)
            code, words = self._smtp.rcpt(reader)
            if code not in (250, 251):
                return self._refusal(code, words)
        except (OSError, smtplib.SMTPException) as error:
            return Answer(Verdict.LATER, _said(error), broke=True)
        try:
            code, words = self._smtp.data(content)
        except smtplib.SMTPDataError as error:
            code, words = error.smtp_code, _bytes(error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            return Answer(Verdict.UNKNOWN, _said(error), broke=True)
        if code != 250:
            return self._refusal(code, words)
        return Answer(Verdict.SENT, _line(code, words))

    def _refusal(self, code: int, words: bytes, verdict: Verdict | None = None) -> Answer:
        """Not taken. RSET makes the connection good for the next message."""
        if verdict is None:
            verdict = Verdict.NEVER if 500 <= code < 600 else Verdict.LATER
        try:
            broke = code == CLOSING or self._smtp.rset()[0] != 250
        except (OSError, smtplib.SMTPException):
            broke = True
        return Answer(verdict, _line(code, words), broke)

    @property
    def _smtp(self) -> smtplib.SMTP:
        assert self._backend.connection is not None  # noqa: S101 -- open() comes first
        return self._backend.connection

    def _hang_up(self) -> None:
        """Close without a word: a server that has just failed may keep us waiting for its last."""
        if self._backend.connection is not None:
            self._smtp.close()
            self._backend.connection = None


def as_mail(message: Message) -> EmailMultiAlternatives:
    """`message` as it is sent: text and HTML, under its own Message-ID.

    Its date is the moment it was composed (RFC 5322, 3.6.1), and so the same in a repeat.
    """
    headers = {
        "Message-ID": message.message_id,
        "Date": format_datetime(message.composed_at.astimezone(HANOI)),
        "Auto-Submitted": "auto-generated",
    }
    mail = EmailMultiAlternatives(
        message.subject, message.text, to=[message.address], headers=headers
    )
    mail.attach_alternative(message.html, "text/html")
    return mail


def _as_bytes(mail: EmailMultiAlternatives) -> bytes:
    """The mail as it travels. Django folds a long subject after an empty first line, which some
    readers show as a blank: the subject is folded anew, knowing its name."""
    built = mail.message()
    subject = str(mail.subject)
    if not subject.isascii():
        del built["Subject"]
        folded = Header(subject, "utf-8", header_name="Subject")
        PlainMessage.__setitem__(built, "Subject", folded)
    content: bytes = built.as_bytes(linesep=CRLF)  # type: ignore[call-arg]
    return content


def _line(code: int, words: bytes) -> str:
    return f"{code} {words.decode(errors='replace')}"


def _said(error: Exception) -> str:
    """A server's answer inside of an exception, or what the exception is."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _line(error.smtp_code, _bytes(error.smtp_error))
    return f"{type(error).__name__}: {error}"


def _bytes(words: bytes | str) -> bytes:
    return words if isinstance(words, bytes) else words.encode()
