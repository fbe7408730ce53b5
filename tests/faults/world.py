"""Who has to be told what: `python -m tests.faults.world LEADS EACH`, in an empty demo database.

Each lead has an officer and three focal points, and EACH tasks, all with the same deadline. On each
of WAVES one rung of each task falls due, for all four.
"""

import sys
from datetime import date, datetime

DEADLINE = date(2025, 11, 24)
BEGIN = datetime.fromisoformat("2025-11-16T20:00+07:00")
# Mornings of working days, 7 and 3 calendar days before the deadline, and on it.
WAVES = ("2025-11-17T09:00+07:00", "2025-11-21T09:00+07:00", "2025-11-24T09:00+07:00")
TOLD = 4  # of each lead
GONE = 50  # one lead in so many has a focal point whose address is gone


def make(leads: int, each: int) -> None:
    """Through the domain, as in earnest."""
    from accounts.enums import Role
    from tests import factories as make
    from tests.notifications.telling import short_ladder

    owner, number = make.programme(), 0
    short_ladder(owner)
    for lead in range(leads):
        organisation = make.OrganisationFactory.create()
        roles = (Role.HEAD, Role.OFFICER, *(Role.FOCAL_POINT,) * 3)
        for role in roles:
            number += 1
            gone = lead % GONE == GONE - 1 and number % len(roles) == 0
            user = make.UserFactory.create(email=f"{'gone' if gone else 'r'}{number}@example.vn")
            make.MembershipFactory.create(role=role, organisation=organisation, user=user)
        words = {"lead": organisation, "deadline": DEADLINE, "programme": owner}
        for _task in range(each):
            make.assigned(**words, officer=make.person(Role.OFFICER, organisation))


if __name__ == "__main__":
    import django

    django.setup()
    from django.db import transaction

    from tracker import clock

    clock.mark_demo(BEGIN)
    with transaction.atomic():
        make(int(sys.argv[1]), int(sys.argv[2]))
