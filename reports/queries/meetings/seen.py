"""Which passages between two meetings somebody may see by name; the counts are everybody's."""

from collections.abc import Sequence
from datetime import date

from accounts.enums import Role
from accounts.models import User
from accounts.queries import seats_of
from reports.models import Meeting
from reports.rules.meetings.since import Passage
from tasks.models import Task


def seen_by(
    user: User, passages: Sequence[Passage], meeting: Meeting, *, on: date
) -> list[Passage]:
    """All for who oversees the programme; for others the tasks that they see anyway."""
    owner = meeting.programme.owner_id
    if seats_of(user, on=on).has(Role.SECRETARY, Role.AUDITOR, at=owner):
        return list(passages)
    visible = Task.objects.visible_to(user, on=on)
    named = [passage.line.id for passage in passages]
    mine = set(visible.filter(pk__in=named).values_list("pk", flat=True))
    return [passage for passage in passages if passage.line.id in mine]
