"""honcho, told that it also answers for the servers started before, and where output goes."""

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from honcho.manager import Manager
from honcho.printer import Message, Printer
from honcho.process import Process

from tracker.embedded.processes import how_it_ended, last_line, tied


class TiedPopen(subprocess.Popen[bytes]):
    """A child in a session of its own (Ctrl-C reaches us only) that dies when we do."""

    def __init__(self, command: list[str], **options: Any) -> None:
        super().__init__(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=tied(signal.SIGTERM),
            **options,
        )


class TiedProcess(Process):  # type: ignore[misc] # honcho has no types
    """honcho's relay between a child and us; it dies with us, and its child with it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._child_ctor = TiedPopen
        self._parent = os.getpid()

    def run(self, events: Any = None, ignore_signals: bool = False) -> None:
        """In the relay's process: start the child and pass on what it says."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if tie := tied(signal.SIGKILL, parent=self._parent):
            tie()
        super().run(events, ignore_signals)


class LogPrinter(Printer):  # type: ignore[misc] # honcho has no types
    """Writes what each child says to a file of its own: the terminal is for what we say."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self._files: dict[str, IO[str]] = {}

    def write(self, message: Message) -> None:
        """Append one line to the log of the child that said it."""
        if message.name not in self._files:
            self._files[message.name] = self.log(message.name).open("w", errors="replace")
        text = message.data
        text = text.decode(errors="replace") if isinstance(text, bytes) else text
        self._files[message.name].write(text)
        self._files[message.name].flush()

    def log(self, name: str) -> Path:
        """Where the child `name` is heard."""
        return self.folder / f"{name}.log"


class DirectSignals:
    """Ends a child by asking it alone, so that it can end its own children in order."""

    def terminate(self, pid: int) -> None:
        """Ask it to end."""
        _send(os.kill, pid, signal.SIGTERM)

    def kill(self, pid: int) -> None:
        """End it and all it started."""
        _send(os.killpg, pid, signal.SIGKILL)


def _send(how: Callable[[int, int], None], pid: int, number: signal.Signals) -> None:
    try:
        how(pid, number)
    except ProcessLookupError:
        return


class StackManager(Manager):  # type: ignore[misc] # honcho has no types
    """Runs the children until one of them, or one of the servers they need, dies.

    `fallen` says which server has died, if any; `cause` is the line to show at the end, None
    after Ctrl-C or SIGTERM.
    """

    def __init__(
        self,
        logs: Path,
        fallen: Callable[[], str | None],
        *,
        begun: Callable[[], None],
        say: Callable[[str], None],
    ) -> None:
        super().__init__(LogPrinter(logs))
        self._process_ctor, self._procmgr = TiedProcess, DirectSignals()
        self._fallen, self._begun, self._say = fallen, begun, say
        self._asked = False
        self.cause: str | None = None

    def _start(self) -> None:
        super()._start()
        self._begun()  # from here on threads do no harm: nothing more is forked

    def terminate(self) -> None:
        """Stop everything; before all have started, as soon as they have."""
        if not self._asked:
            self._say("Stopping")
        self._asked = True
        if self._all_started():
            super().terminate()

    def kill(self) -> None:
        """End at once whatever has started and still lives."""
        for process in self._processes.values():
            if "pid" in process and "returncode" not in process:
                self._procmgr.kill(process["pid"])

    def _any_stopped(self) -> bool:
        if not self._asked and self.cause is None:
            self.cause = self._fallen() or self._dead_child()
        return self._asked or self.cause is not None

    def _dead_child(self) -> str | None:
        for name, process in self._processes.items():
            status = process.get("returncode")
            if status is not None:
                log = self._printer.log(name)
                why = f": {last_line(log)}" if status > 0 else ""
                return f"{name} died ({how_it_ended(status)}){why}; see {log}"
        return None

    def _system_print(self, data: str) -> None:
        """honcho's own running commentary is not shown."""
