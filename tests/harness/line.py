"""A line between a browser and the server under test, that can stall, be cut and be mended."""

import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit

STEP = 32 * 1024  # bytes


class Line:
    """`url` leads to `site`. What is under way when it is cut arrives in part, or not at all."""

    def __init__(self, site: str) -> None:
        self._port = urlsplit(site).port or 80
        self._door = socket.socket()
        # Small, so that a browser sees how much has really left.
        self._door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, STEP)
        self._door.bind(("127.0.0.1", 0))
        self._door.listen()
        self._ends: list[socket.socket] = []
        self._carrying: list[Thread] = []
        self._whole = True
        self._stalled, self._go_on = 0, Event()
        self._go_on.set()
        self.url = f"http://localhost:{self._door.getsockname()[1]}"
        self._asked = self._start(self._answer)

    def stall(self, after: int) -> None:
        """Nothing but the next `after` bytes passes towards the server until the line is cut."""
        self._stalled = after
        self._go_on.clear()

    def cut(self) -> None:
        """Both ends learn of it at once, whatever they were about to send."""
        self._whole = False
        self._go_on.set()
        for end in self._ends:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            _shut(end)
        for thread in self._carrying:
            thread.join()
        for end in self._ends:
            end.close()
        self._ends, self._carrying = [], []

    def mend(self) -> None:
        self._whole = True

    def close(self) -> None:
        _shut(self._door)
        self._asked.join()
        self.cut()
        self._door.close()

    def _start(self, work: Callable[..., None], *words: Any) -> Thread:
        thread = Thread(target=work, args=words, daemon=True)
        thread.start()
        return thread

    def _answer(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                if not self._whole:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._port))
                self._ends += [near, far]
                self._carrying.append(self._start(self._carry, near, far, True))
                self._carrying.append(self._start(self._carry, far, near, False))

    def _carry(self, giver: socket.socket, taker: socket.socket, upwards: bool) -> None:
        with suppress(OSError):
            while said := giver.recv(STEP):
                taker.sendall(said)
                self._stalled -= len(said) if upwards else 0
                if upwards and self._stalled <= 0:
                    self._go_on.wait()
        _shut(giver)
        _shut(taker)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


@contextmanager
def line_to(site: str) -> Iterator[Line]:
    line = Line(site)
    try:
        yield line
    finally:
        line.close()
