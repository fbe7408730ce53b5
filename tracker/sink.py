"""An SMTP server that keeps every message as an .eml file and sends nothing on.

A process of its own, `python -m tracker.sink --port PORT FOLDER`: the demo's mail leaves through
real SMTP and nobody is written to. Knows nothing of Django.
"""

import argparse
import asyncio
import itertools
import signal
from datetime import UTC, datetime
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

ENVELOPE_HEADER = "X-Envelope-To"


class Keep:
    """Writes each message to `folder`, in order of arrival, before it is acknowledged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._number = itertools.count(1)
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)

    async def handle_DATA(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep one message under a name that sorts by arrival; whole or not at all."""
        del server, session
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{next(self._number)}"
        unfinished = self.folder / f"{name}.part"
        unfinished.write_bytes(_addressed(envelope) + bytes(envelope.original_content or b""))
        unfinished.rename(self.folder / f"{name}.eml")
        return "250 OK"


def _addressed(envelope: Envelope) -> bytes:
    """Whom the message really went to: the `To` header need not say."""
    return f"{ENVELOPE_HEADER}: {', '.join(envelope.rcpt_tos)}\r\n".encode(errors="replace")


async def serve(folder: Path, port: int) -> None:
    """Listen on the loopback until SIGTERM or Ctrl-C. Raises OSError when the port is taken."""
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, over.set)
    keep = Keep(folder)
    server = await loop.create_server(lambda: SMTP(keep, enable_SMTPUTF8=True), "127.0.0.1", port)
    print(f"Mail sink on port {port} keeps messages in {folder}", flush=True)
    async with server:
        await over.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Keep every message as a file.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    asyncio.run(serve(given.folder, given.port))
