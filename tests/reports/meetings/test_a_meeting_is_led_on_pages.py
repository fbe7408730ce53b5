"""From planning over freezing to the notice and its tasks, as the secretary sees it."""

from datetime import date
from hashlib import sha256

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from reports.models import Meeting
from tasks.models import Clause, Instrument
from tests import factories as f
from tests.factories import at
from tests.reports.meetings.made import frozen, planned, secretary

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    """Who reads English."""
    User.objects.filter(pk=user.pk).update(language="en")
    client = Client()
    client.force_login(user)
    return client


def test_planned_frozen_and_read() -> None:
    programme = f.programme()
    f.completed(programme=programme)
    f.withdrawn(programme=programme)
    page = browser(secretary(programme))
    said = {"name": "", "held_on": "2025-11-18", "cut_off": "2025-11-18"}
    said |= {"programme": str(programme.pk), "organisation": ""}
    assert page.post("/meetings/new/", said).status_code == 422
    assert page.post("/meetings/new/", said | {"name": "Họp"}).status_code == 302
    [meeting] = Meeting.objects.all()
    preview = page.get(f"/meetings/{meeting.pk}/").content.decode()
    assert "A preview, about" in preview
    assert "Freeze the figures" not in preview
    refused = page.post(f"/meetings/{meeting.pk}/freeze/", follow=True).content.decode()
    assert "has not come yet" in refused
    at("2025-11-18")
    done = page.post(f"/meetings/{meeting.pk}/freeze/", follow=True).content.decode()
    assert "nothing changes them any more" in done
    snapshot = Meeting.objects.get().frozen
    assert snapshot
    assert snapshot.sha256 in done
    assert "1 / (1 + 0 + 0)" in done
    assert "The list holds 2 tasks, 1 of them no longer in force" in done
    assert (
        "frozen already"
        in page.post(f"/meetings/{meeting.pk}/freeze/", follow=True).content.decode()
    )
    document = page.get(f"/meetings/{meeting.pk}/document/").getvalue()
    assert sha256(document.splitlines(keepends=True)[0]).hexdigest() == snapshot.sha256
    assert "byte for byte" in page.get(f"/meetings/{meeting.pk}/verify/").content.decode()


def test_a_meeting_ends_in_a_notice_whose_tasks_lead_back() -> None:
    meeting = frozen()
    page, programme = browser(secretary(meeting.programme)), meeting.programme
    form = page.get(f"/meetings/{meeting.pk}/conclude/").content.decode()
    assert "Conclusions of the meeting" in form
    said = {
        "number": "700/TB-VPCP",
        "title": "Kết luận",
        "issuer": programme.owner_id,
        "issued_on": "2025-11-17",
        "clauses-TOTAL_FORMS": "1",
        "clauses-INITIAL_FORMS": "0",
        "clauses-0-number": "1",
        "clauses-0-text": "Giao Bộ xây dựng nền tảng.",
    }
    path = f"/meetings/{meeting.pk}/conclude/"
    early = page.post(path, said | {"issued_on": "2025-11-16"})
    assert "held later" in early.content.decode()
    assert page.post(path, said).status_code == 302
    notice = Instrument.objects.get(number="700/TB-VPCP")
    assert notice.kind == "conclusion_notice"
    clause = Clause.objects.get(instrument=notice)
    shown = page.get(f"/meetings/{meeting.pk}/").content.decode()
    assert f"/clauses/{clause.pk}/draft/?programme={programme.code}" in shown
    task = f.assigned(clause=clause, programme=programme)
    shown = page.get(f"/meetings/{meeting.pk}/").content.decode()
    assert task.title in shown
    assert "In time, not started" in shown
    for there in (f"/instruments/{notice.pk}/", f"/tasks/{task.pk}/"):
        assert f'href="/meetings/{meeting.pk}/"' in page.get(there).content.decode()
    stranger = browser(f.UserFactory.create())
    assert (
        f'href="/meetings/{meeting.pk}/"'
        not in stranger.get(f"/instruments/{notice.pk}/").content.decode()
    )


def test_what_has_changed_names_only_tasks_that_the_reader_sees() -> None:
    programme = f.programme()
    tasks = [f.assigned(programme=programme, deadline=date(2025, 11, 18)) for _ in range(2)]
    frozen(programme)
    at("2025-11-25")
    meeting = frozen(programme)
    path = f"/meetings/{meeting.pk}/changes/?fact=overdue"
    whole = browser(secretary(programme)).get(path).content.decode()
    assert all(task.code in whole for task in tasks)
    assert "the days that have passed" in whole
    own = browser(f.focal_point_of(tasks[0])).get(path).content.decode()
    assert tasks[0].code in own
    assert tasks[1].code not in own
    assert "1 of them is a task that you do not see." in own


def test_a_list_costs_the_same_for_any_number() -> None:
    programme = f.programme()
    f.assigned(programme=programme)
    page = browser(secretary(programme))
    counts = []
    for more in (1, 2):
        for _ in range(more):
            frozen(programme)
            planned(programme)
        with CaptureQueriesContext(connection) as asked:
            assert page.get("/meetings/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
