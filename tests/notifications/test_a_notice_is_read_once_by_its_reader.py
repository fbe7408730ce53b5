"""That a notice was read is a fact: each rule is the database's own, however a row is written."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.db.models import F

from notifications.domain.plan import plan
from notifications.domain.reading import read_notice
from notifications.models import Notice
from tests.factories import UserFactory, at, focal_point_of
from tests.harness.mail import Sink
from tests.notifications.telling import owed, swept
from tracker import clock
from tracker.lib.functions import Now

pytestmark = pytest.mark.django_db
BY_ITS_READER = {"read_at": Now(), "read_by": F("recipient")}


def _told() -> Notice:
    owed("2025-11-18")
    swept()
    return Notice.objects.select_related("recipient").get()


def _refused(name: str, notice: Notice, **changes: Any) -> None:
    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(**changes)


def test_by_nobody_else(mail: Sink) -> None:
    notice = _told()
    _refused("notice_read_by_its_reader", notice, read_at=Now(), read_by=UserFactory.create())
    _refused("notice_read_by_its_reader", notice, read_at=Now())
    with pytest.raises(PermissionDenied):
        read_notice(notice, by=UserFactory.create())


def test_at_the_moment_that_the_database_says(mail: Sink) -> None:
    notice = _told()
    Notice.objects.filter(pk=notice.pk).update(
        read_at=clock.now().replace(year=2020), read_by=F("recipient")
    )
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert notice.read_at.year == clock.now().year


def test_once(mail: Sink) -> None:
    notice = read_notice(first := _told(), by=first.recipient)
    read_at = notice.read_at
    at("2025-11-19")
    assert read_notice(notice, by=notice.recipient).read_at == read_at
    _refused("is read once", notice, **BY_ITS_READER)
    _refused("is read once", notice, read_at=None, read_by=None)


def test_after_it_was_told() -> None:
    task = owed("2025-11-18")
    plan(day=clock.today())
    notice = Notice.objects.get()
    _refused("is read after it was told", notice, **BY_ITS_READER)
    assert read_notice(notice, by=focal_point_of(task)).read_at is None


def test_it_begins_unread(mail: Sink) -> None:
    notice = _told()
    notice.pk, notice.step = None, "+9c"
    notice._state.adding = True
    notice.read_at, notice.read_by = clock.now(), notice.recipient
    with pytest.raises(DatabaseError, match="begins unread"), transaction.atomic():
        notice.save()
