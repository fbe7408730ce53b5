"""One click: all formats in one file, for who may see every task of the programme."""

import io
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from reports.domain import jobs
from reports.domain.kept import content_of
from reports.enums import JobState
from reports.interfaces.producers import PRODUCERS
from reports.models import Job, Meeting
from tests import factories as f
from tests.reports.meetings.made import frozen, secretary
from tracker import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.JOBS_FOLDER = tmp_path / "jobs"


@pytest.fixture
def meeting() -> Meeting:
    programme = f.programme()
    f.assigned(programme=programme)
    return frozen(programme, name="Phiên tháng mười một")


def carried_out(job: Job) -> Job:
    assert jobs.carry_out(job.pk, producers=PRODUCERS, now=clock.now())
    return Job.objects.get(pk=job.pk)


def test_a_secretary_gets_all_formats_from_the_page(client: Client, meeting: Meeting) -> None:
    client.force_login(secretary(meeting.programme))
    page = client.get(f"/meetings/{meeting.pk}/").content.decode()
    assert "Tài liệu họp" in page
    answer = client.post(f"/meetings/{meeting.pk}/pack/", {"format": "zip"})
    job = Job.objects.get()
    assert answer.headers["Location"] == f"/jobs/{job.pk}/"
    assert "Tài liệu họp: Phiên tháng mười một" in client.get(f"/jobs/{job.pk}/").content.decode()
    job = carried_out(job)
    assert (job.state, job.done, job.total) == (JobState.FINISHED, 4, 4)
    with content_of(job) as file, zipfile.ZipFile(io.BytesIO(file.read())) as archive:
        endings = [Path(name).suffix for name in archive.namelist()]
    assert endings == [".docx", ".pdf", ".xlsx"]
    with closing(client.get(f"/jobs/{job.pk}/file/")) as answer:
        assert answer.headers["Content-Type"] == "application/zip"


def test_over_the_api_one_format_in_english(client: Client, meeting: Meeting) -> None:
    auditor = f.person(Role.AUDITOR, meeting.programme.owner)
    auditor.language = "en"
    auditor.save()
    client.force_login(auditor)
    answer = client.post(
        f"/api/v1/meetings/{meeting.pk}/pack/", {"format": "xlsx"}, "application/json"
    )
    assert answer.status_code == 202
    job = carried_out(Job.objects.get(pk=answer.json()["id"]))
    assert job.file_name == f"report-{meeting.cut_off}-en.xlsx"


def test_others_of_the_programme_may_not_have_it(client: Client, meeting: Meeting) -> None:
    task = meeting.programme.tasks.get()
    client.force_login(f.focal_point_of(task))
    assert "Tài liệu họp" not in client.get(f"/meetings/{meeting.pk}/").content.decode()
    assert client.post(f"/meetings/{meeting.pk}/pack/").status_code == 403
    answer = client.post(f"/api/v1/meetings/{meeting.pk}/pack/", {}, "application/json")
    assert answer.status_code == 403
    assert not Job.objects.exists()


def test_a_right_that_was_lost_since_counts(client: Client, meeting: Meeting) -> None:
    by = secretary(meeting.programme)
    client.force_login(by)
    client.post(f"/meetings/{meeting.pk}/pack/", {"format": "xlsx"})
    by.memberships.all().delete()
    job = Job.objects.get()
    assert not jobs.carry_out(job.pk, producers=PRODUCERS, now=clock.now())
    assert Job.objects.get().state == JobState.FAILED


def test_an_unknown_format_is_not_there(client: Client, meeting: Meeting) -> None:
    client.force_login(secretary(meeting.programme))
    assert client.post(f"/meetings/{meeting.pk}/pack/", {"format": "odt"}).status_code == 404
