"""From the administrator's page, by a link in a mail, to a password of one's own."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import OrganisationKind, Role
from accounts.models import User
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory, person
from tests.harness.mail import Sink
from tracker import clock

pytestmark = pytest.mark.django_db
PASSWORD = "hoa-sen-tráng-nguyên-88"


@pytest.fixture
def admin() -> Client:
    committee = OrganisationFactory.create(kind=OrganisationKind.COMMITTEE)
    browser = Client(headers={"accept-language": "vi"})
    browser.force_login(person(Role.ADMINISTRATOR, committee))
    return browser


def test_by_a_link_that_works_once(admin: Client, mail: Sink) -> None:
    organisation = OrganisationFactory.create(name="Bộ Khoa học")
    said = {
        "full_name": "Lê Thị Bình",
        "username": "binh.lt",
        "email": "binh@bo.example",
        "language": "vi",
        "organisation": organisation.pk,
        "role": Role.FOCAL_POINT.value,
        "from_day": clock.today().isoformat(),
    }
    made = admin.post(reverse("person_new"), said)
    new = User.objects.get(username="binh.lt")
    assert made.headers["Location"] == reverse("person", args=[new.pk])
    admin.post(reverse("person_link", args=[new.pk]))
    [letter] = mail.messages()
    text = letter.get_content()
    assert letter["To"] == "binh@bo.example"
    assert "dữ liệu minh hoạ" in text
    assert "binh.lt" in text
    [link] = re.findall(r"http://[^/\s]+(/password/\S+)", text)
    theirs = Client(headers={"accept-language": "vi"})
    form = theirs.get(link, follow=True)
    assert "Lê Thị Bình" in form.text
    words = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    assert theirs.post(form.request["PATH_INFO"], words).status_code == 302
    assert theirs.login(username="binh.lt", password=PASSWORD)
    assert "đã hết hạn" in Client(headers={"accept-language": "vi"}).get(link).text
    told = admin.get(reverse("person", args=[new.pk])).text
    for act in ("Tạo tài khoản", "Gửi liên kết đặt mật khẩu", "Đặt mật khẩu", "Giao vai trò"):
        assert act in told


def test_who_is_blocked_or_has_no_address_gets_no_link(admin: Client, mail: Sink) -> None:
    for somebody in (UserFactory.create(email=""), UserFactory.create(is_active=False)):
        MembershipFactory.create(user=somebody)
        admin.post(reverse("person_link", args=[somebody.pk]))
        assert User.objects.get(pk=somebody.pk).link_sent_at is None
    assert not mail.messages()


def test_a_server_that_takes_no_mail_is_said(admin: Client, settings: object) -> None:
    settings.EMAIL_PORT = 1  # type: ignore[attr-defined]
    somebody = MembershipFactory.create().user
    page = admin.post(reverse("person_link", args=[somebody.pk]), follow=True)
    assert "Máy chủ thư không nhận thư" in page.text
    assert User.objects.get(pk=somebody.pk).link_sent_at is None
