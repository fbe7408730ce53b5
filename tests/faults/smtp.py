"""A mail server that misbehaves at random: `python -m tests.faults.smtp --port P --seed S FOLDER`.

What it keeps is kept before it answers, whole or not at all. Addresses that begin with "gone" it
refuses for good.
"""

import argparse
import asyncio
import random
import signal
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from tracker.sink import Keep

HANG = 30
BUSY = 0.01  # seconds at most: a mail takes a moment, so that kills meet some


class Misbehaving(Keep):
    """`faults`: how many of a hundred recipients, and of a hundred contents, meet with one."""

    def __init__(self, folder: Path, seed: int, faults: float) -> None:
        super().__init__(folder)
        self.chance, self.faults = random.Random(seed), faults

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session, options
        if address.startswith("gone"):
            return "550 5.1.1 no such user"
        if self._is_bad():
            return self.chance.choice(
                ["450 4.2.0 greylisted", "554 5.7.1 relay access denied", "421 4.3.2 closing"]
            )
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        await asyncio.sleep(self.chance.random() * BUSY)
        fault = self._is_bad() and self.chance.choice(["later", "drop", "kept drop", "hang"])
        if not fault or fault == "kept drop" or (fault == "hang" and self.chance.random() < 0.5):
            await super().handle_DATA(server, session, envelope)
        if fault == "hang":
            await asyncio.sleep(HANG)
        if fault in ("drop", "kept drop") and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return "451 4.3.0 later" if fault else "250 OK"

    def _is_bad(self) -> bool:
        return self.chance.random() * 100 < self.faults


async def serve(keep: Misbehaving, port: int) -> None:
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, over.set)
    server = await loop.create_server(lambda: SMTP(keep, enable_SMTPUTF8=True), "127.0.0.1", port)
    async with server:
        await over.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Misbehave at random.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--faults", type=float, default=4)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    asyncio.run(serve(Misbehaving(given.folder, given.seed, given.faults), given.port))
