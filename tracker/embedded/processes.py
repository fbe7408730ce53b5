"""Child processes that never outlive their parent, and the ones a dead parent left behind."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil

from tracker.embedded.account import Account

PR_SET_PDEATHSIG = 1
SERVERS = {"postgres", "valkey-server"}


def tied(death_signal: signal.Signals, parent: int | None = None) -> Callable[[], None] | None:
    """What a child runs first, so that it gets `death_signal` when `parent` (we) dies.

    Linux only; elsewhere None, and what is left behind is ended at the next start.
    """
    if sys.platform != "linux":
        return None
    libc, parent = ctypes.CDLL(None, use_errno=True), parent or os.getpid()

    def tie() -> None:
        libc.prctl(PR_SET_PDEATHSIG, death_signal)
        if os.getppid() != parent:
            os._exit(1)

    return tie


def spawn(
    *command: str | Path,
    cwd: Path,
    log: Path,
    account: Account,
    env: dict[str, str],
    death_signal: signal.Signals,
) -> subprocess.Popen[bytes]:
    """Start a server as `account` that writes to `log` (begun anew) and dies when we do."""
    other = account.is_other
    with log.open("wb") as output:
        return subprocess.Popen(
            command,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=tied(death_signal),  # noqa: PLW1509 -- only system calls
            user=account.uid if other else None,
            group=account.gid if other else None,
            extra_groups=[] if other else None,
        )


def stop(process: subprocess.Popen[bytes], *signals: signal.Signals, patience: float = 15) -> None:
    """Send one signal after the other until `process` ends, waiting `patience` seconds each."""
    for number in signals:
        if process.poll() is not None:
            return
        process.send_signal(number)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue


def evict(*, working_in: Path, listening_in: Path) -> None:
    """End servers that a killed stack left behind in these folders, whatever pid files say."""
    left = [
        p
        for p in psutil.process_iter(["name", "cwd", "cmdline"])
        if _is_left(p.info, working_in, listening_in)
    ]
    for process in left:
        _signal(process, signal.SIGINT if process.info["name"] == "postgres" else signal.SIGTERM)
    for process in psutil.wait_procs(left, timeout=10)[1]:
        _signal(process, signal.SIGKILL)
    psutil.wait_procs(left, timeout=10)


def _is_left(info: dict[str, object], working_in: Path, listening_in: Path) -> bool:
    if info["name"] not in SERVERS:
        return False
    command = info["cmdline"] if isinstance(info["cmdline"], Sequence) else ()
    return info["cwd"] == str(working_in) or any(str(listening_in) in part for part in command)


def _signal(process: psutil.Process, number: signal.Signals) -> None:
    try:
        process.send_signal(number)
    except psutil.NoSuchProcess:
        return


def how_it_ended(returncode: int) -> str:
    """For people: which signal or which exit status."""
    if returncode < 0:
        return f"killed by {signal.Signals(-returncode).name}"
    return f"exit status {returncode}"


def last_line(log: Path) -> str:
    """The last line of a log that says something, or nothing."""
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines()]
    return next((line for line in reversed(lines) if line), "it said nothing")
