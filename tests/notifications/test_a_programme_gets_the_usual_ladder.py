from datetime import date

import pytest

from notifications.domain import give_default_ladder
from notifications.domain.ladder import DEFAULT
from notifications.enums import Cause
from notifications.models import Rung
from tests.factories import assigned, programme
from tests.harness.mail import Sink
from tests.notifications.telling import owed, rung, swept, told

pytestmark = pytest.mark.django_db


def test_it_rises_from_the_officer_to_the_head_and_to_the_secretary() -> None:
    rungs = give_default_ladder(programme()).filter(cause="deadline")
    lead, everybody = ["officer", "focal_points"], ["officer", "focal_points", "head", "secretary"]
    assert [(rung.days, rung.unit, rung.audiences, rung.every) for rung in rungs] == [
        *((-n, "calendar", lead, None) for n in (30, 14, 7, 3, 1)),
        (0, "calendar", lead, None),
        (1, "working", lead, None),
        (3, "working", lead, None),
        (7, "working", ["head"], None),
        (14, "working", ["secretary"], None),
        (28, "calendar", everybody, 7),
    ]


def test_everything_that_can_be_told_has_a_rung() -> None:
    assert {rung.cause for rung in give_default_ladder(programme())} == set(Cause.values)


def test_a_second_time_changes_nothing() -> None:
    owner = programme()
    give_default_ladder(owner)
    Rung.objects.filter(programme=owner, code="after-1").update(is_active=False)
    Rung.objects.filter(programme=owner, code="before-7").delete()
    give_default_ladder(owner)
    assert Rung.objects.filter(programme=owner, is_active=True).count() == len(DEFAULT) - 2


def test_a_sweep_gives_the_usual_ladder_to_a_programme_that_has_none(mail: Sink) -> None:
    task = assigned(deadline=date(2025, 11, 18))
    assert swept().planned > 0
    assert Rung.objects.filter(programme=task.programme).count() == len(DEFAULT)


def test_a_programme_that_retired_all_its_rungs_reminds_nobody(mail: Sink) -> None:
    task = assigned(deadline=date(2025, 11, 18))
    give_default_ladder(task.programme)
    Rung.objects.filter(programme=task.programme).update(is_active=False)
    assert swept().planned == 0


def test_a_ladder_is_data(mail: Sink) -> None:
    task = owed("2025-11-30")
    rung(task.programme, code="before-13", days=-13)
    swept()
    assert told(task) == ["before-13"]
