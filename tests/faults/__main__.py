"""One run; see the package."""

import argparse
import json
import random
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

import psycopg

from tests.faults.reconcile import Found, reconcile
from tests.faults.supervisor import Supervisor
from tests.faults.world import TOLD, WAVES

KINDS = ("worker", "beat", "valkey", "postgres")
UNSETTLED = """
    SELECT (SELECT count(*) FROM notifications_notice WHERE state = 'planned')
         + (SELECT count(*) FROM notifications_message WHERE state IN ('waiting', 'sending'))
"""
TOLD_OR_NOT = """
    SELECT count(*) FROM notifications_notice WHERE due_day = %s AND state IN ('sent', 'failed')
"""
LONGEST = 600  # seconds for a wave to settle
STALLED = 10  # seconds without the mails that a kill waits for


def run(home: Path, *, seed: int, notices: int, kills: int, each: int, faults: float) -> Found:
    """A world, its waves under kills, and what is found in the end."""
    chance = random.Random(seed)
    leads = max(1, notices // (TOLD * each * len(WAVES)))
    with Supervisor(home, chance, faults) as supervisor:
        supervisor.run("manage.py", "prepare")
        supervisor.run("-m", "tests.faults.world", str(leads), str(each))
        supervisor.start_all()
        due = [kind for kind in KINDS for _ in range(kills)] + ["smtp"] * (kills // 2)
        chance.shuffle(due)
        began = time.monotonic()
        for number, wave in enumerate(WAVES):
            share = due[number :: len(WAVES)]
            _wave(supervisor, wave, share, leads * each * TOLD)
        seconds = time.monotonic() - began
        found = reconcile(supervisor.owner_url, supervisor.mail, WAVES)
        found.counts |= {f"kills of {name}": n for name, n in supervisor.killed.items()}
        found.counts["seconds"] = round(seconds)
    return found


def _wave(supervisor: Supervisor, wave: str, kills: list[str], expected: int) -> None:
    """Move the clock, kill at random moments, and wait until all is settled."""
    _ask(supervisor, "SELECT tracker_advance(%s)", wave)
    until, already, many = time.monotonic() + LONGEST, _mails(supervisor), len(kills)
    while True:
        if kills:
            share = (many - len(kills)) / many
            _wait_for_mails(supervisor, already + share * expected / 2)
            time.sleep(supervisor.chance.random())
            supervisor.kill(kills.pop())
        else:
            time.sleep(0.5)
            settled = _ask(supervisor, TOLD_OR_NOT, wave[:10]) >= expected
            if settled and _ask(supervisor, UNSETTLED) == 0:
                return
        supervisor.look_after()
        if time.monotonic() > until:
            return  # the reconciliation says what is missing


def _wait_for_mails(supervisor: Supervisor, wanted: float) -> None:
    """Kills are spread over the sending; where it does not go on they come all the same."""
    until = time.monotonic() + STALLED
    while _mails(supervisor) < wanted and time.monotonic() < until:
        time.sleep(0.05)


def _mails(supervisor: Supervisor) -> int:
    return sum(1 for _each in supervisor.mail.glob("*.eml"))


def _ask(supervisor: Supervisor, sql: str, *words: str) -> int:
    with psycopg.connect(supervisor.owner_url) as owner:
        row = owner.execute(sql, words or None).fetchone()
    return int(row[0]) if row and isinstance(row[0], int) else 0


def main() -> int:
    parser = argparse.ArgumentParser(description="Delivery under faults.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--notices", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=20, help="of each kind of process")
    parser.add_argument("--each", type=int, default=2, help="tasks of each lead")
    parser.add_argument("--faults", type=float, default=4, help="of a hundred words of the server")
    parser.add_argument("--home", type=Path)
    given = parser.parse_args()
    words = {"seed": given.seed, "notices": given.notices, "kills": given.kills}
    words |= {"each": given.each, "faults": given.faults}
    if given.home:
        found = run(given.home, **words)
    else:
        with tempfile.TemporaryDirectory(dir="/tmp") as home:
            found = run(Path(home), **words)
    shown = {k: v if k == "counts" else v[:20] for k, v in asdict(found).items()}
    print(json.dumps(shown, indent=1, default=str))
    return int(any(v for k, v in shown.items() if k != "counts"))


if __name__ == "__main__":
    sys.exit(main())
