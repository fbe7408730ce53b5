"""What every random history begins with: organisations, people, and drafts to choose from."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from accounts.enums import Role
from tasks import domain
from tasks.enums import DeliverableKind, Rhythm
from tasks.models import Task
from tests.factories import ClauseFactory, InstrumentFactory, ministry, person, programme
from tracker import clock

LEADS = 3
PRODUCT: dict[str, Any] = {
    "deliverable_kind": DeliverableKind.DECREE,
    "deliverable_measure": "nghị định",
    "deliverable_count": 1,
}
# Deadlines are so many days after the start; 0 stands for a regular task, None for one that has
# none although it should.
DUE: tuple[int | None, ...] = (9, 16, 4, 0, None, 25, 12, 6, 20, 9, 14, 30)


@dataclass
class Owed:
    """A task, and what its words say when it is assigned."""

    task: Task
    said: dict[str, Any]


class Stage:
    """Set once; each history on it leaves it as it was."""

    def __init__(self) -> None:
        self.start = clock.today()
        self.programme = programme()
        self.clause, self.instrument = ClauseFactory.create(), InstrumentFactory.create()
        self.secretary = person(Role.SECRETARY, self.programme.owner)
        self.leads = [ministry() for _each in range(LEADS)]
        self.focal_points = {o.pk: person(Role.FOCAL_POINT, o) for o in self.leads}
        self.officers = {o.pk: person(Role.OFFICER, o) for o in self.leads}
        self.drafts = [self._draft(number, due) for number, due in enumerate(DUE)]

    def _draft(self, number: int, due: int | None) -> Owed:
        """Some lack an officer, some an authority, one a deadline."""
        lead = self.leads[number % LEADS]
        officer = self.officers[lead.pk] if number % 4 else None
        authority = self.programme.owner if number % 5 else None
        deadline = self.start + timedelta(days=due) if due else None
        task = domain.draft_task(
            by=self.secretary,
            now=clock.now(),
            title="Ban hành nghị định về dữ liệu",
            programme=self.programme,
            clause=self.clause,
            lead=lead,
            officer=officer,
            authority=authority,
            deadline=deadline,
            is_regular=due == 0,
            rhythm=Rhythm.MONTHLY if due == 0 else "",
            **PRODUCT,
        )
        said = {
            "lead": lead.pk,
            "officer_of": lead.pk if officer else None,
            "authority": bool(authority),
            "is_regular": due == 0,
            "deadline": deadline,
        }
        return Owed(task, said)
