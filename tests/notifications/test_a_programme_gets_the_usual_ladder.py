from datetime import date

import pytest

from notifications.domain import give_default_ladder
from notifications.models import Rung
from tests.factories import assigned, programme
from tests.harness.mail import Sink
from tests.notifications.telling import owed, swept, told

pytestmark = pytest.mark.django_db


def test_seven_three_and_one_days_before_on_the_day_and_one_after() -> None:
    rungs = give_default_ladder(programme())
    assert [rung.offset_days for rung in rungs] == [-7, -3, -1, 0, 1]
    assert all(rung.audiences == ["officer", "focal_points"] for rung in rungs)


def test_a_second_time_changes_nothing() -> None:
    owner = programme()
    give_default_ladder(owner)
    Rung.objects.filter(programme=owner, code="after-1").update(is_active=False)
    Rung.objects.filter(programme=owner, code="before-7").delete()
    give_default_ladder(owner)
    assert Rung.objects.filter(programme=owner, is_active=True).count() == 3


def test_a_sweep_gives_the_usual_ladder_to_a_programme_that_has_none(mail: Sink) -> None:
    task = assigned(deadline=date(2025, 11, 18))
    assert swept().planned > 0
    assert Rung.objects.filter(programme=task.programme).count() == 5


def test_a_programme_that_retired_all_its_rungs_reminds_nobody(mail: Sink) -> None:
    task = assigned(deadline=date(2025, 11, 18))
    give_default_ladder(task.programme)
    Rung.objects.filter(programme=task.programme).update(is_active=False)
    assert swept().planned == 0


def test_a_ladder_is_data(mail: Sink) -> None:
    task = owed("2025-11-30")
    Rung.objects.create(
        programme=task.programme, code="before-13", offset_days=-13, audiences=["focal_points"]
    )
    swept()
    assert told(task) == ["before-13"]
