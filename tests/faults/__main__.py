"""One run; see the package."""

import argparse
import json
import random
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.faults.reconcile import Found, reconcile
from tests.faults.stories import SATURDAY, SUNDAY, WAVES, leads_for
from tests.faults.supervisor import Supervisor

KINDS = ("worker", "beat", "valkey", "postgres")
# What has to be looked at, what may leave at this hour and has not left, what waits in the outbox.
UNSETTLED = """
    SELECT (SELECT count(*) FROM notifications_agenda WHERE on_day <= tracker_today())
         + (SELECT count(*) FROM notifications_notice notice
            JOIN notifications_rung rung ON rung.id = notice.rung_id
            WHERE notice.state = 'planned' AND (%s OR rung.urgency = 'urgent'))
         + (SELECT count(*) FROM notifications_message WHERE state IN ('waiting', 'sending'))
"""
EVENINGS = (SATURDAY, SUNDAY)
LONGEST = 900  # seconds for a wave to settle
STALLED = 5  # seconds without the mails that a kill waits for
HALF = 3  # of a wave's mails, by the number of leads: the kills are spread over so many


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What kind of run."""

    seed: int
    notices: int
    kills: int
    each: int
    waves: int
    faults: float


def run(home: Path, wanted: Wanted) -> Found:
    """A world, its waves under kills, and what is found in the end."""
    chance, leads = random.Random(wanted.seed), leads_for(wanted.notices, wanted.each)
    waves, kills = WAVES[: wanted.waves], wanted.kills
    with Supervisor(home, chance, wanted.faults) as supervisor:
        supervisor.run("manage.py", "prepare")
        supervisor.run("-m", "tests.faults.world", str(leads), str(wanted.each))
        supervisor.start_all()
        due = [kind for kind in KINDS for _ in range(kills)] + ["smtp"] * (kills // 2)
        chance.shuffle(due)
        began = time.monotonic()
        for number, wave in enumerate(waves):
            _wave(supervisor, wave, due[number :: len(waves)], leads * HALF)
        seconds = time.monotonic() - began
        found = reconcile(supervisor.owner_url, supervisor.mail, until=waves[-1])
        found.counts |= {f"kills of {name}": n for name, n in supervisor.killed.items()}
        found.counts |= {f"{name} ended by itself": n for name, n in supervisor.ended.items()}
        found.counts |= {"leads": leads, "seconds": round(seconds)}
    return found


def _wave(supervisor: Supervisor, wave: str, kills: list[str], expected: int) -> None:
    """Move the clock, let things happen, kill at random moments, and wait until all is settled."""
    supervisor.ask("SELECT tracker_advance(%s)", wave)
    if wave in EVENINGS:
        supervisor.begin("tests.faults.acts", wave, str(supervisor.chance.randrange(1000)))
    until, already, many = time.monotonic() + LONGEST, _mails(supervisor), len(kills)
    while time.monotonic() < until:  # if it takes longer, the reconciliation says what is missing
        if kills:
            share = (many - len(kills)) / many
            _wait_for_mails(supervisor, already + share * expected)
            time.sleep(supervisor.chance.random())
            supervisor.kill(kills.pop())
        elif supervisor.is_idle() and not supervisor.ask(UNSETTLED, wave not in EVENINGS):
            return
        else:
            time.sleep(0.3)
        supervisor.look_after()


def _wait_for_mails(supervisor: Supervisor, wanted: float) -> None:
    """Kills are spread over the sending; where it does not go on they come all the same."""
    until = time.monotonic() + STALLED
    while _mails(supervisor) < wanted and time.monotonic() < until:
        time.sleep(0.05)


def _mails(supervisor: Supervisor) -> int:
    return sum(1 for _each in supervisor.mail.glob("*.eml"))


def main() -> int:
    parser = argparse.ArgumentParser(description="Delivery under faults.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--notices", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=20, help="of each kind of process")
    parser.add_argument("--each", type=int, default=2, help="tasks of each lead")
    parser.add_argument("--faults", type=float, default=4, help="of a hundred words of the server")
    parser.add_argument("--waves", type=int, default=len(WAVES), help="only the first so many")
    parser.add_argument("--home", type=Path)
    given = vars(parser.parse_args())
    kept, wanted = given.pop("home"), Wanted(**given)
    if kept:
        found = run(kept, wanted)
    else:
        with tempfile.TemporaryDirectory(dir="/tmp") as home:
            found = run(Path(home), wanted)
    shown = {k: v if k == "counts" else v[:20] for k, v in asdict(found).items()}
    print(json.dumps(shown, indent=1, default=str))
    return int(any(v for k, v in shown.items() if k != "counts"))


if __name__ == "__main__":
    sys.exit(main())
