"""SMTP servers that can be told to misbehave. Knows nothing of Django."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.harness.mail import Sink, free_port
from tracker.sink import Keep


class Server(Keep):
    """A server that can be told to misbehave; keeps what it has accepted."""

    refused: dict[str, str]  # address → answer to RCPT
    answers: list[str]  # one for each DATA; "" hangs, "drop" hangs up; then all is well
    drop_after_keeping: bool

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.refused, self.answers, self.drop_after_keeping = {}, [], False
        self.seen = 0  # how often DATA has come

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session, options
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_MAIL(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session
        if address.startswith("refused@"):
            return "550 5.7.1 sender not wanted"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250") or self.drop_after_keeping:
            await super().handle_DATA(server, session, envelope)
        self.seen += 1
        if answer == "":
            await asyncio.sleep(60)
        if answer == "drop" and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return answer

    def kept(self) -> list[Path]:
        """What has been accepted, in order."""
        return sorted(self.folder.glob("*.eml"))

    def read(self) -> str:
        """The plain text of the one mail that has been accepted."""
        (message,) = Sink(self.folder).messages()
        body = message.get_body(("plain",))
        return str(body.get_content()) if body else ""


@contextmanager
def running(server: Server) -> Iterator[int]:
    """Let `server` listen; yields its port."""
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield int(controller.port)
    finally:
        controller.stop()
