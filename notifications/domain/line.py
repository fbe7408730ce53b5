"""One SMTP connection for many messages, and what the server answers to each."""

import smtplib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from django.core.mail.backends.smtp import EmailBackend

from notifications.domain.mime import Mail
from notifications.enums import Verdict
from notifications.rules import answers

CLOSING = 421  # RFC 5321, 3.8: the server hangs up after this answer
TAKEN = 250
WILL_FORWARD = 251
GO_ON = 354


@dataclass(frozen=True)
class Answer:
    """The server's last words about a message; `broke`: the connection did not survive it."""

    verdict: Verdict
    words: str
    code: int | None = None
    broke: bool = False


def nothing() -> None:
    """Nothing to do meanwhile."""


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
        if self._backend.connection is not None and kind is None:
            with suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
        self._hang_up()

    def open(self) -> Answer | None:
        """Connect unless connected. What went wrong, or None."""
        try:
            self._backend.open()
            self._smtp.ehlo_or_helo_if_needed()
        except (OSError, smtplib.SMTPException) as error:
            self._hang_up()
            refused = isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500
            return _failed(Verdict.OURS if refused else Verdict.LATER, error)
        return None

    def send(self, mail: Mail, *, meanwhile: Callable[[], None] = nothing) -> Answer:
        """Hand `mail` over; never raises for what a server, or its absence, does.

        `meanwhile` is called while the server is busy with the content, if it comes to that.
        """
        answer = self.open() or self._hand_over(mail, meanwhile)
        if answer.broke:
            self._hang_up()
        return answer

    def _hand_over(self, mail: Mail, meanwhile: Callable[[], None]) -> Answer:
        """The dialogue of RFC 5321. Before its last step the server cannot have taken anything."""
        smtp = self._smtp
        try:
            code, words = smtp.docmd("mail", f"FROM:<{mail.sender}>")
            if code != TAKEN:  # our own fault or the server's, not the reader's
                return self._refusal(code, words, _of_sender)
            code, words = smtp.rcpt(mail.reader)
            if code not in (TAKEN, WILL_FORWARD):
                return self._refusal(code, words, answers.of_recipient)
            code, words = smtp.docmd("data")
            if code != GO_ON:
                return self._refusal(code, words, answers.of_content)
        except (OSError, smtplib.SMTPException) as error:
            return _failed(Verdict.LATER, error)
        try:
            smtp.send(mail.content)
            meanwhile()
            code, words = smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            return _failed(Verdict.UNKNOWN, error)
        if code != TAKEN:
            return self._refusal(code, words, answers.of_content)
        return Answer(Verdict.SENT, _line(code, words), code)

    def _refusal(self, code: int, words: bytes, judge: Callable[[int, str], Verdict]) -> Answer:
        """Not taken. RSET makes the connection good for the next message."""
        said = words.decode(errors="replace")
        try:
            broke = code in (CLOSING, -1) or self._smtp.rset()[0] != TAKEN
        except (OSError, smtplib.SMTPException):
            broke = True
        return Answer(judge(code, said), _line(code, words), code if code > 0 else None, broke)

    @property
    def _smtp(self) -> smtplib.SMTP:
        assert self._backend.connection is not None  # noqa: S101 -- open() comes first
        return self._backend.connection

    def _hang_up(self) -> None:
        """Close without a word: a server that has just failed may keep us waiting for its last."""
        if self._backend.connection is not None:
            self._smtp.close()
            self._backend.connection = None


def _of_sender(code: int, words: str) -> Verdict:
    del words
    return Verdict.OURS if 500 <= code < 600 else Verdict.LATER


def _failed(verdict: Verdict, error: Exception) -> Answer:
    """A server's answer inside of an exception, or what the exception is."""
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        words = words if isinstance(words, bytes) else words.encode()
        code = error.smtp_code if error.smtp_code > 0 else None
        return Answer(verdict, _line(error.smtp_code, words), code, broke=True)
    return Answer(verdict, f"{type(error).__name__}: {error}", broke=True)


def _line(code: int, words: bytes) -> str:
    return f"{code} {words.decode(errors='replace')}"
