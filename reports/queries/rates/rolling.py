"""One day's rows of the roll-up, written by the database itself in one statement."""

from datetime import date

from django.db import connections, transaction
from django.db.models import F

from reports.models import DailyRollUp
from reports.queries.rates.counting import states_in
from reports.queries.room import room
from reports.rules.report import Question
from tasks.enums import Knowledge, Standing

OWNER = "owner"
# Rows are written in key order, so two that count the same day cannot lock each other out; both
# have counted the same.
STATEMENT = """
    INSERT INTO {table} (organisation_id, programme_id, day, total, clear, {standings})
    SELECT led_by, programme_id, %s, count(*), count(*) FILTER (WHERE is_clear), {counts}
    FROM ({states}) AS states
    GROUP BY programme_id, led_by
    ORDER BY programme_id, led_by
    ON CONFLICT (programme_id, day, organisation_id) DO NOTHING
"""


def count_day(day: date, *, using: str = "default") -> int:
    """Write the rows of the Hanoi day `day` that are not there; returns how many."""
    states = states_in(Question(day, Knowledge.KNOWN))
    states = states.annotate(led_by=F("lead_then"), is_clear=F("clear"))
    asked = states.values_list("led_by", "programme_id", "is_clear", "standing")
    sql, params = asked.query.sql_with_params()
    with room(using), connections[using].cursor() as cursor:
        cursor.execute(_statement(sql), [day, *params])
        return int(cursor.rowcount)


def count_again(day: date) -> int:
    """Put the rows of a day away and count it anew; as the owner, who alone may."""
    with transaction.atomic(using=OWNER):
        DailyRollUp.objects.using(OWNER).filter(day=day).delete()
        return count_day(day, using=OWNER)


def _statement(states: str) -> str:
    names = [standing.value for standing in Standing]
    return STATEMENT.format(
        table=DailyRollUp._meta.db_table,
        standings=", ".join(names),
        counts=", ".join(f"count(*) FILTER (WHERE standing = '{name}')" for name in names),
        states=states,
    )
