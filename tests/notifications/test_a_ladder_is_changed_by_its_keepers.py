from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.enums import Role
from accounts.models import User
from notifications.domain.ladder_changes import (
    add_rung,
    change_ladder,
    exchange_rung,
    restore_rung,
    retire_rung,
)
from notifications.enums import Audience, Cause, Unit
from notifications.models import Notice, Rung, RungDecision
from notifications.rules.ladder import LadderChange, NewRung
from tasks.models import Programme
from tests.factories import OrganisationFactory, UserFactory, person, programme
from tests.harness.mail import Sink
from tests.notifications.ladders import keeper_of
from tests.notifications.telling import owed, swept, told
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db
HEADS = NewRung(Cause.DEADLINE, (Audience.HEAD,), days=-5, unit=Unit.WORKING)


@pytest.fixture
def owner() -> Programme:
    return programme()


def said(by: User) -> dict[str, Any]:
    return {"by": by, "now": clock.now(), "reason": "Theo ý kiến Ban Chỉ đạo."}


def test_a_rung_comes_and_goes_and_comes_back(owner: Programme) -> None:
    by = keeper_of(owner)
    [added] = add_rung(owner, HEADS, **said(by))
    rung = added.rung
    assert rung.code == "before-5w"
    assert owner.rungs.count() > 1, "the usual ladder was there before"
    for act, in_use in ((retire_rung, False), (restore_rung, True)):
        act(rung, **said(by))
        rung.refresh_from_db()
        assert rung.is_active is in_use
    found = RungDecision.objects.order_by("pk").values_list("ruling", "by", "rung")
    assert list(found) == [(r, by.pk, rung.pk) for r in ("added", "retired", "restored")]


def test_an_exchange_tells_nobody_twice(mail: Sink) -> None:
    task = owed("2025-11-18")
    swept()
    rung = Rung.objects.get(code="before-1")
    new = NewRung(Cause.DEADLINE, (Audience.FOCAL_POINTS, Audience.HEAD), days=-1)
    retired, added = exchange_rung(rung, new, **said(keeper_of(task.programme)))
    assert (retired.rung, added.rung.code) == (rung, "before-1-2")
    swept()
    assert told(task, *_of(task, Role.FOCAL_POINT)) == ["before-1"]
    assert told(task, *_of(task, Role.HEAD)) == ["before-1-2"]


def _of(task: Any, role: Role) -> list[User]:
    return [person(role, task.lead)]


def test_what_was_planned_on_a_retired_rung_is_not_sent(mail: Sink) -> None:
    task = owed("2025-11-19")
    swept("2025-11-18 06:00")
    retire_rung(Rung.objects.get(code="before-1"), **said(keeper_of(task.programme)))
    swept("2025-11-18")
    assert set(Notice.objects.values_list("state", "reason")) == {("cancelled", "rung_retired")}


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.AUDITOR, Role.HEAD])
def test_others_only_read(owner: Programme, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        add_rung(owner, HEADS, **said(person(role, owner.owner)))


def test_an_administrator_of_another_body_keeps_another_ladder(owner: Programme) -> None:
    with pytest.raises(PermissionDenied):
        add_rung(owner, HEADS, **said(person(Role.ADMINISTRATOR, OrganisationFactory.create())))
    add_rung(owner, HEADS, **said(UserFactory.create(is_superuser=True)))


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewRung(Cause.DEADLINE, (), days=-5), "audiences"),
        (NewRung(Cause.DEADLINE, (Audience.ASKED,), days=-5), "audiences"),
        (NewRung(Cause.DEADLINE, (Audience.OFFICER,), days=-7), "audiences"),
        (NewRung(Cause.SILENT, (Audience.OFFICER,), days=-1), "days"),
        (NewRung(Cause.DEADLINE, (Audience.HEAD,), days=400), "days"),
        (NewRung(Cause.DEADLINE, (Audience.HEAD,), days=30, every=0), "every"),
        (NewRung(Cause.UNHEARD, (Audience.HEAD,)), "cause"),
    ],
)
def test_what_cannot_be_is_refused(owner: Programme, new: NewRung, field: str) -> None:
    with pytest.raises(Refused) as refused:
        add_rung(owner, new, **said(keeper_of(owner)))
    assert refused.value.field == field
    assert not RungDecision.objects.exists()


def test_a_change_has_a_reason_and_changes_something(owner: Programme) -> None:
    by = keeper_of(owner)
    [added] = add_rung(owner, HEADS, **said(by))
    with pytest.raises(Refused):
        retire_rung(added.rung, **said(by) | {"reason": " "})
    with pytest.raises(Refused):
        change_ladder(owner, LadderChange(restores=added.rung), **said(by))


def test_the_database_keeps_what_was_decided(owner: Programme) -> None:
    [added] = add_rung(owner, HEADS, **said(keeper_of(owner)))
    for sql in ("UPDATE {} SET reason = 'x'", "DELETE FROM {}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql.format("notifications_rungdecision"))
    words = {"rung": added.rung, "by": added.by, "reason": "–"}
    with pytest.raises(IntegrityError, match="so already"), transaction.atomic():
        RungDecision.objects.create(ruling="restored", **words)
