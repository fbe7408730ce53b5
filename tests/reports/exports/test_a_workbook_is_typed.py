"""A list as a workbook: made by a job, with typed cells, filters, and no formula from anybody."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from python_calamine import CalamineWorkbook

from accounts.models import User
from reports.domain.jobs import carry_out
from reports.domain.kept import content_of
from reports.enums import JobState
from reports.interfaces.producers import PRODUCERS
from reports.models import Job
from tests import factories as make
from tests.harness.api import V1, as_
from tracker import clock
from tracker.lib.exporting import as_xlsx
from tracker.lib.exporting.table import Column, Kind, of_rows

pytestmark = pytest.mark.django_db
EVIL = '=HYPERLINK("http://evil.example","x")'


def made(job: Job) -> bytes:
    assert carry_out(job.pk, producers=PRODUCERS, now=clock.now())
    with content_of(Job.objects.get(pk=job.pk)) as file:
        return file.read()


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def ordered_by(user: User, address: str) -> Job:
    browser = Client()
    browser.force_login(user)
    answer = browser.post(address)
    assert answer.status_code == 302
    job = Job.objects.get(asked_by=user)
    assert answer["Location"] == f"/jobs/{job.pk}/"
    return job


def test_it_holds_the_filtered_list_in_typed_cells() -> None:
    task = make.in_progress(title=EVIL)
    make.assigned(programme=task.programme, deadline=date(2026, 3, 31))
    by = make.secretary_of(task)
    content = made(ordered_by(by, "/exports/tasks.xlsx?due_to=2025-12-31&page=3"))
    tasks, about = sheets(content).values()
    heading, row = tasks
    found = dict(zip(heading, row, strict=True))
    assert (found["Mã"], found["Nhiệm vụ"]) == (task.code, EVIL)
    assert found["Thời hạn"] == make.DEADLINE
    assert found[heading[-1]] == "dữ liệu minh hoạ, không phải số liệu chính thức"
    assert ["Bộ lọc: due_to", "2025-12-31"] in [line[:2] for line in about]
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert "<autoFilter" in sheet
    assert 'state="frozen"' in sheet


def test_the_api_orders_the_same_in_the_language_of_the_request() -> None:
    task = make.in_progress()
    client = as_(make.secretary_of(task), **{"accept-language": "en"})
    job = client.post(f"{V1}/exports/tasks/xlsx/?standing=in_time_underway").json()
    assert (job["title"], job["state"]) == ("Tasks", "waiting")
    first, _about = sheets(made(Job.objects.get(pk=job["id"]))).values()
    assert "Deadline" in first[0]
    assert len(first) == 2


def test_rights_are_those_of_the_moment_it_is_made() -> None:
    task = make.in_progress()
    by = make.secretary_of(task)
    job = ordered_by(by, f"/exports/history.xlsx?task={task.pk}")
    by.memberships.update(until_day=date(2025, 11, 16))
    assert not carry_out(job.pk, producers=PRODUCERS, now=clock.now())
    assert Job.objects.get(pk=job.pk).state == JobState.FAILED


def test_what_does_not_fit_on_a_sheet_goes_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(as_xlsx, "MOST_ROWS", 3)
    table = of_rows([Column("Số", lambda row: row, Kind.INTEGER)], list(range(5)))
    path, seen = tmp_path / "x.xlsx", []
    with translation.override("vi"):
        as_xlsx.write(
            table,
            path,
            title="A/B: [mười]",
            about=[],
            demo=False,
            progress=lambda *at: seen.append(at),
        )
    found = sheets(path.read_bytes())
    assert [*found] == ["A B mười", "A B mười (2)", "A B mười (3)", "Về tệp này"]
    assert [row[0] for each in list(found.values())[:3] for row in each[1:]] == [0, 1, 2, 3, 4]
    assert seen == [(0, 5), (5, 5)]


def test_moments_are_those_of_hanoi_and_long_texts_are_cut(tmp_path: Path) -> None:
    moment = datetime.fromisoformat("2025-11-17T20:30:00+00:00")
    columns = [Column("a", lambda row: row[0], Kind.MOMENT), Column("b", lambda row: row[1])]
    path = tmp_path / "x.xlsx"
    as_xlsx.write(
        of_rows(columns, [(moment, "x" * 40_000)]),
        path,
        title="t",
        about=[],
        demo=False,
        progress=lambda *_: None,
    )
    first = next(iter(sheets(path.read_bytes()).values()))
    assert first[1][0] == datetime.fromisoformat("2025-11-18T03:30:00")
    assert len(first[1][1]) == as_xlsx.LONGEST_TEXT
