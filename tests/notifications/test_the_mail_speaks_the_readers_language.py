from email.message import EmailMessage

import pytest
from django.conf import settings

from accounts.models import User
from tasks.models import Task
from tests.factories import ministry, programme
from tests.harness.mail import Sink
from tests.notifications.telling import owed, swept

pytestmark = pytest.mark.django_db


def _three() -> list[Task]:
    owner, lead = programme(), ministry()
    return [
        owed(day, programme=owner, lead=lead, title=f'Nhiệm vụ <{day}> & "khác"')
        for day in ("2025-11-17", "2025-11-20", "2025-11-24")
    ]


def _parts(message: EmailMessage) -> tuple[str, str]:
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    return plain.get_content(), html.get_content()


def test_vietnamese(mail: Sink) -> None:
    tasks = _three()
    swept("2025-11-20")
    (message,) = mail.messages()
    assert message["Subject"] == "Nhiệm vụ: 1 quá hạn, 1 đến hạn hôm nay, 1 sắp đến hạn"
    for part in _parts(message):
        assert "dữ liệu minh hoạ, không phải số liệu chính thức" in part
        order = [
            part.lower().index(words)
            for words in ("quá hạn (1)", "đến hạn hôm nay (1)", "còn 2 ngày làm việc")
        ]
        assert order == sorted(order)
        assert "Thời hạn 17/11/2025" in part
        assert "quá hạn 3 ngày" in part
        assert "Sau hạn 1 ngày" in part
        for task in tasks:
            assert task.code in part
            assert f"{settings.PUBLIC_URL}/tasks/{task.pk}/" in part
        for english in ("Deadline", "Dear", "Overdue", "late", "illustrative"):
            assert english not in part


def test_english(mail: Sink) -> None:
    tasks = _three()
    User.objects.update(language="en")
    swept("2025-11-18")
    (message,) = mail.messages()
    assert message["Subject"] == "Tasks: 1 overdue, 2 due soon"
    for part in _parts(message):
        assert "illustrative data, not official figures" in part
        assert "Deadline 17 Nov 2025" in part
        assert "1 day overdue" in part
        assert "2 working days left" in part
        assert "7 days before the deadline" in part
        assert tasks[0].code in part


def test_titles_are_text_and_never_markup(mail: Sink) -> None:
    _three()
    swept("2025-11-20")
    plain, html = _parts(mail.messages()[0])
    assert 'Nhiệm vụ <2025-11-17> & "khác"' in plain
    assert "Nhiệm vụ &lt;2025-11-17&gt; &amp;" in html
    styles = html.split("<style")[1:]  # a mail reader may drop them: all but the dark is inlined
    assert ["prefers-color-scheme: dark" in style for style in styles] == [True]


def test_a_mail_says_that_a_machine_wrote_it(mail: Sink) -> None:
    _three()
    swept()
    (message,) = mail.messages()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@localhost>")
