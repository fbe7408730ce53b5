"""What the owner of the database could do, and what `verify_snapshot` then says."""

from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from reports.models import Meeting
from tasks.domain.sealing import seal
from tests import factories as f
from tests.accounts.inventory import as_owner
from tests.reports.meetings.made import frozen
from tracker import clock

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
TABLES = (
    *("reports_snapshot", "reports_snapshotpart", "reports_meeting"),
    *("tasks_taskevent", "tasks_seal"),
)
# Digests made to fit, from the only part up to the head.
RESEAL = """
    UPDATE reports_snapshot SET document = replace(document,
        (SELECT encode(digest, 'hex') FROM reports_snapshotpart),
        (SELECT encode(sha256(convert_to(text, 'UTF8')), 'hex') FROM reports_snapshotpart));
    UPDATE reports_snapshotpart SET digest = sha256(convert_to(text, 'UTF8'));
    UPDATE reports_snapshot SET digest = sha256(convert_to(document || E'\\n', 'UTF8'))
"""
FIT = "UPDATE reports_snapshotpart SET digest = sha256(convert_to(text, 'UTF8'))"
MORE = """
    UPDATE reports_snapshot
    SET document = replace(document, '"completed_on_time":1', '"completed_on_time":2');
"""
FIRST = "(regexp_match(text, '^[^\\n]*\\n'))[1]"


def lines(changed: str) -> str:
    """SQL that makes `changed` of the text of the tasks."""
    return f"UPDATE reports_snapshotpart SET text = {changed};"  # noqa: S608 - ours


@pytest.fixture
def meeting() -> Iterator[Meeting]:
    """As the owner, all triggers off."""
    with as_owner():
        programme = f.programme()
        f.completed(programme=programme)
        f.withdrawn(programme=programme)
        seal(now=clock.now())
        made = frozen(programme)
        run("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield made


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def said(capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(CommandError, match="1 frozen documents are not what the history says"):
        call_command("verify_snapshot")
    return capsys.readouterr().err


def test_untouched(meeting: Meeting, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_snapshot", meeting.pk)
    assert "holds, 2 tasks, SHA-256" in capsys.readouterr().out


TAMPERED: dict[str, tuple[str, list[str]]] = {
    "the text alone": (
        "UPDATE reports_snapshot SET document = replace(document, '\"v\":1', '\"v\":2')",
        ["edited: its digest is not that of its text"],
    ),
    "a standing, with all digests": (
        lines("""replace(text, '"standing":"completed_on_time"', '"standing":"completed_late"')""")
        + RESEAL,
        ["standing is completed_late in the document, completed_on_time in history"],
    ),
    "a figure, with the digest": (
        MORE + RESEAL,
        ["in_force, total: differs: completed_on_time is 2 in the document, 1 in history"],
    ),
    "a task left out, with all digests": (
        lines(f"substr(text, length({FIRST}) + 1)") + RESEAL,
        ["deleted: the history knows it, and it is not in the document"],
    ),
    "a task twice, with all digests": (
        lines(f"{FIRST} || text") + RESEAL,
        ["added: it stands in the document more than once"],
    ),
    "tasks in another order, with all digests": (
        lines(f"substr(text, length({FIRST}) + 1) || {FIRST}") + RESEAL,
        ["added: it is in the document, and the history knows none there"],
    ),
    "a task made up, with all digests": (
        lines('text || replace(text, \'"code":"\', \'"code":"Z\')') + RESEAL,
        ["added: it is in the document, and the history knows none there"],
    ),
    "blanks in a line, with all digests": (
        lines("replace(text, '{', '{ ')") + RESEAL,
        ["differs: it is not the canonical text"],
    ),
    "a line that is none, with all digests": (
        lines("text || 'x'") + RESEAL,
        ["document: differs: the history has what it does not name"],
    ),
    "a part alone": (
        lines("text || ' '"),
        ["part 1: edited: its digest is not that of its text"],
    ),
    "a part with its digest": (
        lines("text || ' '") + FIT,
        ["part 1: edited: it is not the one that the document names"],
    ),
    "a part taken away": (
        "DELETE FROM reports_snapshotpart",
        ["parts: deleted: the document names 1, and there are 0"],
    ),
    "another clause, with all digests": (
        lines("regexp_replace(text, '\"clause_id\":[0-9]+', '\"clause_id\":0')") + RESEAL,
        ["clause_id is 0 in the document, "],
    ),
    "the day of the meeting": (
        "UPDATE reports_meeting SET held_on = held_on + 1",
        ["held_on: edited"],
    ),
    "the horizon": (
        "UPDATE reports_snapshot SET last_event = last_event - 1",
        ["events: edited", "phase is withdrawn in the document, in_progress in history"],
    ),
    "an event": (
        "UPDATE tasks_taskevent SET title = 'Khác' WHERE status = 'completed'",
        ["title is Ban hành nghị định về dữ liệu in the document, Khác in history"],
    ),
    "the digest of an event": (
        "UPDATE tasks_taskevent SET digest = sha256(digest) WHERE status = 'completed'",
        ["digest is "],
    ),
    "an event taken away": (
        "DELETE FROM tasks_taskevent WHERE status = 'completed'",
        [
            "phase is completed in the document, submitted in history",
            "in_force, blocks, ministries",
        ],
    ),
    "the seal": (
        "UPDATE tasks_seal SET digest = sha256(digest)",
        ["seal 1: rewritten: it is not the one that the document names"],
    ),
    "no JSON": (
        "UPDATE reports_snapshot SET document = 'x'",
        ["it is not JSON any more"],
    ),
}


def test_each_way_is_named(
    meeting: Meeting, capsys: pytest.CaptureFixture[str], subtests: pytest.Subtests
) -> None:
    """In one world, as it was again for each."""
    for what, (statements, expected) in TAMPERED.items():
        with subtests.test(what), transaction.atomic():
            run(*filter(None, (one.strip() for one in statements.split(";"))))
            told = said(capsys)
            for words in expected:
                assert words in told
            transaction.set_rollback(True)


def test_a_meeting_that_is_not_there(meeting: Meeting) -> None:
    with pytest.raises(CommandError, match="there is no meeting 0"):
        call_command("verify_snapshot", 0)
