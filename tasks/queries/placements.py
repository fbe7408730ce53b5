"""Where organisations stood, change by change."""

from django.db.models import QuerySet

from accounts.models import Organisation, Placement

NAMED = ("organisation", "was_parent", "parent", "by")


def placements_of(organisation: Organisation | None) -> QuerySet[Placement]:
    """Its changes, or all, the latest first."""
    found = Placement.objects.select_related(*NAMED)
    return found if organisation is None else found.filter(organisation=organisation)
