"""A small programme with a task in every situation a page can meet, and somebody of every role."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from accounts.enums import Role
from accounts.models import Membership, Organisation, User
from reports.domain.meetings import freeze, plan_meeting
from reports.models import Meeting
from tasks import domain
from tasks.enums import Status
from tasks.models import Clause, Evidence, Occurrence, Programme, Task
from tests import factories as make
from tracker import clock


@dataclass(frozen=True)
class Scene:
    """`tasks` are those of `lead`, by status; and `overdue`, `returned`, `asked`, `unclear`.

    `meetings` are a frozen one, `meeting`, and a `planned` one.
    """

    programme: Programme
    lead: Organisation
    clause: Clause
    tasks: dict[str, Task]
    readers: dict[str, User | None]
    meetings: dict[str, Meeting]

    @cached_property
    def numbers(self) -> dict[str, int | str]:
        """Its tasks and meetings by their names, and what else can stand in an address."""
        claim = self.tasks["submitted"].submissions.get()
        request = self.tasks["asked"].extensions.get()
        proof = Evidence.objects.filter(submission__task=self.tasks["completed"]).first()
        return {
            **{name: task.pk for name, task in self.tasks.items()},
            **{name: meeting.pk for name, meeting in self.meetings.items()},
            "instrument": self.clause.instrument_id,
            "clause": self.clause.pk,
            "programme": self.programme.pk,
            "lead": self.lead.pk,
            "lead_code": self.lead.code,
            **self._somebody(),
            "other": self.programme.owner_id,
            "occurrence": Occurrence.objects.get(task=self.tasks["regular"]).pk,
            "evidence": proof.pk if proof else 0,
            "claim": claim.pk,
            "request": request.pk,
        }

    def _somebody(self) -> dict[str, int]:
        role = Membership.objects.get(organisation=self.lead, role=Role.FOCAL_POINT)
        return {"person": role.user_id, "role": role.pk}


def scene() -> Scene:
    """Made through the domain, by the factories; the clock stands at 2025-11-17 09:00."""
    programme, lead, clause = make.programme(), make.ministry(), make.ClauseFactory.create()
    words = {"programme": programme, "lead": lead, "clause": clause}
    tasks = {status.value: make.task_in(status, **words) for status in Status}
    tasks |= _special(words)
    readers: dict[str, User | None] = {
        "anonymous": None,
        "outsider": make.UserFactory.create(),
        "other": make.person(Role.FOCAL_POINT, make.ministry()),
        "officer": make.person(Role.OFFICER, lead),
        "focal_point": make.person(Role.FOCAL_POINT, lead),
        "head": make.person(Role.HEAD, lead),
        "secretary": make.person(Role.SECRETARY, programme.owner),
        "auditor": make.person(Role.AUDITOR, programme.owner),
        "administrator": make.UserFactory.create(is_staff=True, is_superuser=True),
    }
    return Scene(programme, lead, clause, tasks, readers, _meetings(programme))


def _meetings(programme: Programme) -> dict[str, Meeting]:
    by, day = make.person(Role.SECRETARY, programme.owner), clock.today()
    words: dict[str, Any] = {"programme": programme, "held_on": day, "by": by}
    held, planned = (
        plan_meeting(name=name, now=clock.now(), **words) for name in ("Họp một", "Họp hai")
    )
    freeze(held, by=by, now=clock.now())
    return {"meeting": held, "planned": planned}


def _special(words: dict[str, Any]) -> dict[str, Task]:
    other = make.ministry()
    asked = make.in_progress(**words, co_agencies=[domain.Part(other, "Góp ý.", date(2025, 12, 1))])
    domain.ask_extension(
        asked,
        by=make.focal_point_of(asked),
        now=clock.now(),
        new_deadline=date(2026, 3, 31),
        reason="Cần thêm thời gian.",
    )
    returned = make.submitted(**words)
    secretary = make.secretary_of(returned)
    domain.send_back(returned, by=secretary, now=clock.now(), reason="Thiếu phụ lục.")
    overdue = make.in_progress(**words, deadline=clock.today())
    group = make.group(words["lead"], other, programme=words["programme"], clause=words["clause"])
    counted = make.assigned(**words, deliverable_count=60, deliverable_measure="văn bản")
    regular = make.in_progress(**words, deadline=None)
    domain.open_occurrences(now=clock.now())
    make.at("2025-11-18 09:00")
    found = {"asked": asked, "returned": returned, "overdue": overdue, "counted": counted}
    found |= {"regular": regular}
    return {name: make.again(task) for name, task in found.items()} | {"group": group}
