"""The frozen document says all that was put before the meeting, and says it for good."""

import json
from hashlib import sha256
from typing import Any

import pytest

from reports.domain.rates import rates
from reports.enums import Slice
from tasks.domain.sealing import seal
from tasks.enums import DeadlineBasis
from tests import factories as f
from tests.reports.meetings.made import freeze, frozen, planned, text_of, told
from tracker import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> dict[str, Any]:
    programme = f.programme()
    f.draft(programme=programme)
    for make in (f.assigned, f.completed, f.submitted, f.withdrawn, f.ended, f.suspended):
        make(programme=programme)
    snapshot = freeze(planned(programme))
    assert bytes(snapshot.digest) == sha256(f"{snapshot.document}\n".encode()).digest()
    return told(text_of(snapshot.meeting))


def test_every_task_ever_assigned_is_there(document: dict[str, Any]) -> None:
    found = sorted((line["phase"], line["standing"]) for line in document["lines"])
    assert found == [
        ("assigned", "in_time_not_started"),
        ("completed", "completed_on_time"),
        ("ended", ""),
        ("submitted", "in_time_awaiting"),
        ("suspended", "in_time_suspended"),
        ("withdrawn", ""),
    ]


def test_figures_are_those_of_the_rates(document: dict[str, Any]) -> None:
    for basis in DeadlineBasis:
        for by, name in ((Slice.ORGANISATION, "organisations"), (Slice.BLOCK, "blocks")):
            report = rates(now=clock.now(), as_of=clock.today(), deadline=basis, by=by)
            figures = document["figures"][basis.value]
            assert figures["total"]["counts"]["total"] == report.totals.total == 4
            found = {key: figure["counts"] for key, figure in figures[name].items()}
            expected = {row.key: row.counts for row in report.rows}
            assert found.keys() == expected.keys()
            for key, counts in expected.items():
                assert all(counts.of(count) == found[key][count] for count in found[key])


def test_it_is_canonical(document: dict[str, Any]) -> None:
    meeting = frozen()
    assert meeting.frozen
    for text in text_of(meeting).removesuffix("\n").split("\n"):
        assert text == json.dumps(
            json.loads(text), sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )


def test_it_names_the_newest_seal() -> None:
    f.assigned()
    made = seal(now=clock.now())
    assert made
    snapshot = freeze(planned())
    said = json.loads(snapshot.document)["frozen"]["seal"]
    assert said == {"number": made.number, "digest": bytes(made.digest).hex()}
