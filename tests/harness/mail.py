"""A real SMTP server for the tests of one process, and what it has received."""

import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from aiosmtpd.controller import Controller

from tracker.sink import Keep


@dataclass(frozen=True, slots=True)
class Sink:
    """The mail that has left through SMTP since the test began."""

    folder: Path

    def messages(self) -> list[EmailMessage]:
        """In order of arrival."""
        parser = BytesParser(EmailMessage, policy=email.policy.default)
        return [parser.parsebytes(path.read_bytes()) for path in sorted(self.folder.glob("*.eml"))]

    def clear(self) -> None:
        """Forget everything received."""
        for path in self.folder.iterdir():
            path.unlink()


@contextmanager
def sink(folder: Path, port: int) -> Iterator[Sink]:
    """Receive mail on the loopback's `port` into `folder`."""
    server = Controller(Keep(folder), hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield Sink(folder)
    finally:
        server.stop()


def free_port() -> int:
    """A port of the loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
