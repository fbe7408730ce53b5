from datetime import date

import pytest

from tasks.domain import Part, edit_task
from tasks.rules.parts import JoinedPart, joined_now
from tests.factories import draft, ministry, secretary_of
from tracker import clock

pytestmark = pytest.mark.django_db


def test_what_an_edit_took_away_is_still_known() -> None:
    first, second = ministry(), ministry()
    task = draft(co_agencies=[Part(first, "Bố trí kinh phí", date(2025, 12, 1))])
    edit_task(
        task,
        by=secretary_of(task),
        now=clock.now(),
        co_agencies=[Part(second, "Cung cấp dữ liệu")],
    )
    kept = [joined_now(event) for event in task.events.order_by("revision")]
    assert kept == [
        [JoinedPart(first.pk, "Bố trí kinh phí", date(2025, 12, 1))],
        [JoinedPart(second.pk, "Cung cấp dữ liệu")],
    ]
