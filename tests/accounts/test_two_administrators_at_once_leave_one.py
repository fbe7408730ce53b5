"""Two who alone look after everything take that from each other, over real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.domain.keeping import ONE_AT_A_TIME
from accounts.domain.people import block_person
from accounts.domain.roles import end_role
from accounts.enums import OrganisationKind, Role
from accounts.models import User
from accounts.queries.administering import administrators_for_all
from tests.factories import OrganisationFactory, person
from tests.tasks.test_of_two_at_once_one_wins import _ending, _until_waiting
from tracker import clock

pytestmark = pytest.mark.django_db(transaction=True)
Taking = Callable[[User, User], Any]


def blocking(by: User, other: User) -> Any:
    now = clock.now()
    return lambda: block_person(other, by=by, now=now)


def ending(by: User, other: User) -> Any:
    now, role, last_day = clock.now(), other.memberships.get(), clock.today()
    return lambda: end_role(role, by=by, now=now, last_day=last_day)


def at_once(*acts: Any) -> list[str]:
    """Start `acts` while nobody may change administrators, let go when all wait."""
    with ThreadPoolExecutor() as threads:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(ONE_AT_A_TIME)
            outcomes = [threads.submit(_ending, act) for act in acts]
            _until_waiting(len(acts))
        return sorted(outcome.result() for outcome in outcomes)


@pytest.mark.parametrize(
    ("one", "other"), [(blocking, blocking), (ending, ending), (blocking, ending)]
)
def test_one_remains(one: Taking, other: Taking) -> None:
    committee = OrganisationFactory.create(kind=OrganisationKind.COMMITTEE)
    first = person(Role.ADMINISTRATOR, committee)
    second = person(Role.ADMINISTRATOR, OrganisationFactory.create(kind=committee.kind))
    assert at_once(one(first, second), other(second, first)) == ["done", "last_administrator"]
    assert administrators_for_all(on=clock.today()).count() == 1
