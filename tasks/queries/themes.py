"""To which theme clauses belonged on a day of the past: to today's, but for what changed since."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import QuerySet

from accounts.queries.places import changed_since
from tasks.models import Clause, Retheming

# Id of each clause that belonged to another theme → the id of that; None for none.
Themes = Mapping[int, int | None]


def themes_then(day: date, *, known_by: datetime | None = None) -> dict[int, int | None]:
    """Which clauses belonged to another theme on the Hanoi day `day` than today. One query.

    With `known_by`, by what had been recorded before that moment.
    """
    since = Retheming.objects.filter(changed_since(day, known_by))
    first = since.order_by("clause_id", "pk").distinct("clause_id")
    return dict(first.values_list("clause_id", "was_theme_id"))


def rethemings_of(clause: Clause) -> QuerySet[Retheming]:
    """The changes of its theme, the latest first."""
    return Retheming.objects.filter(clause=clause).select_related("was_theme", "theme", "by")
