"""Each co-agency reports on its own part; the task itself stays as it is. Today is 2025-11-17."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.enums import Role
from accounts.models import Organisation, User
from tasks import domain
from tasks.domain import Part
from tasks.enums import Act, DeliverableKind
from tasks.models import Task
from tasks.rules.parts import JoinedPart, parts_of
from tests.factories import (
    UserFactory,
    again,
    assigned,
    at,
    completed,
    draft,
    focal_point_of,
    ministry,
    person,
    secretary_of,
    suspended,
)
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 17)
PRODUCT: dict[str, Any] = {
    "product_kind": DeliverableKind.DOCUMENT,
    "product_number": "812/BTC-NSNN",
    "product_date": TODAY,
}


@pytest.fixture
def partner() -> Organisation:
    return ministry()


@pytest.fixture
def task(partner: Organisation) -> Task:
    return again(assigned(co_agencies=[Part(partner, "Bố trí kinh phí", date(2025, 12, 1))]))


def of(organisation: Organisation, role: Role = Role.FOCAL_POINT) -> dict[str, Any]:
    by = person(role, organisation)
    return {"by": by, "now": clock.now(), "organisation": organisation}


def part(task: Task, organisation: Organisation) -> JoinedPart:
    return next(one for one in parts_of(again(task)) if one.organisation == organisation.pk)


def refusal(act: Any, *args: Any, **words: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **words)
    return str(refused.value.code)


def test_a_report_starts_the_part_and_leaves_the_task(task: Task, partner: Organisation) -> None:
    domain.report_part(task, narrative="Đã lập dự toán.", percent=30, **of(partner))
    now = part(task, partner)
    assert (now.phases, now.phase_from) == (("assigned", "in_progress"), (TODAY, TODAY))
    task = again(task)
    assert (task.status, task.phases, task.percent) == ("assigned", ["assigned"], 0)


def test_all_that_was_said_is_in_the_history(task: Task, partner: Organisation) -> None:
    head = of(partner, Role.HEAD)
    domain.report_part(task, narrative="Đã lập dự toán.", percent=30, **head)
    domain.finish_part(task, note="Kèm phụ lục.", product_title="Dự toán", **PRODUCT, **head)
    reported, done = task.events.order_by("revision")[2:]
    assert (reported.act, reported.act_by, reported.act_note) == (
        Act.PART_PROGRESS,
        head["by"],
        "Đã lập dự toán.",
    )
    assert reported.act_detail == {
        "organisation": partner.code,
        "part": "Bố trí kinh phí",
        "narrative": "Đã lập dự toán.",
        "percent": 30,
    }
    assert (done.act, done.act_on, done.act_note) == (Act.PART_DONE, TODAY, "Kèm phụ lục.")
    assert done.act_detail == {
        "organisation": partner.code,
        "part": "Bố trí kinh phí",
        "product_kind": "document",
        "product_number": "812/BTC-NSNN",
        "product_date": "2025-11-17",
        "product_title": "Dự toán",
        "completed_on": "2025-11-17",
    }


def test_the_lead_returns_what_it_does_not_take(task: Task, partner: Organisation) -> None:
    domain.finish_part(task, **PRODUCT, **of(partner))
    at("2025-11-20")
    why: dict[str, Any] = {
        "by": focal_point_of(task),
        "now": clock.now(),
        "reason": "Thiếu phụ lục.",
    }
    domain.return_part(task, organisation=partner, **why)
    now = part(task, partner)
    assert now.phases == ("assigned", "completed", "in_progress")
    assert now.phase_from == (TODAY, TODAY, date(2025, 11, 20))
    assert refusal(domain.return_part, task, organisation=partner, **why) == "part_not_done"
    assert refusal(domain.finish_part, task, on=TODAY, **PRODUCT, **of(partner)) == "out_of_order"
    domain.finish_part(task, **PRODUCT, **of(partner))
    assert part(task, partner).is_done


def test_a_product_can_be_older_than_the_first_report(task: Task, partner: Organisation) -> None:
    at("2025-11-19")
    domain.report_part(task, narrative="Đang làm.", **of(partner))
    domain.finish_part(task, on=date(2025, 11, 18), **PRODUCT, **of(partner))
    now = part(task, partner)
    assert now.phase_from == (TODAY, date(2025, 11, 18), date(2025, 11, 18))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"product_date": date(2025, 11, 18)}, "before_product"),
        ({"on": date(2025, 11, 18)}, "future"),
        ({"on": date(2025, 11, 16), "product_date": date(2025, 11, 1)}, "out_of_order"),
        ({"product_number": " "}, "missing"),
        ({"product_kind": "poem"}, "unknown_product"),
    ],
)
def test_a_false_claim_is_refused(
    words: dict[str, Any], code: str, task: Task, partner: Organisation
) -> None:
    assert refusal(domain.finish_part, task, **PRODUCT | words, **of(partner)) == code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"narrative": " "}, "missing"),
        ({"percent": 101}, "percent_out_of_range"),
        ({"on": date(2025, 11, 18)}, "future"),
        ({"on": date(2025, 11, 16)}, "out_of_order"),
    ],
)
def test_a_false_report_is_refused(
    words: dict[str, Any], code: str, task: Task, partner: Organisation
) -> None:
    words = {"narrative": "Đang làm."} | words
    assert refusal(domain.report_part, task, **words, **of(partner)) == code


def test_what_is_recorded_late_needs_a_reason(task: Task, partner: Organisation) -> None:
    at("2025-11-25")
    late = {"on": TODAY, **PRODUCT, **of(partner)}
    assert refusal(domain.finish_part, task, **late) == "late_reason_missing"
    domain.finish_part(task, late_reason="Văn bản đến muộn.", **late)
    assert task.events.latest("revision").act_late_reason == "Văn bản đến muộn."


def test_what_is_done_is_done_once(task: Task, partner: Organisation) -> None:
    domain.finish_part(task, **PRODUCT, **of(partner))
    assert refusal(domain.finish_part, task, **PRODUCT, **of(partner)) == "part_done"
    assert refusal(domain.report_part, task, narrative="Thêm.", **of(partner)) == "part_done"


def test_who_has_left_joins_no_longer(task: Task, partner: Organisation) -> None:
    other = ministry()
    domain.edit_task(
        task, by=secretary_of(task), now=clock.now(), co_agencies=[Part(other, "Góp ý")]
    )
    with pytest.raises(PermissionDenied):
        domain.report_part(task, narrative="Đang làm.", **of(partner))
    words: dict[str, Any] = {"by": focal_point_of(task), "now": clock.now(), "reason": "Thiếu."}
    assert refusal(domain.return_part, task, organisation=partner, **words) == "does_not_join"


@pytest.mark.parametrize("make", [draft, completed])
def test_a_part_is_reported_while_its_task_is_unfinished(make: Any, partner: Organisation) -> None:
    task = again(make(co_agencies=[Part(partner, "Góp ý")]))
    code = refusal(domain.report_part, task, narrative="Đang làm.", **of(partner))
    assert code == "not_in_this_status"


def test_a_suspended_task_still_takes_reports(partner: Organisation) -> None:
    task = again(suspended(co_agencies=[Part(partner, "Góp ý")]))
    domain.report_part(task, narrative="Đang làm.", **of(partner))
    assert again(task).status == "suspended"


def test_without_any_date_there_is_nothing_to_complete(partner: Organisation) -> None:
    task = again(assigned(deadline=None, co_agencies=[Part(partner, "Góp ý")]))
    assert refusal(domain.finish_part, task, **PRODUCT, **of(partner)) == "part_without_date"
    domain.report_part(task, narrative="Đã góp ý quý IV.", **of(partner))


def strangers(task: Task, partner: Organisation) -> list[User]:
    other = ministry()
    return [
        UserFactory.create(),
        UserFactory.create(is_superuser=True),
        focal_point_of(task),
        secretary_of(task),
        person(Role.AUDITOR, task.programme.owner),
        person(Role.OFFICER, partner),
        person(Role.FOCAL_POINT, other),
    ]


def test_nobody_else_reports_on_it(partner: Organisation) -> None:
    second = ministry()
    task = again(assigned(co_agencies=[Part(partner, "Góp ý"), Part(second, "Dữ liệu")]))
    for by in [*strangers(task, partner), person(Role.FOCAL_POINT, second)]:
        words: dict[str, Any] = {"by": by, "now": clock.now(), "organisation": partner}
        with pytest.raises(PermissionDenied):
            domain.report_part(task, narrative="Đang làm.", **words)
        with pytest.raises(PermissionDenied):
            domain.finish_part(task, **PRODUCT, **words)
    assert again(task).revision == 2


def test_the_lead_alone_returns_it(task: Task, partner: Organisation) -> None:
    domain.finish_part(task, **PRODUCT, **of(partner))
    for by in [*strangers(task, partner), person(Role.HEAD, partner)]:
        if by != focal_point_of(task):
            words: dict[str, Any] = {"by": by, "now": clock.now(), "organisation": partner}
            with pytest.raises(PermissionDenied):
                domain.return_part(task, reason="Thiếu.", **words)
