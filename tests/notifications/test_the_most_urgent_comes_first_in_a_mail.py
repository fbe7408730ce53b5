import pytest

from notifications.enums import Audience, Cause
from tests.factories import ministry, programme
from tests.harness.mail import Sink
from tests.notifications.telling import owed, rung, swept

pytestmark = pytest.mark.django_db
LONG = "Trình Chính phủ Nghị định về thành lập, tổ chức và hoạt động của quỹ đầu tư mạo hiểm " * 3


def _text(mail: Sink) -> str:
    (message,) = mail.messages()
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_of_one_task_the_subject_says_how_urgent_and_which(mail: Sink) -> None:
    task = owed("2025-11-20", title=LONG.strip())
    swept()
    (message,) = mail.messages()
    subject = str(message["Subject"])
    assert subject.startswith(f"Còn 3 ngày làm việc: {task.code} Trình Chính phủ")
    assert subject.endswith("…")
    assert len(subject) < 150


def test_of_many_it_counts_three_kinds_and_the_rest(mail: Sink) -> None:
    owner, lead = programme(), ministry()
    rung(owner, code="assigned", cause=Cause.ASSIGNED)
    rung(owner, code="at-once", cause=Cause.UNHEARD, audiences=[Audience.SECRETARY])
    for code, days in {"after-1": 1, "on-the-day": 0, "before-3": -3}.items():
        rung(owner, code=code, days=days)
    for day in ("2025-11-17", "2025-11-18", "2025-11-21"):
        owed(day, programme=owner, lead=lead)
    swept("2025-11-18")
    (message,) = mail.messages()
    expected = "Nhiệm vụ: 1 quá hạn, 1 đến hạn hôm nay, 1 sắp đến hạn và 3 việc khác"
    assert message["Subject"] == expected
    text = _text(mail)
    places = [text.index(words) for words in ("QUÁ HẠN", "ĐẾN HẠN HÔM NAY", "SẮP ĐẾN HẠN", "GIAO")]
    assert places == sorted(places)


def test_a_week_end_is_not_counted_as_time_that_is_left(mail: Sink) -> None:
    owed("2025-11-24")
    swept("2025-11-21")  # a Friday
    assert "còn 1 ngày làm việc" in _text(mail)


def test_where_no_working_day_is_left_the_mail_says_so(mail: Sink) -> None:
    owner = programme()
    rung(owner, code="urgent", days=-1, urgency="urgent")
    owed("2025-11-23", programme=owner)
    swept("2025-11-22")  # a Saturday, and a Sunday is left
    assert "còn 1 ngày, không có ngày làm việc" in _text(mail)


def test_the_plain_text_fits_a_terminal(mail: Sink) -> None:
    owed("2025-11-20", title=LONG.strip())
    swept()
    lines = [line for line in _text(mail).splitlines() if "://" not in line]
    assert max(map(len, lines)) <= 72


def test_it_says_to_whom_such_mails_go(mail: Sink) -> None:
    owed("2025-11-20")
    swept()
    said = " ".join(_text(mail).split())
    assert "gửi tới: cán bộ thực hiện; cán bộ đầu mối của cơ quan chủ trì." in said
