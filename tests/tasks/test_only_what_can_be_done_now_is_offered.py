from datetime import date

import pytest

from accounts.enums import Role
from accounts.queries import Seats
from tasks.enums import Act
from tasks.rules.next_acts import next_acts
from tests.factories import assigned

pytestmark = pytest.mark.django_db

DECISIONS = {Act.GRANT_EXTENSION, Act.REFUSE_EXTENSION}


@pytest.mark.parametrize("waiting", [True, False])
def test_an_extension_is_asked_for_once_and_decided_only_when_asked_for(waiting: bool) -> None:
    task = assigned(deadline=date(2025, 12, 31))
    owner = frozenset({task.programme.owner_id})
    lead = frozenset({task.lead_id or 0})
    seats = Seats(0, {Role.SECRETARY: owner, Role.FOCAL_POINT: lead})

    offered = set(next_acts(seats, task, extension_open=waiting))

    assert (Act.ASK_EXTENSION in offered) is not waiting
    assert offered & DECISIONS == (DECISIONS if waiting else set())
