"""Received ahead of a form that never came, they go; one whose form is being sent stays."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from tasks import domain
from tasks.domain.proving import HeldFile, lock_contents
from tasks.domain.unsent import remove_unsent
from tasks.models import Evidence
from tests.factories import focal_point_of, in_progress, submitted
from tests.harness.files import pdf, uploaded
from tests.tasks.test_of_two_at_once_one_wins import _until_waiting
from tracker import clock
from tracker.lib.blobs import place_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """Where one file is known as evidence: nothing is removed before one is."""
    settings.EVIDENCE_FOLDER = tmp_path
    submitted()
    return tmp_path


def received(folder: Path, text: str, *, days: float) -> HeldFile:
    """A file that came so long ago, ahead of its form."""
    held = domain.hold_file(uploaded(pdf(text), "a.pdf"))
    then = (clock.real_now() - timedelta(days=days)).timestamp()
    os.utime(place_of(folder, held.sha256), (then, then))
    return held


def is_there(folder: Path, held: HeldFile) -> bool:
    return place_of(folder, held.sha256).exists()


def remove() -> int:
    try:
        return remove_unsent(now=clock.real_now())
    finally:
        connection.close()


def send(held: HeldFile, task: Any, by: Any) -> None:
    with domain.held_file(held) as file:
        words: dict[str, Any] = {"product_kind": "report", "product_number": "15/BC"}
        domain.submit(
            task, by=by, now=clock.now(), product_date=clock.today(), evidence=[file], **words
        )


def test_after_two_days_and_what_is_evidence_stays(folder: Path) -> None:
    old, young = received(folder, "cũ", days=2.1), received(folder, "mới", days=1.9)
    evidence = Evidence.objects.get()
    os.utime(place_of(folder, evidence.sha256), (0, 0))
    again = received(folder, "lại", days=9)
    domain.hold_file(uploaded(pdf("lại"), "b.pdf"))  # the same content came once more
    assert remove_unsent(now=clock.real_now()) == 1
    assert [is_there(folder, one) for one in (old, young, again)] == [False, True, True]
    assert place_of(folder, evidence.sha256).exists()


def test_a_database_without_evidence_removes_nothing(settings: Any, tmp_path: Path) -> None:
    settings.EVIDENCE_FOLDER = tmp_path
    held = received(tmp_path, "của ai", days=9)
    assert remove_unsent(now=clock.real_now()) == 0
    assert is_there(tmp_path, held)


def test_one_whose_form_is_being_sent_stays(folder: Path) -> None:
    held, task = received(folder, "gửi", days=9), in_progress()
    by = focal_point_of(task)
    with ThreadPoolExecutor() as threads:
        with transaction.atomic():
            send(held, task, by)
            os.utime(place_of(folder, held.sha256), (0, 0))  # as though storing had not renewed it
            removing = threads.submit(remove)
            _until_waiting(1)
        assert removing.result() == 0
    assert is_there(folder, held)


def test_one_removed_while_its_form_is_sent_is_written_anew(folder: Path) -> None:
    held, task = received(folder, "gửi", days=9), in_progress()
    by = focal_point_of(task)

    def sending() -> None:
        try:
            send(held, task, by)
        finally:
            connection.close()

    with ThreadPoolExecutor() as threads:
        with transaction.atomic():
            lock_contents([held.sha256])
            sent = threads.submit(sending)
            _until_waiting(1)
            place_of(folder, held.sha256).unlink()
        sent.result()
    assert is_there(folder, held)
    assert Evidence.objects.filter(sha256=held.sha256).exists()
