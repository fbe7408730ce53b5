from datetime import date
from typing import Any

import pytest

from notifications.domain.ladder_changes import add_rung, exchange_rung, retire_rung
from notifications.domain.ladder_preview import preview_change, preview_changed_day
from notifications.enums import Audience, Cause
from notifications.models import Notice, Rung, RungDecision
from notifications.queries.day_preview import DayPreview, preview_day
from notifications.rules.ladder import LadderChange, NewRung
from tests.factories import focal_point_of
from tests.harness.mail import Sink
from tests.notifications.ladders import keeper_of
from tests.notifications.telling import owed, swept, told
from tracker import clock

pytestmark = pytest.mark.django_db
A_FORTNIGHT = NewRung(Cause.DEADLINE, (Audience.FOCAL_POINTS,), days=-14)


def test_a_new_rung_tells_on_the_days_it_says(mail: Sink) -> None:
    task = owed("2025-12-08")
    far, near = owed("2025-12-16", programme=task.programme), owed("2025-11-19")
    del near
    swept()
    effect = preview_change(
        task.programme,
        LadderChange(adds=A_FORTNIGHT),
        by=keeper_of(task.programme),
        now=clock.now(),
    )
    found = {one.day: (len(one.more), len(one.fewer)) for one in effect.days}
    assert found == {date(2025, 11, 24): (1, 0), date(2025, 12, 2): (1, 0)}
    assert set(effect.people.values()) == {focal_point_of(task), focal_point_of(far)}
    assert not RungDecision.objects.exists()
    assert not Rung.objects.filter(days=-14).exists()


def test_what_is_told_at_once_is_counted_today(mail: Sink) -> None:
    task = owed("2025-11-30")
    swept()
    words: dict[str, Any] = {"by": keeper_of(task.programme), "now": clock.now()}
    change = LadderChange(adds=A_FORTNIGHT)
    effect = preview_change(task.programme, change, **words)
    assert [(one.day, len(one.more)) for one in effect.days] == [(clock.today(), 1)]
    add_rung(task.programme, A_FORTNIGHT, reason="Nhắc sớm hơn.", **words)
    swept()
    assert told(task) == ["before-14"]


def test_a_retired_rung_tells_nobody(mail: Sink) -> None:
    task = owed("2025-11-26")
    swept()
    rung = Rung.objects.get(programme=task.programme, code="before-7")
    words: dict[str, Any] = {"by": keeper_of(task.programme), "now": clock.now()}
    effect = preview_change(task.programme, LadderChange(retires=rung), **words)
    assert [(one.day, len(one.fewer)) for one in effect.days] == [(date(2025, 11, 19), 1)]
    retire_rung(rung, reason="Nhắc quá nhiều.", **words)
    swept("2025-11-19")
    assert told(task) == []


def test_the_whole_day_is_shown_by_the_changed_ladder(mail: Sink) -> None:
    task = owed("2025-12-01")
    swept()
    rung = Rung.objects.get(programme=task.programme, code="before-7")
    heads = NewRung(Cause.DEADLINE, (Audience.HEAD,), days=-7)
    change = LadderChange(adds=heads, retires=rung)
    words: dict[str, Any] = {"by": keeper_of(task.programme), "now": clock.now()}
    day = date(2025, 11, 24)

    def readers(preview: DayPreview) -> list[int]:
        return [one.recipient for one in preview.entries]

    as_it_is = readers(preview_day(task.programme, day, now=clock.now()))
    changed = preview_changed_day(task.programme, change, day, readers, **words)
    assert as_it_is == [focal_point_of(task).pk]
    assert changed
    assert changed != as_it_is
    exchange_rung(rung, heads, reason="Báo lãnh đạo.", **words)
    swept(day)
    assert list(Notice.objects.values_list("recipient", flat=True)) == changed
