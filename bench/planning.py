"""What planning costs: nothing due, 100,000 notices due, and what a change adds; see README.md.

    --sizes N,N,…    by default 944,100000,1000000 (the last takes some ten minutes to write)
    --repeats R      how often each is measured; medians are printed
    --home FOLDER    keep the databases in FOLDER-N, and use them again the next time; not those of
                     bench.rates, whose tasks are left as they are

Everything is timed until its last commit: foreign keys are checked there. Raw is an `INSERT …
SELECT … ON CONFLICT` of the very rows that were planned into a copy of the table of notices.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from pathlib import Path

from bench.planning_world import (
    COPIES,
    RAW,
    UNPLANNED,
    UNWRITTEN,
    prepared,
)
from bench.rates import WRITE
from bench.sizes import run
from bench.world import Owner, database, fill, timed

DUE = 100_000
NOTHING = 50  # sweeps with nothing due in one measurement
MOVE = """
    UPDATE tasks_task SET revision = revision + 1, act = 'edit', act_on = tracker_today(),
        deadlines = deadlines || deadline + 30, deadline_from = deadline_from || tracker_today()
    WHERE id = ANY(%s)
"""
JOIN = """
    INSERT INTO accounts_membership (user_id, organisation_id, role, from_day)
    SELECT min(u.id), {organisation}, '{role}', '2025-01-02' FROM accounts_user u
"""
LEAD, OWNER = (
    "(SELECT max(id) FROM accounts_organisation)",
    "(SELECT min(owner_id) FROM tasks_programme)",
)
Measured = dict[str, list[float]]


def main(size: int, repeats: int, home: Path | None) -> None:
    """Print the tables of one size."""
    with ExitStack() as undo:
        folder = Path(f"{home}-{size}") if home else None
        where = folder or Path(undo.enter_context(tempfile.TemporaryDirectory(dir="/tmp")))
        owner = undo.enter_context(database(where))
        timed(f"{size:,} tasks written", lambda: fill(owner, size))
        day = prepared(owner, many=DUE)
        _print(size, _nothing_due(owner, day, repeats))
        _print(size, _much_due(owner, day + timedelta(days=1), repeats))
        _print(size, _changed(owner, repeats))


def _nothing_due(owner: Owner, day: date, repeats: int) -> Measured:
    """Seconds of each, many times over."""
    from notifications.domain.plan import plan
    from notifications.domain.sweep import sweep
    from tracker import clock

    now = clock.end_of(day - timedelta(days=1)) + timedelta(hours=9)
    asked: dict[str, Callable[[], object]] = {
        "a task by its key": lambda: owner.execute("SELECT * FROM tasks_task WHERE id = 500"),
        "plan, nothing due": lambda: plan(day=day),
        "sweep, nothing due": lambda: sweep(now=now),
    }
    found: Measured = {name: [] for name in asked}
    for _each in range(repeats):
        for name, ask in asked.items():
            found[name].append(_seconds(ask, NOTHING) / NOTHING)
    return found


def _much_due(owner: Owner, day: date, repeats: int) -> Measured:
    from notifications.domain.plan import plan

    found: Measured = {"raw": [], "planned": []}
    for _each in range(repeats):
        found["planned"].append(_seconds(lambda: print(f"{plan(day=day):,} notices")))
        for statement in COPIES:
            owner.execute(statement)
        for statement in UNPLANNED:
            owner.execute(statement)
        found["raw"].append(_seconds(lambda: owner.execute(RAW)))
        for statement in UNWRITTEN:
            owner.execute(statement)
    return found


def _changed(owner: Owner, repeats: int) -> Measured:
    """Writes with the triggers of the agenda and without; undone."""
    rows = owner.execute(
        "SELECT id FROM tasks_task WHERE status = 'assigned' ORDER BY id LIMIT 1000"
    ).fetchall()
    ids = [row[0] for row in rows]
    kinds: dict[str, tuple[str, list[list[object]]]] = {
        "progress": (WRITE, [[[each]] for each in ids[:40]]),
        "1,000 deadlines": (MOVE, [[ids]]),
        "a focal point": (JOIN.format(organisation=LEAD, role="focal_point"), [[]]),
        "a secretary": (JOIN.format(organisation=OWNER, role="secretary"), [[]]),
    }
    found: Measured = {}
    for _each in range(repeats):
        for kind, (sql, many) in kinds.items():
            with _without_agenda(owner):
                found.setdefault(f"{kind}, no agenda", []).append(_undone(owner, sql, many))
            found.setdefault(kind, []).append(_undone(owner, sql, many))
    return found


def _undone(owner: Owner, sql: str, many: list[list[object]]) -> float:
    """Seconds of a statement of these, on average."""
    with owner.transaction(force_rollback=True):
        return _seconds(lambda: [owner.execute(sql, each) for each in many]) / len(many)


@contextmanager
def _without_agenda(owner: Owner) -> Iterator[None]:
    names = owner.execute(
        "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE '%\\_agenda%'"
    ).fetchall()
    for table, name in names:
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
    yield
    for table, name in names:
        owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER {name}")


def _seconds(do: Callable[[], object], times: int = 1) -> float:
    began = time.perf_counter()
    for _each in range(times):
        do()
    return time.perf_counter() - began


def _print(size: int, found: Measured) -> None:
    """Each beside the first, or a change beside the same change without the agenda."""
    first = next(iter(found))
    print(f"\n| {size:,} tasks | median ms | × |\n|---|---|---|")
    for name, seconds in found.items():
        pairs = zip(seconds, found.get(f"{name}, no agenda", found[first]), strict=True)
        ratio = statistics.median(a / b for a, b in pairs)
        print(f"| {name} | {statistics.median(seconds) * 1000:.2f} | {ratio:.2f} |", flush=True)


if __name__ == "__main__":
    run("bench.planning", __doc__, main, repeats=5)
