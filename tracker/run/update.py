"""Run the steps that need Django in a process of its own, and listen to it."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from signal import SIGTERM

from tracker.embedded import StackError
from tracker.embedded.home import private
from tracker.embedded.processes import last_line, stop, tied
from tracker.run.announce import SignIn
from tracker.run.plan import CHECKOUT


def bring_up_to_date(
    environment: Mapping[str, str], home: Path, say: Callable[[str], None]
) -> list[SignIn]:
    """Migrate, load seeds, collect static files; `say` gets a line per step.

    Returns the demo's sign-ins, none in a real database. Raises StackError.
    """
    log = private(home / "logs") / "update.log"
    with log.open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "tracker.run.steps"],
            cwd=CHECKOUT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            start_new_session=True,
            preexec_fn=tied(SIGTERM),  # noqa: PLW1509 -- only system calls
        )
    try:
        answer = _listen(process, say)
    finally:
        stop(process, SIGTERM)
    if process.returncode:
        raise StackError(f"Cannot bring the data up to date: {last_line(log)} (all of it: {log})")
    found: list[SignIn] = json.loads(answer)
    return found


def _listen(process: "subprocess.Popen[bytes]", say: Callable[[str], None]) -> str:
    """Pass every line on but the last, which is the answer."""
    line = ""
    for said in process.stdout or ():
        if line:
            say(line)
        line = said.decode().rstrip()
    process.wait()
    if process.returncode and line:
        say(line)
    return line
