"""Once a day all tasks are counted from scratch, and held against the sums that are kept."""

import logging
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import Max, Min

from reports.domain.tallying import LOCK, draw_together
from reports.models import DailyRollUp, Recount, Tally
from reports.models.contributions import COLUMNS, contributions
from reports.queries.rates.recounting import (
    Difference,
    PastDifference,
    differences,
    past_differences,
)
from tracker.clock import day_of

logger = logging.getLogger(__name__)
ALL_TASKS = contributions("SELECT *, 1 AS sign FROM tasks_task")


def recount(*, now: datetime) -> list[Difference | PastDifference]:
    """Count today's figures and two past days from scratch; what differs is kept and logged.

    Of the past days, one is the last that was rolled up, the other the one whose turn it is: after
    as many days as there are, each has been counted again.
    """
    found: list[Difference | PastDifference] = [*differences(day_of(now))]
    for day in past_days(day_of(now)):
        found += past_differences(day)
    kept = [each.as_data() for each in found]
    Recount.objects.update_or_create(
        day=day_of(now), defaults={"counted_at": now, "differences": kept}
    )
    if found:
        logger.error("the figures differ from the tasks in %d sums: %s", len(found), kept[:5])
    return found


def past_days(today: date) -> set[date]:
    """The days that have been rolled up and are counted again on the Hanoi day `today`."""
    ends = DailyRollUp.objects.aggregate(first=Min("day"), last=Max("day"))
    if ends["first"] is None:
        return set()
    turn = today.toordinal() % ((ends["last"] - ends["first"]).days + 1)
    return {ends["last"], ends["first"] + timedelta(days=turn)}


def is_due(*, now: datetime) -> bool:
    """Whether today has not been counted yet."""
    return not Recount.objects.filter(day=day_of(now)).exists()


def agrees() -> bool:
    """Whether the last recount found no difference; true before the first one."""
    last = Recount.objects.order_by("-day").first()
    return last is None or not last.differences


def rebuild() -> int:
    """Make the tally anew from the tasks; returns how many entries it has. Writers wait so long."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("LOCK TABLE reports_tally IN SHARE ROW EXCLUSIVE MODE")
        Tally.objects.all().delete()
        cursor.execute(f"INSERT INTO reports_tally ({COLUMNS}) {ALL_TASKS}")
        return draw_together()
