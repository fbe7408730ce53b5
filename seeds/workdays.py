"""Loading what was decided about working days, and the law's own list does not know."""

from seeds.story.tables import day, rows
from tasks.models import DayDecision


def load_day_decisions() -> None:
    """Add what is missing. A day of which anything was ever decided stays as it is."""
    decided = set(DayDecision.objects.values_list("day", flat=True))
    for row in rows("day_decisions"):
        if day(row["day"]) not in decided:
            DayDecision.objects.create(
                day=day(row["day"]),
                ruling=row["ruling"],
                swapped_with=day(row["swapped_with"]) if row["swapped_with"] else None,
                number=row["number"],
                reason=row["reason"],
            )
