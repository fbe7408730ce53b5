"""What clauses said before."""

from django.db.models import QuerySet

from accounts.enums import About
from accounts.models import Change
from tasks.models import Clause


def changes_of(clause: Clause) -> QuerySet[Change]:
    """What was changed about the number or text of `clause`, and its entering; the latest first."""
    noted = Change.objects.filter(about=About.CLAUSE, row_id=clause.pk)
    return noted.select_related("by")
