"""Whoever asks: a frozen document stays, and one that is not what it says is not taken."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model

from reports.models import Conclusion, Meeting, Snapshot, SnapshotPart
from reports.rules.meetings.frozen import canonical
from tasks.enums import InstrumentKind
from tests import factories as f
from tests.accounts.inventory import as_owner, refused_by
from tests.reports.meetings.made import freeze, frozen, planned, secretary

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def concluded() -> Conclusion:
    meeting = planned()
    notice = f.InstrumentFactory.create(kind=InstrumentKind.CONCLUSION_NOTICE)
    by = secretary(meeting.programme)
    return Conclusion.objects.create(meeting=meeting, instrument=notice, by=by)


def part() -> SnapshotPart:
    """Of a document with one task."""
    meeting = frozen(f.assigned().programme)
    return SnapshotPart.objects.get(snapshot=meeting.pk)


STAYS: dict[str, tuple[Callable[[], Any], str]] = {
    "reports_snapshot": (lambda: frozen().frozen, "snapshot_append_only"),
    "reports_snapshotpart": (part, "snapshot_part_append_only"),
    "reports_meeting": (frozen, "meeting_frozen_stays"),
    "reports_conclusion": (concluded, "conclusion_only_untied"),
}


@pytest.mark.parametrize("how", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
@pytest.mark.parametrize("table", STAYS)
def test_not_even_the_owner_changes_it(table: str, how: str) -> None:
    make, guard = STAYS[table]
    with as_owner():
        made = make()
        column = made._meta.pk.column
        with refused_by(guard), connection.cursor() as cursor:
            cursor.execute(how.format(table, column, column))


@pytest.mark.parametrize(
    "table", ["reports_snapshot", "reports_snapshotpart", "reports_conclusion"]
)
def test_the_application_may_not_try(table: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - one of three names


def copied(**changed: Any) -> Callable[[], Model]:
    """A document that was frozen for one meeting, put in once more with something changed."""

    def insert() -> Model:
        snapshot = frozen().frozen
        assert snapshot
        other = planned(snapshot.meeting.programme)
        document = json.loads(snapshot.document)
        document["meeting"]["id"] = other.pk
        for path, value in changed.get("said", {}).items():
            *above, name = path.split(".")
            inside = document
            for each in above:
                inside = inside[each]
            inside[name] = value
        row = {
            field.attname: getattr(snapshot, field.attname)
            for field in Snapshot._meta.fields
            if field.name not in ("meeting", "document")
        }
        words = row | changed.get("columns", {})
        return Snapshot.objects.create(meeting=other, document=canonical(document), **words)

    return insert


FALSE: dict[str, dict[str, Any]] = {
    "another meeting": {"said": {"meeting.id": 0}},
    "another name": {"said": {"meeting.name": "Khác"}},
    "another day": {"said": {"meeting.cut_off": "2025-11-01"}},
    "another horizon": {"said": {"frozen.events": -1}},
    "another secretary": {"said": {"frozen.by": {"id": 0, "name": ""}}},
    "another moment": {"said": {"frozen.at": "2025-11-17T00:00:00Z"}},
    "a seal that is none": {"said": {"frozen.seal": {"number": 1, "digest": "00"}}},
    "parts that there are not": {"said": {"tasks.parts": ["00"]}},
    "another transaction": {"columns": {"written_in": 1}, "said": {"frozen.written_in": 1}},
}


def test_the_copy_itself_is_taken() -> None:
    assert copied()().pk


@pytest.mark.parametrize("what", FALSE)
def test_what_is_not_true_is_refused(what: str) -> None:
    with refused_by("snapshot_says_what_it_is"):
        copied(**FALSE[what])()


def test_the_digest_is_computed_by_the_database() -> None:
    made = copied(columns={"digest": b"chosen"})()
    made.refresh_from_db()
    assert isinstance(made, Snapshot)
    assert len(bytes(made.digest)) == 32


def row(**words: Any) -> dict[str, Any]:
    programme, day = f.programme(), date(2025, 11, 17)
    by = secretary(programme)
    return {"programme": programme, "by": by, "name": "Họp", "held_on": day, "cut_off": day} | words


def test_a_meeting_needs_a_name() -> None:
    with refused_by("meeting_has_name"):
        Meeting.objects.create(**row(name=""))


def test_its_cut_off_is_not_after_it() -> None:
    with refused_by("meeting_looks_back"):
        Meeting.objects.create(**row(cut_off=date(2025, 11, 18)))


def test_no_part_is_added_to_a_frozen_document() -> None:
    whole = part()
    with refused_by("snapshot_part_comes_first"):
        SnapshotPart.objects.create(snapshot_id=whole.snapshot_id, number=1, text="", digest=b"")


def test_a_part_needs_its_head() -> None:
    SnapshotPart.objects.create(snapshot_id=planned().pk, number=0, text="", digest=b"")
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_head_names_every_part() -> None:
    """What was planted before is not taken along unnoticed."""
    meeting = planned()
    with refused_by("snapshot_says_what_it_is"), transaction.atomic():
        SnapshotPart.objects.create(snapshot_id=meeting.pk, number=7, text="x", digest=b"")
        freeze(meeting)
