from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import transaction

from accounts.domain.deputies import name_deputy
from accounts.enums import Role
from accounts.models import Deputy, Organisation
from tests.factories import ministry, person
from tests.tasks.test_of_two_at_once_one_wins import _ending, _until_waiting
from tracker import clock

pytestmark = pytest.mark.django_db(transaction=True)


def test_named_for_the_same_days() -> None:
    organisation, now, day = ministry(), clock.now(), date(2025, 11, 18)
    head, roles = person(Role.HEAD, organisation), (Role.OFFICER, Role.FOCAL_POINT)

    def naming(role: Role) -> object:
        deputy = person(role, organisation)
        return lambda: name_deputy(
            by=head,
            now=now,
            organisation=organisation,
            deputy=deputy,
            from_day=day,
            until_day=day,
        )

    acts = [naming(role) for role in roles]
    with ThreadPoolExecutor() as threads:
        with transaction.atomic():
            Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
            outcomes = [threads.submit(_ending, act) for act in acts]  # type: ignore[arg-type]
            _until_waiting(len(acts))
        found = sorted(outcome.result() for outcome in outcomes)
    assert found == ["deputy_named_already", "done"]
    assert Deputy.objects.count() == 1
