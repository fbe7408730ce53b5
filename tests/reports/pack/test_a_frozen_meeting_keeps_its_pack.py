"""Whatever happens later, the pack of a frozen meeting says the same."""

from datetime import date

import pytest

from reports.domain.packs import meeting_pack
from reports.models import Meeting
from reports.rules.pack.contents import Pack
from tasks.models import Programme
from tests import factories as f
from tests.reports.meetings.made import frozen, planned
from tests.reports.pack.reading import written
from tracker import clock

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def monitored(shared_database: None) -> Programme:
    programme = f.programme()
    f.completed(programme=programme)
    f.withdrawn(programme=programme)
    f.in_progress(programme=programme, deadline=date(2025, 11, 18), title="Xây dựng đề án")
    f.at("2025-11-20")
    return programme


def made(meeting: Meeting) -> Pack:
    return meeting_pack(Meeting.objects.get(pk=meeting.pk), now=clock.now())


def test_figures_lists_and_tasks_stay(monitored: Programme) -> None:
    meeting = frozen(monitored)
    before = made(meeting)
    late = monitored.tasks.get(title="Xây dựng đề án")
    f.at("2025-11-25")
    f.report(late, percent=90)
    f.submit(f.again(late))
    f.assigned(programme=monitored, title="Nhiệm vụ mới")
    late.lead.name = "Cơ quan đổi tên"
    late.lead.save()
    after = made(meeting)
    assert after.report == before.report
    assert after.blocks == before.blocks
    assert list(after.annex) == list(before.annex)
    assert after.lists == before.lists
    assert [one.task.title for one in after.lists.overdue] == ["Xây dựng đề án"]


def test_a_withdrawn_task_is_in_its_annex(monitored: Programme) -> None:
    annex = list(made(frozen(monitored)).annex)
    assert len(annex) == 3
    assert [task.standing for task in annex].count(None) == 1


def test_it_says_who_froze_it_and_its_digest(monitored: Programme) -> None:
    meeting = frozen(monitored)
    snapshot = meeting.frozen
    assert snapshot
    files = written(made(meeting))
    assert snapshot.sha256 in files.word_text
    assert snapshot.sha256 in files.pdf_text.replace(" ", "")
    assert snapshot.frozen_by.full_name in files.pdf_text


def test_a_meeting_that_is_only_planned_has_a_preview(monitored: Programme) -> None:
    files = written(made(planned(monitored)))
    assert "Bản xem trước" in files.word_text
    assert "Đây là kỳ họp đầu tiên" in files.pdf_text


def test_what_changed_sums_to_the_whole_difference(monitored: Programme) -> None:
    frozen(monitored, name="Phiên trước")
    f.at("2025-11-25")
    f.completed(programme=monitored, title="Làm xong giữa hai kỳ")
    later = written(made(frozen(monitored)))
    assert "So với: Phiên trước (20/11/2025)." in later.word_text
    header, *rows = later.sheet("Các biến động")
    moves = [row for row in rows if isinstance(row[1], float)]
    *changes, total = moves
    assert total[0] == "Chênh lệch"
    for column in range(1, len(header)):
        assert sum(row[column] for row in changes) == total[column]
    changed = {row[1]: row for row in later.sheet("Nhiệm vụ có thay đổi")[1:]}
    assert changed["Làm xong giữa hai kỳ"][4] == "Hoàn thành đúng hạn"
