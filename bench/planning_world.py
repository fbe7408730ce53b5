"""Brings the world of benchmarks to a day with nothing to tell, before one with much to tell.

Each organisation gets a focal point and a head, each programme's owner a secretary, each programme
the usual ladder. Some tasks are due tomorrow. Everything due today has been planned and told.
"""

from datetime import date

from bench.world import Owner, timed

PEOPLE = """
    WITH made AS (
        INSERT INTO accounts_user (username, password, full_name, email, is_superuser, is_staff,
                                   is_active, date_joined, language)
        SELECT o.code || '-' || role, '', 'Nguyễn Văn ' || o.id, lower(o.code) || '@example.vn',
               false, false, true, now(), 'vi'
        FROM accounts_organisation o
        CROSS JOIN unnest(ARRAY['focal_point', 'head', 'secretary']) role
        WHERE role <> 'secretary' OR o.id IN (SELECT owner_id FROM tasks_programme)
        RETURNING id, username
    )
    INSERT INTO accounts_membership (user_id, organisation_id, role, from_day)
    SELECT made.id, o.id, split_part(made.username, '-', 2), '2024-01-01'
    FROM made JOIN accounts_organisation o ON o.code = split_part(made.username, '-', 1)
"""
# These tasks are due tomorrow, whatever they were: open, and clear as long as nothing is noted.
DUE = """
    UPDATE tasks_task SET status = phases[cardinality(phases[1:2])], phases = phases[1:2],
        phase_from = phase_from[1:2], deadlines = ARRAY[tracker_today() + 1],
        deadline_from = deadline_from[1:1], gap_steps = ARRAY[''], gap_from = gap_from[1:1]
    WHERE id IN (SELECT id FROM tasks_task ORDER BY status = 'completed', id LIMIT {many})
"""
# What was planned counts as told: one message stands for all of them.
TOLD = """
    ALTER TABLE notifications_notice DISABLE TRIGGER USER;
    INSERT INTO notifications_message
        (recipient_id, address, language, message_id, subject, text, html, headers, state, attempts,
         next_try_at, is_frozen, is_digest, composed_at, sent_at, answer)
    SELECT min(id), 'bench@example.vn', 'vi', '<bench@example.vn>', 'x', 'x', 'x', '{}', 'sent', 1,
           now(), true, true, now(), now(), ''
    FROM accounts_user;
    UPDATE notifications_notice SET state = 'sent', settled_at = now(),
        message_id = (SELECT max(id) FROM notifications_message);
    ALTER TABLE notifications_notice ENABLE TRIGGER USER;
    CREATE TABLE planned_until AS SELECT tracker_today() AS day;
    DELETE FROM notifications_agenda WHERE on_day = tracker_today() + 1
        AND task_id NOT IN (SELECT id FROM tasks_task WHERE deadline = tracker_today() + 1);
    CREATE TABLE agenda_before AS SELECT * FROM notifications_agenda;
    CREATE TABLE copied (LIKE notifications_notice INCLUDING ALL);
    INSERT INTO copied OVERRIDING SYSTEM VALUE SELECT * FROM notifications_notice;
    SELECT setval(pg_get_serial_sequence('copied', 'id'), max(id)) FROM copied
"""
COLUMNS = """task_id, about, recipient_id, step, rung_id, anchor, due_day, state, reason,
    planned_at"""
COPIES = (
    "DROP TABLE IF EXISTS planned",
    f"CREATE TABLE planned AS SELECT {COLUMNS} FROM notifications_notice WHERE state = 'planned'",
    "ANALYZE planned",
)
UNPLANNED = (
    "DELETE FROM notifications_notice WHERE state = 'planned'",
    "TRUNCATE notifications_agenda",
    "INSERT INTO notifications_agenda OVERRIDING SYSTEM VALUE SELECT * FROM agenda_before",
    "VACUUM ANALYZE notifications_notice",
    "VACUUM ANALYZE notifications_agenda",
)
RAW = f"""
    INSERT INTO copied ({COLUMNS}) SELECT {COLUMNS} FROM planned
    ON CONFLICT (task_id, about, recipient_id, step) DO NOTHING
"""
UNWRITTEN = ("DELETE FROM copied WHERE state = 'planned'", "VACUUM ANALYZE copied")


def prepared(owner: Owner, *, many: int) -> date:
    """The day on which nothing is to tell; on the next, something about each of so many tasks."""
    if owner.execute("SELECT to_regclass('planned_until')").fetchone() == (None,):
        return _prepare(owner, many)
    [day] = owner.execute("SELECT day::text FROM planned_until").fetchone() or [""]
    return date.fromisoformat(str(day))


def _prepare(owner: Owner, many: int) -> date:
    from notifications.domain.ladder import give_missing_ladders
    from notifications.domain.plan import plan
    from tracker import clock

    owner.execute(PEOPLE)
    give_missing_ladders()
    owner.execute("ALTER TABLE tasks_task DISABLE TRIGGER USER")
    owner.execute(DUE.format(many=many))
    owner.execute("ALTER TABLE tasks_task ENABLE TRIGGER USER")
    owner.execute("TRUNCATE notifications_agenda")
    owner.execute(
        "INSERT INTO notifications_agenda (task_id, on_day)"
        " SELECT id, tracker_today() FROM tasks_task"
    )
    owner.execute("VACUUM ANALYZE")
    day = clock.today()
    timed("all tasks planned", lambda: print(f"{plan(day=day):,} notices"))
    for statement in [*TOLD.split(";"), *_like("notifications_notice", owner)]:
        owner.execute(statement)
    owner.execute("VACUUM ANALYZE")
    return day


def _like(table: str, owner: Owner) -> list[str]:
    """Statements that give `copied` the foreign keys and triggers of `table` too."""
    keys = owner.execute(
        "SELECT format('ALTER TABLE copied ADD %%s', pg_get_constraintdef(oid))"
        " FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass",
        [table],
    ).fetchall()
    triggers = owner.execute(
        "SELECT replace(pg_get_triggerdef(oid), %s, 'copied') FROM pg_trigger"
        " WHERE NOT tgisinternal AND tgrelid = %s::regclass",
        [f"public.{table}", table],
    ).fetchall()
    return [str(row[0]) for row in [*keys, *triggers]]
