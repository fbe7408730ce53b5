"""The secretary enters and assigns, the focal point reports and submits, the secretary accepts."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.enums import Role
from accounts.models import User
from tests import factories as make
from tests.harness import files
from tests.harness.clock import START

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "mật-khẩu-của-bài-57"


@pytest.fixture
def people(settings: Any) -> dict[str, User]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
    programme, lead = make.programme(name="Nghị quyết 57"), make.ministry(name="Bộ Xây dựng")
    people = {
        "secretary": make.person(Role.SECRETARY, programme.owner),
        "focal_point": make.person(Role.FOCAL_POINT, lead),
    }
    for person in people.values():
        person.set_password(PASSWORD)
        person.save()
    return people


def sign_in(page: Page, site: str, person: User) -> None:
    page.goto(f"{site}/sign-in/")
    page.get_by_label("Tên đăng nhập").fill(person.username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(_own_menu(page)).to_contain_text(person.full_name)


def sign_out(page: Page) -> None:
    _own_menu(page).click()
    page.get_by_role("button", name="Đăng xuất").click()


def _own_menu(page: Page) -> Locator:
    """The menu with the reader's name on it."""
    return page.locator(".own > .drop > summary")


@pytest.mark.long
def test_from_instrument_to_completed(
    page: Page, live_server: Any, people: dict[str, User]
) -> None:
    site = live_server.url
    sign_in(page, site, people["secretary"])
    _enter_instrument(page)
    _draft_and_assign(page, people)
    sign_out(page)

    sign_in(page, site, people["focal_point"])
    page.get_by_role("link", name="Xây dựng nền tảng quy hoạch").click()
    _report_and_submit(page)
    sign_out(page)

    sign_in(page, site, people["secretary"])
    page.get_by_role("navigation").get_by_role("link", name="Thẩm định").click()
    page.get_by_text("Chấp nhận…", exact=True).click()
    page.get_by_role("button", name="Chấp nhận: nhiệm vụ hoàn thành").click()
    expect(page.get_by_text("Không còn gì chờ quyết định")).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name="Nhiệm vụ", exact=True).click()
    page.get_by_role("link", name="Xây dựng nền tảng quy hoạch").click()
    expect(page.get_by_text("Hoàn thành đúng hạn", exact=True)).to_be_visible()
    expect(page.get_by_text("Chấp nhận", exact=True).first).to_be_visible()


def _enter_instrument(page: Page) -> None:
    page.get_by_text("Thêm", exact=True).click()
    page.get_by_role("link", name="Văn bản").click()
    page.get_by_role("link", name="Nhập văn bản").click()
    page.get_by_label("Loại").select_option("Chỉ thị")
    page.get_by_label("Số, ký hiệu").fill("99/CT-TTg")
    page.get_by_label("Trích yếu").fill("Chỉ thị về dữ liệu quy hoạch")
    page.get_by_label("Cơ quan ban hành").select_option("Bộ Xây dựng")
    page.get_by_label("Ngày ban hành").fill("2025-11-10")
    page.get_by_role("button", name="Thêm dòng").click()
    page.locator("[name=clauses-4-number]").fill("điểm 1")
    page.locator("[name=clauses-4-text]").fill("Xây dựng nền tảng dữ liệu.")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã nhập 99/CT-TTg.")).to_be_visible()


def _draft_and_assign(page: Page, people: dict[str, User]) -> None:
    page.get_by_role("link", name="Soạn nhiệm vụ").click()
    page.get_by_label("Nhiệm vụ").fill("Xây dựng nền tảng quy hoạch")
    page.get_by_label("Chủ trì").select_option("Bộ Xây dựng")
    page.locator("[name=deadline]").fill(START.date().replace(day=28).isoformat())
    page.locator("[name=officer]").select_option(str(people["focal_point"].pk))
    page.locator("[name=authority]").select_option("Bộ Xây dựng")
    page.locator("[name=deliverable_kind]").select_option("Nền tảng, hệ thống")
    page.locator("[name=deliverable_measure]").fill("nền tảng")
    page.locator("[name=deliverable_count]").fill("1")
    page.get_by_role("button", name="Lưu và giao hôm nay").click()
    expect(page.get_by_text("Trong hạn, chưa bắt đầu", exact=True)).to_be_visible()


def _report_and_submit(page: Page) -> None:
    page.get_by_role("link", name="Báo cáo tiến độ").click()
    page.get_by_label("Phần trăm hoàn thành").fill("80")
    page.get_by_label("Việc đã làm").fill("Đã nghiệm thu thử.")
    page.get_by_role("button", name="Báo cáo tiến độ").click()
    expect(page.get_by_text("Đã ghi nhận tiến độ.")).to_be_visible()
    page.get_by_role("link", name="Nộp kết quả hoàn thành").click()
    page.get_by_label("Sản phẩm", exact=False).first.select_option("Nền tảng, hệ thống")
    page.get_by_label("Số, ký hiệu của sản phẩm").fill("15/BB-BXD")
    page.get_by_label("Ngày của sản phẩm").fill("2025-11-17")
    page.locator("[name=evidence]").set_input_files(
        {"name": "bien-ban.pdf", "mimeType": "application/pdf", "buffer": files.pdf()}
    )
    page.get_by_role("button", name="Nộp kết quả hoàn thành").click()
    expect(page.get_by_text("Trong hạn, chờ thẩm định", exact=True)).to_be_visible()
