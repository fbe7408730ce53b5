"""What was decided about working days."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.interfaces.web.reader import Reader
from tasks.enums import DayRuling
from tasks.queries.workdays import decisions
from tracker.lib.api.queries import Query
from tracker.lib.exporting.table import (
    Column,
    Export,
    Table,
    Words,
    day,
    moment,
    of_queryset,
    text,
)


class YearQuery(Query):
    """All years, or one."""

    year = serializers.IntegerField(required=False, min_value=1, max_value=9999)


def day_decisions(_reader: Reader, words: Words) -> Table:
    """In the order in which they were decided."""
    found = decisions().order_by("pk")
    if "year" in words:
        found = found.filter(day__year=words["year"])
    columns = [
        day(_("Day"), "day"),
        Column(_("Decided"), lambda one: DayRuling(one.ruling).label),
        day(_("swapped with"), "swapped_with"),
        text(_("Number of the decision"), "number"),
        text(_("Why"), "reason"),
        text(_("Entered by"), "by"),
        moment(_("Recorded at"), "recorded_at"),
    ]
    return of_queryset(columns, found)


EXPORTS = {
    "day-decisions": Export(_("Decisions on days"), "working_days", day_decisions, YearQuery),
}
