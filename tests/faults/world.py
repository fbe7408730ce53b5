"""The world of the stories: `python -m tests.faults.world LEADS EACH`, in an empty demo database.

Each lead has a head, an officer, three focal points and one who may stand in for the head, and EACH
tasks, all with the same story.
"""

import sys
from datetime import date, datetime
from typing import TYPE_CHECKING

from tests.faults.stories import BEGIN, STORIES, reader, story_of

if TYPE_CHECKING:
    from accounts.models import Organisation
    from tasks.models import Programme, Task

ROLES = {
    "head": "head",
    "officer": "officer",
    "deputy": "officer",
    "focal0": "focal_point",
    "focal1": "focal_point",
    "focal2": "focal_point",
}


def make(leads: int, each: int) -> None:
    """Through the domain, as in earnest."""
    from accounts.enums import Role
    from tests import factories as make

    owner, asked = make.ProgrammeFactory.create(), make.OrganisationFactory.create(code="ASKED")
    join(owner.owner, Role.SECRETARY, reader("secretary", 0))
    join(asked, Role.FOCAL_POINT, reader("asked", 0))
    for lead in range(leads):
        organisation = make.OrganisationFactory.create(code=f"F{lead}")
        for name, role in ROLES.items():
            join(organisation, Role(role), reader(name, lead))
        for _task in range(each):
            _begin(story_of(lead), owner, organisation, asked)


def join(organisation: "Organisation", role: str, email: str, since: date | None = None) -> None:
    from tests import factories as make

    words = {"from_day": since} if since else {}
    user = make.UserFactory.create(email=email)
    make.MembershipFactory.create(role=role, organisation=organisation, user=user, **words)


def _begin(
    name: str, owner: "Programme", lead: "Organisation", asked: "Organisation"
) -> "Task | None":
    from accounts.enums import Role
    from tasks import domain
    from tests import factories as make
    from tracker import clock

    story = STORIES[name]
    words = {"lead": lead, "deadline": story.deadline, "programme": owner}
    words["officer"] = make.person(Role.OFFICER, lead)
    if story.begins == "joined":
        part = domain.Part(asked, "Góp ý", date(2025, 11, 20))
        return make.assigned(co_agencies=[part], **words)
    if story.begins != "asking":
        begun: Task = getattr(make, story.begins)(**words)
        return begun
    task = make.in_progress(**words)
    domain.ask_extension(
        task,
        by=make.focal_point_of(task),
        now=clock.now(),
        new_deadline=date(2025, 12, 10),
        reason="Chờ ý kiến.",
    )
    return task


if __name__ == "__main__":
    import django

    django.setup()
    from django.db import transaction

    from tracker import clock

    clock.mark_demo(datetime.fromisoformat(BEGIN))
    with transaction.atomic():
        make(int(sys.argv[1]), int(sys.argv[2]))
