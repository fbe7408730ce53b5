"""Ratios of the figures of today, of a past day, of a write and of the recount; see README.md.

    --sizes N,N,…    by default 944,100000,1000000 (the last takes some ten minutes to write)
    --repeats R      how often each is measured; medians are printed
    --home FOLDER    keep the databases in FOLDER-N, and use them again the next time

Each ratio is between two measurements made one right after the other, in database time: from
sending a statement until its last row is here. What is asked is asked through `reports.rates`,
anew each time.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from bench.sizes import run
from bench.world import Owner, database, fill, timed

PAST = date(2025, 8, 1)
REFERENCE = """
    CREATE TABLE IF NOT EXISTS reference AS
    SELECT id, lead_id, status, programme_id, clause_id, is_group, percent, revision, act_on,
           deadline, first_deadline, completed_on, assigned_on, is_regular, code, title
    FROM tasks_task
"""
RAW = "SELECT lead_id, status, count(*) FROM {} GROUP BY lead_id, status"
# A report of progress that begins the work: the phases change, and with them the figures.
WRITE = """
    UPDATE tasks_task SET revision = revision + 1, act = 'progress', act_on = tracker_today(),
        status = 'in_progress', percent = 10, phases = phases || 'in_progress'::text,
        phase_from = phase_from || tracker_today()
    WHERE id = ANY(%s)
"""
Measured = dict[str, list[float]]


def main(size: int, repeats: int, home: Path | None) -> None:
    """Print the table of one size."""
    with ExitStack() as undo:
        folder = Path(f"{home}-{size}") if home else None
        where = folder or Path(undo.enter_context(tempfile.TemporaryDirectory(dir="/tmp")))
        measured(size, repeats, where)


def measured(size: int, repeats: int, home: Path) -> None:
    """Print the table of one size."""
    with database(home) as owner:
        timed(f"{size:,} tasks written", lambda: fill(owner, size))
        owner.execute(REFERENCE)
        _rebuild()
        owner.execute("VACUUM ANALYZE")
        found = _repeated(owner, repeats)
    raw = statistics.median(found["raw"])
    print(f"\n| {size:,} tasks | median ms | × raw |\n|---|---|---|")
    for name, seconds in found.items():
        pairs = [a / b for a, b in zip(seconds, found["raw"], strict=True)]
        median = statistics.median(seconds) * 1000
        print(f"| {name} | {median:.2f} | {statistics.median(pairs):.3f} |")
    _writes(found)
    print(f"raw / today: {raw / statistics.median(found['today']):.1f}", flush=True)


def _writes(found: Measured) -> None:
    for kind in ("write", "1,000 writes"):
        pairs = zip(found[kind], found[f"{kind}, no tally"], strict=True)
        print(f"{kind}: × {statistics.median(a / b for a, b in pairs):.2f} of that without tally")


def _rebuild() -> None:
    from django.core.management import call_command

    call_command("recount", "--rebuild")
    call_command("roll_up", "--again", str(PAST))


def _repeated(owner: Owner, repeats: int) -> Measured:
    from reports.enums import Slice
    from reports.queries.rates.recounting import differences
    from reports.rules.report import Question
    from tasks.enums import Knowledge
    from tracker import clock

    today = clock.today()
    known = Question(PAST, Knowledge.KNOWN, by=Slice.ORGANISATION)
    asked: dict[str, Callable[[], object]] = {
        "raw": lambda: owner.execute(RAW.format("tasks_task")).fetchall(),
        "raw, 16 columns": lambda: owner.execute(RAW.format("reference")).fetchall(),
        "today": lambda: _rates(today),
        "past, as it happened": lambda: _rates(PAST),
        "past, as known then": lambda: _rates(PAST, knowledge=Knowledge.KNOWN),
        "the same from history": lambda: _from_history(known),
        "recount": lambda: differences(today),
    }
    found: Measured = {name: [] for name in asked}
    for _each in range(repeats):
        for name, ask in asked.items():
            found[name].append(_database_time(ask, owner if name.startswith("raw") else None))
    return found | _written(owner, repeats)


def _rates(day: date, **words: Any) -> None:
    from reports.domain.rates import rates
    from reports.enums import Slice
    from tracker import clock

    rates(now=clock.now(), as_of=day, by=Slice.ORGANISATION, **words)


def _from_history(question: Any) -> None:
    from reports.queries.rates.counting import counts_by_slice
    from reports.queries.room import room

    with room():
        counts_by_slice(question)


def _database_time(ask: Callable[[], object], owner: Owner | None) -> float:
    """Seconds spent in statements; Django's are timed one by one."""
    from django.db import connection

    spent = 0.0

    def watch(execute: Callable[..., Any], *words: Any) -> Any:
        nonlocal spent
        began = time.perf_counter()
        try:
            return execute(*words)
        finally:
            spent += time.perf_counter() - began

    began = time.perf_counter()
    with connection.execute_wrapper(watch):
        ask()
    return time.perf_counter() - began if owner else spent


def _written(owner: Owner, repeats: int) -> Measured:
    """Single writes and one of a thousand rows, with the tally's trigger and without; undone."""
    rows = owner.execute(
        "SELECT id FROM tasks_task WHERE status = 'assigned' ORDER BY id LIMIT 1000"
    ).fetchall()
    ids = [row[0] for row in rows]
    found: Measured = {}
    for _each in range(repeats):
        for kind, many in (("write", [[each] for each in ids[:40]]), ("1,000 writes", [ids])):
            found.setdefault(kind, []).append(_undone(owner, many))
            with _untallied(owner):
                found.setdefault(f"{kind}, no tally", []).append(_undone(owner, many))
    return found


def _undone(owner: Owner, many: list[list[object]]) -> float:
    """Seconds of a statement of these, on average."""
    with owner.transaction(force_rollback=True):
        began = time.perf_counter()
        for ids in many:
            owner.execute(WRITE, [ids])
        return (time.perf_counter() - began) / len(many)


@contextmanager
def _untallied(owner: Owner) -> Iterator[None]:
    [name] = owner.execute(
        "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_task_tally_change%'"
    ).fetchone() or [""]
    owner.execute(f"ALTER TABLE tasks_task DISABLE TRIGGER {name}")
    yield
    owner.execute(f"ALTER TABLE tasks_task ENABLE TRIGGER {name}")


if __name__ == "__main__":
    run("bench.rates", __doc__, main, repeats=7)
