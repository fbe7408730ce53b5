"""The tally is drawn together, so that it stays short; its sums stay the same."""

from django.db import connection, transaction

from reports.models.contributions import EVER

# Any number of its own: only one draws together at a time.
LOCK = 57_2025_944

# One statement, and so one moment: what is taken out comes back as sums. What counts by today
# counts ever after. Rows are written in key order, after everything that waits for others.
STATEMENT = """
    WITH taken AS (
        DELETE FROM reports_tally
        WHERE NOT is_drawn OR from_day > %(ever)s AND from_day <= (SELECT tracker_today())
           OR is_drawn AND tasks = 0 AND clear = 0
        RETURNING *, CASE WHEN from_day <= (SELECT tracker_today()) THEN %(ever)s
                          ELSE from_day END AS counts
    )
    INSERT INTO reports_tally
        (basis, from_day, programme_id, organisation_id, standing, tasks, clear, is_drawn)
    SELECT basis, counts, programme_id, organisation_id, standing, sum(tasks), sum(clear), true
    FROM taken
    GROUP BY basis, counts, programme_id, organisation_id, standing
    HAVING sum(tasks) <> 0 OR sum(clear) <> 0
    ORDER BY basis, counts, programme_id, organisation_id, standing
    ON CONFLICT (basis, from_day, programme_id, organisation_id, standing) WHERE is_drawn
    DO UPDATE SET tasks = reports_tally.tasks + EXCLUDED.tasks,
                  clear = reports_tally.clear + EXCLUDED.clear
"""


def draw_together() -> int:
    """Sum up what was added since; returns how many entries came of it. Two at once do it once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if cursor.fetchone() == (False,):
            return 0
        cursor.execute(STATEMENT, {"ever": EVER})
        return int(cursor.rowcount)
