"""What is done with meetings and their packs, for bench/export_memory.py: each in its own process.

They follow each other on one database: two meetings are frozen, then shown, compared, checked, and
put into files; a third stays planned.
"""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

from bench import world

# What waits for the secretaries: a twentieth of what is open, and as many requests.
WAITING = (
    """
    INSERT INTO tasks_submission (task_id, completed_on, product_kind, product_number,
        product_date, product_title, no_evidence_reason, note, by_id, recorded_at, outcome,
        decision_note, revocation_reason)
    SELECT id, '2025-11-10', 'decree', '1/NĐ-CP', '2025-11-10', '', '', '',
        (SELECT min(id) FROM accounts_user), '2025-11-10T03:00Z', 'pending', '', ''
    FROM tasks_task WHERE status IN ('assigned', 'in_progress') AND id % 20 = 0
    """,
    """
    INSERT INTO tasks_extension (task_id, asked_on, old_deadline, new_deadline, reason, by_id,
        recorded_at, outcome, decision_note)
    SELECT id, '2025-11-11', deadlines[1], deadlines[1] + 400, 'Chờ ý kiến',
        (SELECT min(id) FROM accounts_user), '2025-11-11T03:00Z', 'pending', ''
    FROM tasks_task WHERE status IN ('assigned', 'in_progress') AND id % 20 = 1
    """,
)
WAITS = ("tasks_submission", "tasks_extension")


def fill(owner: world.Owner) -> None:
    """What waits is written as it is, without its guards."""
    for table, statement in zip(WAITS, WAITING, strict=True):
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        owner.execute(statement)
        owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    owner.execute("VACUUM ANALYZE")


def plan(*, freeze: bool) -> None:
    """A meeting of the first programme, about today."""
    from accounts.models import User
    from reports.domain import meetings
    from tasks.models import Programme
    from tracker import clock

    by, programme = User.objects.get(), Programme.objects.earliest("pk")
    meeting = meetings.plan_meeting(
        by=by, now=clock.now(), programme=programme, name="Họp", held_on=clock.today()
    )
    if freeze:
        meetings.freeze(meeting, by=by, now=clock.now())


def verify() -> None:
    from django.core.management import call_command

    call_command("verify_snapshot", 2)


def pack(*only: str) -> None:
    """Of the second frozen meeting, in some formats."""
    from reports.domain.packs import meeting_pack
    from reports.interfaces.pack.files import written
    from reports.models import Meeting
    from tracker import clock

    meeting = Meeting.objects.select_related("snapshot").get(pk=2)
    with tempfile.TemporaryDirectory() as folder:
        made = meeting_pack(meeting, now=clock.now())
        for path in written(made, Path(folder), name="pack", demo=True, only=only):
            print(f"{path.name}: {path.stat().st_size:,} bytes")


def page(address: str) -> None:
    """Shown, and if it is sent while it is read, sent to nobody."""
    from django.test import Client

    from accounts.models import User

    browser = Client(headers={"host": "localhost"})
    browser.force_login(User.objects.get())
    answer: Any = browser.get(address)
    if answer.status_code != HTTPStatus.OK:
        raise SystemExit(f"{address}: {answer.status_code}")
    if answer.streaming:
        for _piece in answer.streaming_content:
            pass


def merger_preview() -> None:
    """Of the third organisation, ending in a month."""
    from tracker import clock

    on = clock.today() + timedelta(days=30)
    page(f"/mergers/new/?predecessor=3&successor=4&on={on}")


# What is cut at so many lines, and so grows until it has them: nothing is demanded of these.
CUT = frozenset({"Word file of a pack", "PDF of a pack"})
DEEDS: dict[str, Callable[[], None]] = {
    "freeze a meeting": partial(plan, freeze=True),
    "freeze the next": partial(plan, freeze=True),
    "plan a third": partial(plan, freeze=False),
    "page of a meeting": partial(page, "/meetings/2/"),
    "page of a planned one": partial(page, "/meetings/3/"),
    "page of its changes": partial(page, "/meetings/2/changes/?change=none"),
    "changes until now": partial(page, "/meetings/2/changes/?until=now"),
    "frozen document": partial(page, "/meetings/2/document/"),
    "verify_snapshot": verify,
    "workbook of a pack": partial(pack, "xlsx"),
    "Word file of a pack": partial(pack, "docx"),
    "PDF of a pack": partial(pack, "pdf"),
    "reviews over the API": partial(page, "/api/v1/reviews/"),
    "preview of a merger": merger_preview,
}
