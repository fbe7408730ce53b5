"""What had been recorded at a moment, so that it can be told later what had been.

A moment is not enough: a transaction that was open then has stamped its events already, and commits
them afterwards. So a horizon is the highest id of an event, and what the database saw.
"""

from dataclasses import dataclass

from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from tasks.models import TaskEvent
from tasks.models.querysets import TaskEventQuerySet

HERE = """
    SELECT coalesce((SELECT max(id) FROM tasks_taskevent), 0), pg_current_snapshot()::text,
           pg_current_xact_id()::text::bigint
"""
WITHIN = """
    (event.id <= %s AND (event.xid = %s
     OR pg_visible_in_snapshot(event.xid::text::xid8, %s::text::pg_snapshot)))
"""
LAST = f"""
    SELECT max(event.id) FROM tasks_taskevent AS event
    WHERE event.programme_id = %s AND {WITHIN} GROUP BY event.task_id
"""  # noqa: S608 - made of constants


@dataclass(frozen=True)
class Horizon:
    """Events up to the id `events` of transactions that `visible` sees, or of `written_in`.

    A snapshot does not count the transaction that takes it among those it sees; `written_in` does,
    and as that one's later events have higher ids, only what it had recorded before. All three
    numbers hold after a dump and restore into another cluster: events keep their ids and
    transaction numbers, and new ones have higher ids.
    """

    events: int
    visible: str
    written_in: int

    @property
    def params(self) -> list[object]:
        return [self.events, self.written_in, self.visible]


def here() -> Horizon:
    """What has been recorded now, as this transaction sees it. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(HERE)
        return Horizon(*cursor.fetchone())


def last_events(horizon: Horizon, programme: int) -> TaskEventQuerySet:
    """The last event of each leaf of the programme within the horizon; unordered.

    A task's events have ascending ids, because its writers wait for each other.
    """
    last = RawSQL(LAST, [programme, *horizon.params])  # noqa: S611 - of constants
    return TaskEvent.objects.leaves().filter(pk__in=last).order_by()


def events_within(horizon: Horizon, programme: int) -> TaskEventQuerySet:
    """All events of the programme within the horizon; unordered."""
    return TaskEvent.objects.filter(programme=programme).filter(is_within(horizon)).order_by()


def is_within(horizon: Horizon) -> Q:
    """For events: whether they lie within the horizon."""
    sql = WITHIN.replace("event.", "tasks_taskevent.")
    within = RawSQL(sql, horizon.params, output_field=BooleanField())  # noqa: S611 - of constants
    return Q(within)
