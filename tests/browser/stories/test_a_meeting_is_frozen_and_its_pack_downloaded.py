"""Planned, frozen, ordered; and when the worker has made it, on the reader's disk."""

import io
import zipfile

import pytest

from accounts.enums import Role
from reports.domain import jobs
from reports.interfaces.producers import PRODUCERS
from reports.models import Job
from tests import factories as make
from tests.harness.person import Person
from tracker import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.long
def test_word_pdf_and_excel(somebody: Person) -> None:
    task = make.completed(programme=make.programme(name="Nghị quyết 57"))
    somebody.signs_in(make.person(Role.SECRETARY, task.programme.owner))
    somebody.opens("Cuộc họp")
    somebody.presses("Lên lịch cuộc họp")
    somebody.writes("Tên cuộc họp", "Phiên họp tháng mười một")
    somebody.writes("Họp ngày", "18/11/2025")
    somebody.writes("Ngày chốt số liệu", "17/11/2025")
    somebody.presses("Lưu")
    somebody.presses("Chốt số liệu")
    somebody.sees("Đã chốt số liệu")

    somebody.presses("Word, PDF và Excel")
    somebody.sees("Trang này tự cập nhật")
    assert jobs.carry_out(Job.objects.get().pk, producers=PRODUCERS, now=clock.now())
    name, content = somebody.saves("^Tải ")
    assert name.endswith(".zip")
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        assert {one.rpartition(".")[2] for one in pack.namelist()} == {"docx", "pdf", "xlsx"}
