"""Seconds that `manage.py verify_history` takes over a million events.

Starts PostgreSQL from its wheel in a folder of its own, writes the events there (a report of
progress on each of EVENTS / 20 tasks, twenty times, with a seal after each round), lets the command
check them, prints the seconds, and leaves nothing behind. The events are chained by the same
trigger as any other, so the time for writing them is printed too.

    --events N     how many, by default 1,000,000 (some 4 GB of disk for as long as it runs)
    --limit S      fail when checking takes longer than S seconds, by default 120
    --home FOLDER  keep the database here, and use it again the next time
"""

import argparse
import tempfile
from contextlib import ExitStack
from pathlib import Path

from bench.world import Owner, begin, database, manage, timed

ROUNDS = 20
START = "2025-01-02"

DRAFTS = """
    INSERT INTO tasks_task (code, programme_id, clause_id, is_group, title, is_regular, rhythm,
        deadline_text, lead_id, leads, lead_from, parts, deliverable_kind, deliverable_measure,
        status, phases, phase_from, deadlines, deadline_from, gap_steps, gap_from, percent,
        revision, act, act_on, act_by_id, act_note, act_late_reason, act_detail, joined)
    SELECT 'NV-' || n, p.id, c.id, false, 'Ban hành nghị định về dữ liệu số ' || n, false, '',
        '31/12/2025', p.owner_id, ARRAY[p.owner_id], ARRAY['2025-01-02'::date], '[]', 'decree', '',
        'draft', '{}', '{}', '{2025-12-31}', '{2025-01-02}', '{}', '{}', 0,
        1, 'draft', '2025-01-02', u.id, 'Đang lấy ý kiến các bộ', '', '{}', '{}'
    FROM generate_series(1, %s) AS n, accounts_user u,
        (SELECT * FROM tasks_programme ORDER BY id LIMIT 1) p,
        (SELECT * FROM tasks_clause ORDER BY id LIMIT 1) c
"""
# What history has in common with tasks, but for what a report of progress changes.
SHARED = """
    SELECT string_agg(event.column_name, ', ')
    FROM information_schema.columns event JOIN information_schema.columns task USING (column_name)
    WHERE event.table_name = 'tasks_taskevent' AND task.table_name = 'tasks_task'
        AND event.is_generated = 'NEVER' AND event.column_name <> 'id'
        AND event.column_name NOT IN ('revision', 'act', 'act_on', 'percent', 'act_detail')
"""
REPORTS = """
    WITH made AS (
        INSERT INTO tasks_progressupdate
            (task_id, happened_on, percent, narrative, obstacle, by_id, recorded_at)
        SELECT id, tracker_today(), {percent}, 'Đang lấy ý kiến các bộ', '', act_by_id, now()
        FROM tasks_task
        RETURNING id, task_id, percent
    )
    INSERT INTO tasks_taskevent (task_id, recorded_at, recorded_by,
        revision, act, act_on, percent, act_detail, {shared})
    SELECT made.task_id, tracker_now(), session_user,
        {percent} + 1, 'progress', tracker_today(), made.percent,
        jsonb_build_object('update', made.id, 'percent', made.percent, 'count', NULL), {shared}
    FROM made JOIN tasks_task ON made.task_id = tasks_task.id
"""
# The tasks as their last events say; in between nobody would have looked at them.
TASKS = """
    ALTER TABLE tasks_task DISABLE TRIGGER USER;
    UPDATE tasks_task SET (revision, act, act_on, percent, act_detail)
        = (SELECT revision, act, act_on, percent, act_detail FROM tasks_taskevent
           WHERE task_id = tasks_task.id ORDER BY revision DESC LIMIT 1);
    ALTER TABLE tasks_task ENABLE TRIGGER USER;
"""


def main(events: int, limit: float, home: Path | None) -> None:
    """Raises SystemExit when the check fails or takes too long."""
    with ExitStack() as undo:
        folder = home or Path(undo.enter_context(tempfile.TemporaryDirectory(dir="/tmp")))
        _fill(undo.enter_context(database(folder)), max(1, events // ROUNDS))
        seconds = timed("checked", lambda: manage("verify_history"))
    if seconds > limit:
        raise SystemExit(f"too slow: {seconds:.1f} s, and {limit:g} s are allowed")


def _fill(owner: Owner, tasks: int) -> None:
    if owner.execute("SELECT EXISTS (SELECT FROM tasks_task)").fetchone() == (True,):
        return
    begin(owner, START)
    timed("written", lambda: _write(owner, tasks))
    owner.execute("VACUUM ANALYZE")


def _write(owner: Owner, tasks: int) -> None:
    """A transaction for each round: a seal covers only what has been committed."""
    [shared] = owner.execute(SHARED).fetchone() or [""]
    owner.execute(DRAFTS, [tasks])
    for number in range(1, ROUNDS):
        owner.execute("SELECT tracker_seal()")
        owner.execute("UPDATE tracker_clock SET lead = lead + interval '1 day'")
        owner.execute(REPORTS.format(percent=number, shared=shared))
    owner.execute("SELECT tracker_seal()")
    with owner.transaction():
        owner.execute(TASKS)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--limit", type=float, default=120)
    parser.add_argument("--home", type=Path)
    chosen = parser.parse_args()
    main(chosen.events, chosen.limit, chosen.home)
