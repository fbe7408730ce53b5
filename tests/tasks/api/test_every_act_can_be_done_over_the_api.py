"""Each act: it works for whom it belongs to, and is refused for everybody and everything else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from tasks import domain
from tasks.enums import Status
from tasks.models import Task
from tests import factories as f
from tests.harness.api import V1, as_
from tracker import clock

pytestmark = pytest.mark.shared

Body = dict[str, Any]
REASON = {"reason": "Theo chỉ đạo của Ban."}
PRODUCT = {
    "product_kind": "decree",
    "product_number": "15/2025/NĐ-CP",
    "no_evidence_reason": "Tài liệu mật.",
    "product_date": "2025-11-16",
}


@dataclass(frozen=True)
class Case:
    """`word` done `by` somebody to a task in `status` leads to `then`.

    `refused` is a status that forbids it; `wrong` a body that is refused, with code and field.
    """

    word: str
    by: Callable[[Task], User]
    status: Status
    then: Status
    body: Body
    refused: Status
    wrong: tuple[Body, str, str]


LEAD, OVER = f.focal_point_of, f.secretary_of
S = Status
FUTURE = {"on": "2025-11-18"}
CASES = [
    Case("assign", OVER, S.DRAFT, S.ASSIGNED, {}, S.ASSIGNED, (FUTURE, "future", "on")),
    Case(
        "progress",
        LEAD,
        S.ASSIGNED,
        S.IN_PROGRESS,
        {"percent": 40, "narrative": "Đã trình dự thảo."},
        S.COMPLETED,
        ({"percent": 101}, "percent_out_of_range", "percent"),
    ),
    Case(
        "submit",
        LEAD,
        S.IN_PROGRESS,
        S.SUBMITTED,
        PRODUCT,
        S.SUBMITTED,
        (PRODUCT | {"product_date": "2025-11-18"}, "before_product", "product_date"),
    ),
    Case(
        "accept",
        OVER,
        S.SUBMITTED,
        S.COMPLETED,
        {"note": "Đạt."},
        S.IN_PROGRESS,
        ({"note": []}, "invalid", "note"),
    ),
    Case(
        "return",
        OVER,
        S.SUBMITTED,
        S.IN_PROGRESS,
        REASON,
        S.COMPLETED,
        ({"reason": " "}, "blank", "reason"),
    ),
    Case(
        "revoke",
        OVER,
        S.COMPLETED,
        S.IN_PROGRESS,
        REASON,
        S.SUBMITTED,
        ({"reason": ""}, "blank", "reason"),
    ),
    Case(
        "ask-extension",
        LEAD,
        S.IN_PROGRESS,
        S.IN_PROGRESS,
        {"new_deadline": "2026-03-31"} | REASON,
        S.COMPLETED,
        ({"new_deadline": "2025-12-31"} | REASON, "not_later", "new_deadline"),
    ),
    Case(
        "withdraw",
        OVER,
        S.SUBMITTED,
        S.WITHDRAWN,
        REASON,
        S.COMPLETED,
        ({"instrument": "0"} | REASON, "does_not_exist", "instrument"),
    ),
    Case("suspend", OVER, S.ASSIGNED, S.SUSPENDED, REASON, S.SUBMITTED, ({}, "required", "reason")),
    Case(
        "resume",
        OVER,
        S.SUSPENDED,
        S.IN_PROGRESS,
        REASON,
        S.IN_PROGRESS,
        (REASON | FUTURE, "future", "on"),
    ),
    Case(
        "reassign",
        OVER,
        S.SUBMITTED,
        S.SUBMITTED,
        REASON,
        S.COMPLETED,
        (REASON | {"lead": "NOWHERE"}, "does_not_exist", "lead"),
    ),
    Case(
        "split",
        OVER,
        S.IN_PROGRESS,
        S.WITHDRAWN,
        REASON,
        S.COMPLETED,
        (REASON | {"parts": []}, "too_few_parts", "parts"),
    ),
    Case(
        "merge",
        OVER,
        S.SUBMITTED,
        S.WITHDRAWN,
        REASON,
        S.WITHDRAWN,
        (REASON | {"into": "NOTHING"}, "does_not_exist", "into"),
    ),
    Case(
        "discard",
        OVER,
        S.DRAFT,
        S.WITHDRAWN,
        REASON,
        S.COMPLETED,
        ({"reason": " "}, "blank", "reason"),
    ),
]

# What a body names has to be there; each word → what is named besides.
Named = Callable[[Task], Body]
NAMES: dict[str, Named] = {
    "reassign": lambda _task: {"lead": f.ministry().code},
    "split": lambda task: {"parts": [{"title": t, "lead": lead_of(task)} for t in "AB"]},
    "merge": lambda task: {"into": f.assigned(programme=task.programme).code},
}
AUTHORISED = {"withdraw", "suspend", "end", "reassign", "split"}


def lead_of(task: Task) -> str:
    assert task.lead
    return str(task.lead.code)


def authorised(body: Body) -> Body:
    return {"instrument": f.InstrumentFactory.create().number} | body


each = pytest.mark.parametrize("case", CASES, ids=lambda case: case.word)


def act(case: Case, task: Task, by: User, body: Body) -> Any:
    if case.word in NAMES:
        body = NAMES[case.word](task) | body
    if case.word in AUTHORISED:
        body = authorised(body)
    return as_(by).post(f"{V1}/tasks/{task.pk}/{case.word}/", body)


@pytest.fixture(scope="module")
def made(shared_database: None) -> dict[Status, Task]:
    return {status: f.task_in(status) for status in Status}


@each
def test_it_is_done(case: Case, made: dict[Status, Task]) -> None:
    task = f.again(made[case.status])
    answer = act(case, task, case.by(task), case.body)
    assert (answer.status_code, answer.json()["status"]) == (200, case.then)
    assert f.again(task).act_by == case.by(task)


@each
def test_the_present_state_can_forbid_it(case: Case, made: dict[Status, Task]) -> None:
    task = f.again(made[case.refused])
    before = f.again(task).revision
    answer = act(case, task, case.by(task), case.body)
    assert (answer.status_code, answer.json()["type"]) == (409, "client_error")
    assert answer.json()["errors"][0]["code"] == "not_in_this_status"
    assert f.again(task).revision == before


@each
def test_input_is_refused_with_its_field(case: Case, made: dict[Status, Task]) -> None:
    task = f.again(made[case.status])
    body, code, field = case.wrong
    answer = act(case, task, case.by(task), body)
    error = answer.json()["errors"][0]
    assert (answer.status_code, error["code"], error["attr"]) == (400, code, field)


@pytest.fixture(scope="module")
def outsider(shared_database: None) -> User:
    return f.person(Role.FOCAL_POINT, f.ministry())


@each
def test_for_an_outsider_the_task_does_not_exist(
    case: Case, made: dict[Status, Task], outsider: User
) -> None:
    task = f.again(made[case.status])
    assert act(case, task, outsider, case.body).status_code == 404


@each
def test_another_role_may_not(case: Case, made: dict[Status, Task]) -> None:
    task = f.again(made[case.status])
    other = OVER(task) if case.by is LEAD else f.person(Role.AUDITOR, task.programme.owner)
    answer = act(case, task, other, case.body)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "permission_denied")


def test_a_regular_task_is_ended() -> None:
    task = f.in_progress(deadline=None)
    address, body = f"{V1}/tasks/{task.pk}/end/", authorised(REASON)
    assert as_(LEAD(task)).post(address, body).status_code == 403
    assert as_(OVER(task)).post(address, {}).status_code == 400
    assert as_(OVER(task)).post(address, body).json()["status"] == "ended"
    assert as_(OVER(task)).post(address, body).status_code == 409


@pytest.mark.parametrize("word", sorted(AUTHORISED - {"end"}))
def test_without_an_instrument_it_is_refused(word: str) -> None:
    task = f.in_progress()
    body = REASON | (NAMES[word](task) if word in NAMES else {})
    error = as_(OVER(task)).post(f"{V1}/tasks/{task.pk}/{word}/", body).json()["errors"][0]
    assert (error["code"], error["attr"]) == ("instrument_missing", "instrument")


def test_a_task_with_a_deadline_is_not_ended() -> None:
    task = f.in_progress()
    answer = as_(OVER(task)).post(f"{V1}/tasks/{task.pk}/end/", authorised(REASON))
    assert answer.status_code == 409


def asked_for() -> tuple[Task, int]:
    task = f.in_progress()
    extension = domain.ask_extension(
        task, by=LEAD(task), now=clock.now(), new_deadline=date(2026, 3, 31), reason="Chờ luật."
    )
    return task, extension.pk


@pytest.mark.parametrize(
    ("decision", "deadline"),
    [
        ({"granted": True}, "2026-03-31"),
        ({"granted": True, "deadline": "2026-02-28"} | REASON, "2026-02-28"),
        ({"granted": False} | REASON, "2025-12-31"),
    ],
)
def test_an_extension_is_decided_once(decision: Body, deadline: str) -> None:
    task, extension = asked_for()
    address, body = f"{V1}/tasks/{task.pk}/decide-extension/", {"extension": extension} | decision
    assert as_(LEAD(task)).post(address, body).status_code == 403
    answer = as_(OVER(task)).post(address, body).json()
    assert (answer["deadline"], answer["first_deadline"]) == (deadline, "2025-12-31")
    again = as_(OVER(task)).post(address, body)
    assert (again.status_code, again.json()["errors"][0]["code"]) == (409, "already_decided")


def test_a_second_request_for_extension_waits_for_the_first() -> None:
    task, _extension = asked_for()
    body = {"new_deadline": "2026-06-30"} | REASON
    answer = as_(LEAD(task)).post(f"{V1}/tasks/{task.pk}/ask-extension/", body)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "extension_open")


def test_the_request_of_another_task_is_unknown() -> None:
    task, _extension = asked_for()
    _other, foreign = asked_for()
    body = {"extension": foreign, "granted": True}
    answer = as_(OVER(task)).post(f"{V1}/tasks/{task.pk}/decide-extension/", body)
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, "extension")
