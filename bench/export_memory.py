"""Memory of exports and pages at 944, 100,000 and 1,000,000 tasks, as ratios to that at 944.

Each is done in a process of its own, for a secretary who sees every task; its peak resident memory
is read when it ends. For each size PostgreSQL is started from its wheel in a folder that is removed
at the end, with the tasks of `bench/world.py` and their events (which meetings are read from).

    --only NAME …  these alone, in the order in which they are done
    --sizes N N …  other sizes
    --limit R      fail when anything takes more than R times the memory of the first size (1.5)
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench import meeting_memory, world

SIZES = (944, 100_000, 1_000_000)
SECRETARY = """
    INSERT INTO accounts_membership (user_id, organisation_id, role, from_day)
    SELECT u.id, o.id, role, '2024-01-01'
    FROM accounts_user u, accounts_organisation o, (VALUES ('secretary'), ('focal_point')) r (role)
    WHERE o.code IN ('O1', 'O2')
"""
PAGES = {
    "page of tasks": "/tasks/",
    "last page of tasks": "/tasks/?page=last",
    "first page": "/",
    "page of unclear tasks": "/clarity/",
    "page of one instrument": "/instruments/1/",
    "page of rates": "/rates/",
}


def main(sizes: list[int], limit: float, only: list[str]) -> None:
    """Raises SystemExit when something takes more memory than it may."""
    found = {size: _measured(size, only) for size in sizes}
    first = found[sizes[0]]
    print(f"{'':24}" + "".join(f"{size:>22,}" for size in sizes))
    for name, (base, _seconds) in first.items():
        cells = (found[size][name] for size in sizes)
        shown = (f"{kb / 1024:8.0f} MB {kb / base:4.2f} {s:4.0f} s" for kb, s in cells)
        print(f"{name:24}" + "".join(f"{cell:>22}" for cell in shown), flush=True)
    flat = first.keys() - meeting_memory.CUT
    worst = max(
        (found[size][name][0] / first[name][0] for size in sizes for name in flat), default=1
    )
    if worst > limit:
        raise SystemExit(f"{worst:.2f} times the memory, and {limit:g} times are allowed")


def _measured(size: int, only: list[str]) -> dict[str, tuple[int, float]]:
    """What was done → peak kB and seconds."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder, world.database(Path(folder)) as owner:
        _fill(owner, size)
        world.manage("collectstatic", "--no-input", "--verbosity=0")
        return {name: _in_a_process(name) for name in only or DEEDS}


def _fill(owner: world.Owner, size: int) -> None:
    world.fill(owner, size)
    owner.execute(SECRETARY)
    meeting_memory.fill(owner)


def _in_a_process(name: str) -> tuple[int, float]:
    command = [sys.executable, "-m", "bench.export_memory", "--do", name]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    kilobytes, seconds = json.loads(done.stdout.splitlines()[-1])
    print(f"{name}: {kilobytes / 1024:.0f} MB, {seconds:.1f} s", file=sys.stderr, flush=True)
    return kilobytes, seconds


def do(name: str) -> None:
    """In a process of its own: do it, then print its peak memory and seconds."""
    import django

    django.setup()
    began = time.monotonic()
    DEEDS[name]()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps([peak, time.monotonic() - began]))


def _csv() -> None:
    from accounts.models import User
    from reports.interfaces.exports.asking import reader_at, table_of
    from tracker import clock
    from tracker.lib.exporting.as_csv import csv_of

    words = {"list": "tasks", "query": "", "asked": "api"}
    table = table_of(words, reader_at(User.objects.get(), clock.now()))
    if table is None:
        raise SystemExit("no table")
    with Path(os.devnull).open("w") as nowhere:
        nowhere.writelines(csv_of(table, demo=True, language="vi"))


def _xlsx() -> None:
    from accounts.models import User
    from reports.domain.jobs import carry_out
    from reports.interfaces.producers import PRODUCERS
    from reports.models import Job
    from tracker import clock

    words = {"list": "tasks", "query": "", "asked": "api"}
    job = Job.objects.create(kind="export", words=words, language="vi", asked_by=User.objects.get())
    if not carry_out(job.pk, producers=PRODUCERS, now=clock.now()):
        raise SystemExit("no workbook")


DEEDS: dict[str, Callable[[], None]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    **{name: partial(meeting_memory.page, address) for name, address in PAGES.items()},
    **meeting_memory.DEEDS,
}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--limit", type=float, default=1.5)
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", choices=DEEDS)
    parser.add_argument("--do", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.do:
        do(chosen.do)
    else:
        main(list(chosen.sizes), chosen.limit, chosen.only)
