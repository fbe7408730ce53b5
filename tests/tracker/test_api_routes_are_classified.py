"""Every route of the API × every kind of reader. A new route fails until it is classified here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import URLResolver
from rest_framework.test import APIClient

from accounts.enums import Role
from accounts.models import User
from reports.models import Meeting
from tasks.models import Evidence, Task
from tests import factories as f
from tests.harness.api import as_
from tests.harness.files import status_of
from tests.reports.meetings.made import frozen
from tracker import api

pytestmark = pytest.mark.shared

# Who asks, in the order of the columns below. "other" is a focal point of another organisation.
READERS = ("anonymous", "outsider", "other", "focal_point", "secretary", "auditor")

# With an empty body and a submitted task: 400 means let in, and told what is missing; 409 means
# let in, and told that the task's state forbids it.
EVERYBODY = (200,) * 6
SIGNED_IN = (401, 200, 200, 200, 200, 200)
WHO_SEES_IT = (401, 404, 404, 200, 200, 200)
SECRETARY = (401, 404, 404, 403)
ROUTES: dict[str, tuple[int, ...]] = {
    "GET schema/": EVERYBODY,
    "GET docs/": EVERYBODY,
    "GET v1/me/": SIGNED_IN,
    "GET v1/me/settings/": SIGNED_IN,
    "PATCH v1/me/settings/": SIGNED_IN,
    "GET v1/organisations/": SIGNED_IN,
    "GET v1/organisations/<int:pk>/": SIGNED_IN,
    "GET v1/day-decisions/": SIGNED_IN,
    "POST v1/day-decisions/": (401, *(403,) * 5),
    "GET v1/day-decisions/preview/": (401, *(403,) * 5),
    "GET v1/working-days/": (401, *(400,) * 5),
    "GET v1/working-days/explained/": (401, *(400,) * 5),
    "GET v1/deputies/": SIGNED_IN,
    "POST v1/deputies/": (401, 403, 403, 403, 403, 403),
    "POST v1/deputies/<int:pk>/end/": (401, 403, 403, 403, 403, 403),
    "GET v1/people/": (401, *(403,) * 5),
    "POST v1/people/": (401, *(403,) * 5),
    "GET v1/people/<int:pk>/": (401, *(403,) * 5),
    "PATCH v1/people/<int:pk>/": (401, *(403,) * 5),
    "POST v1/people/<int:pk>/block/": (401, *(403,) * 5),
    "POST v1/people/<int:pk>/unblock/": (401, *(403,) * 5),
    "POST v1/people/<int:pk>/link/": (401, *(403,) * 5),
    "POST v1/people/<int:pk>/roles/": (401, *(403,) * 5),
    "POST v1/people/roles/<int:pk>/end/": (401, *(403,) * 5),
    "GET v1/ladders/": SIGNED_IN,
    "GET v1/ladders/<int:pk>/": (401, 404, 404, 404, 200, 200),
    "GET v1/ladders/<int:pk>/preview/": (401, 404, 404, 404, 200, 200),
    "GET v1/ladders/<int:pk>/changes/": (401, 404, 404, 404, 200, 200),
    "POST v1/ladders/<int:pk>/changes/": (401, 404, 404, 404, 403, 403),
    "POST v1/ladders/<int:pk>/changes/preview/": (401, 404, 404, 404, 403, 403),
    "GET v1/delivery/": (401, *(403,) * 5),
    "GET v1/delivery/held/": (401, *(403,) * 5),
    "GET v1/delivery/storms/": (401, *(403,) * 5),
    "POST v1/delivery/storms/<int:pk>/allow/": (401, *(403,) * 5),
    "POST v1/delivery/storms/<int:pk>/refuse/": (401, *(403,) * 5),
    "GET v1/delivery/suppressed/": (401, *(403,) * 5),
    "POST v1/delivery/suppressed/<int:pk>/lift/": (401, *(403,) * 5),
    "GET v1/exports/": SIGNED_IN,
    "GET v1/exports/<slug:name>/csv/": SIGNED_IN,
    "POST v1/exports/<slug:name>/xlsx/": (401, 202, 202, 202, 202, 202),
    "GET v1/notices/": SIGNED_IN,
    "GET v1/notices/unread/": SIGNED_IN,
    "POST v1/notices/read-all/": SIGNED_IN,
    "POST v1/notices/<int:pk>/read/": (401, *(404,) * 5),
    "GET v1/notices/messages/<int:pk>/": (401, *(404,) * 5),
    "GET v1/clauses/<int:pk>/": SIGNED_IN,
    "PATCH v1/clauses/<int:pk>/": (401, 403, 403, 403, 200, 403),
    "DELETE v1/clauses/<int:pk>/": (401, 403, 403, 403, 400, 403),
    "GET v1/clauses/<int:pk>/theme/": SIGNED_IN,
    "POST v1/clauses/<int:pk>/theme/": (401, 403, 403, 403, 400, 403),
    "GET v1/extensions/": SIGNED_IN,
    "GET v1/clarity/": SIGNED_IN,
    "GET v1/clarity/scores/": SIGNED_IN,
    "GET v1/instruments/": SIGNED_IN,
    "POST v1/instruments/": (401, 403, 403, 403, 400, 403),
    "GET v1/instruments/<int:pk>/": SIGNED_IN,
    "POST v1/instruments/<int:pk>/clauses/": (401, 403, 403, 403, 400, 403),
    "GET v1/obstacles/": SIGNED_IN,
    "POST v1/obstacles/<int:pk>/answer/": (401, *(404,) * 5),
    "GET v1/instruments/<int:pk>/supersede/": (401, 403, 403, 403, 400, 403),
    "POST v1/instruments/<int:pk>/supersede/": (401, 403, 403, 403, 400, 403),
    "GET v1/jobs/": SIGNED_IN,
    "GET v1/jobs/<int:pk>/": (401, *(404,) * 5),
    "GET v1/jobs/<int:pk>/file/": (401, *(404,) * 5),
    "GET v1/meetings/": (401, 403, 403, 200, 200, 200),
    "POST v1/meetings/": (401, 403, 403, 403, 400, 403),
    "GET v1/meetings/<int:pk>/": WHO_SEES_IT,
    "PATCH v1/meetings/<int:pk>/": (*SECRETARY, 409, 403),
    "POST v1/meetings/<int:pk>/freeze/": (*SECRETARY, 409, 403),
    "GET v1/meetings/<int:pk>/document/": (*SECRETARY, 200, 200),
    "GET v1/meetings/<int:pk>/verify/": (*SECRETARY, 200, 200),
    "GET v1/meetings/<int:pk>/changes/": (401, *(404,) * 5),
    "GET v1/meetings/<int:pk>/tasks/": WHO_SEES_IT,
    "POST v1/meetings/<int:pk>/pack/": (*SECRETARY, 202, 202),
    "POST v1/meetings/<int:pk>/conclusion/": (*SECRETARY, 400, 403),
    "POST v1/meetings/<int:pk>/call-off/": (*SECRETARY, 400, 403),
    "POST v1/meetings/<int:pk>/tie/": (*SECRETARY, 400, 403),
    "POST v1/meetings/<int:pk>/untie/": (*SECRETARY, 400, 403),
    "GET v1/mergers/": (401, 403, 403, 403, 200, 403),
    "POST v1/mergers/": (401, 403, 403, 403, 400, 403),
    "POST v1/mergers/<int:pk>/call-off/": (401, 403, 403, 403, 404, 403),
    "GET v1/mergers/preview/": (401, 403, 403, 403, 400, 403),
    "GET v1/occurrences/": SIGNED_IN,
    "POST v1/occurrences/<int:pk>/report/": (401, *(404,) * 5),
    "GET v1/placements/": (401, 403, 403, 403, 200, 403),
    "POST v1/placements/": (401, 403, 403, 403, 400, 403),
    "GET v1/programmes/": SIGNED_IN,
    "GET v1/rates/": (401, 403, 403, 200, 200, 200),
    "GET v1/rates/late-recording/": (401, 403, 403, 200, 200, 200),
    "GET v1/rates/reporting/": (401, 403, 403, 200, 200, 200),
    "GET v1/rates/work/": (401, 403, 403, 200, 200, 200),
    "GET v1/rates/work/list/": (401, 403, 403, 200, 200, 200),
    "GET v1/rates/late-recording/list/": (401, 403, 403, 200, 200, 200),
    "GET v1/rates/joined/": (401, 403, 403, 200, 200, 200),
    "GET v1/rates/reports/": (401, 403, 403, 200, 200, 200),
    "GET v1/themes/": SIGNED_IN,
    "GET v1/tasks/": SIGNED_IN,
    "POST v1/tasks/": (401, 403, 403, 403, 400, 403),
    "GET v1/tasks/<int:pk>/": WHO_SEES_IT,
    "GET v1/tasks/<int:pk>/as-of/": WHO_SEES_IT,
    "GET v1/tasks/<int:pk>/history/": WHO_SEES_IT,
    "PATCH v1/tasks/<int:pk>/": (*SECRETARY, 200, 403),
    "POST v1/tasks/<int:pk>/assign/": (*SECRETARY, 409, 403),
    "POST v1/tasks/<int:pk>/progress/": (401, 404, 404, 409, 403, 403),
    "POST v1/tasks/<int:pk>/submit/": (401, 404, 404, 400, 403, 403),
    "POST v1/tasks/<int:pk>/accept/": (*SECRETARY, 200, 403),
    "POST v1/tasks/<int:pk>/return/": (*SECRETARY, 400, 403),
    "POST v1/tasks/<int:pk>/hand-down/": (401, 404, 404, 400, 403, 403),
    "POST v1/tasks/<int:pk>/part-progress/": (401, 404, 404, 403, 403, 403),
    "POST v1/tasks/<int:pk>/part-done/": (401, 404, 404, 403, 403, 403),
    "POST v1/tasks/<int:pk>/part-return/": (401, 404, 404, 400, 403, 403),
    "POST v1/tasks/<int:pk>/raise/": (401, 404, 404, 400, 403, 403),
    "POST v1/tasks/<int:pk>/ask-extension/": (401, 404, 404, 400, 403, 403),
    "POST v1/tasks/<int:pk>/decide-extension/": (*SECRETARY, 400, 403),
    "POST v1/tasks/<int:pk>/withdraw/": (*SECRETARY, 400, 403),
    "POST v1/tasks/<int:pk>/suspend/": (*SECRETARY, 400, 403),
    "POST v1/tasks/<int:pk>/resume/": (*SECRETARY, 400, 403),
    "POST v1/tasks/<int:pk>/end/": (*SECRETARY, 400, 403),
    "POST v1/tasks/<int:pk>/revoke/": (*SECRETARY, 400, 403),
    "GET v1/tasks/<int:pk>/evidence/<int:evidence_pk>/": WHO_SEES_IT,
    "GET v1/reviews/": (401, 403, 403, 403, 200, 200),
    "POST v1/tasks/<int:pk>/reassign/": (*SECRETARY, 400, 403),
    "POST v1/tasks/<int:pk>/split/": (*SECRETARY, 400, 403),
    "POST v1/tasks/<int:pk>/merge/": (*SECRETARY, 400, 403),
    "POST v1/tasks/<int:pk>/discard/": (*SECRETARY, 400, 403),
    "GET ^.*/$": (404,) * 6,
}


@dataclass(frozen=True)
class Scene:
    task: Task
    readers: dict[str, APIClient]
    meeting: Meeting
    proof: Evidence


@pytest.fixture(scope="module")
def scene(shared_database: None) -> Scene:
    task = f.submitted()
    readers: dict[str, User | None] = {
        "anonymous": None,
        "outsider": f.UserFactory.create(),
        "other": f.person(Role.FOCAL_POINT, f.ministry()),
        "focal_point": f.focal_point_of(task),
        "secretary": f.secretary_of(task),
        "auditor": f.person(Role.AUDITOR, task.programme.owner),
    }
    clients = {name: as_(reader) for name, reader in readers.items()}
    proof = Evidence.objects.get(submission__task=task)
    return Scene(task, clients, frozen(task.programme), proof)


def served() -> Iterator[str]:
    """Every method of every route, as `GET v1/tasks/`."""
    for route, view in _routes(api.urlpatterns):
        methods = set(view.http_method_names) - {"head", "options"}
        yield from (f"{name.upper()} {route}" for name in sorted(methods) if hasattr(view, name))
        if not any(hasattr(view, name) for name in methods):
            yield f"GET {route}"  # answers all methods alike


def _routes(patterns: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route, pattern.callback.view_class


def test_every_route_is_classified() -> None:
    assert sorted(served()) == sorted(ROUTES)


@pytest.mark.parametrize("route", ROUTES)
def test_it_lets_in_whom_it_should(route: str, scene: Scene) -> None:
    method, path = route.split(" ", 1)
    here = f"/api/{path}".replace("^.*/$", "nowhere/")
    here = here.replace("<int:pk>", str(pk_for(path, scene)))
    here = here.replace("<slug:name>", "tasks")
    here = here.replace("<int:evidence_pk>", str(scene.proof.pk))
    found = {
        name: status_of(client.generic(method, here, *body(method)))
        for name, client in scene.readers.items()
    }
    assert found == dict(zip(READERS, ROUTES[route], strict=True))


def body(method: str) -> Any:
    return () if method == "GET" else ("{}", "application/json")


def pk_for(path: str, scene: Scene) -> int | None:
    task = scene.task
    if "meetings" in path:
        return scene.meeting.pk
    if "ladders" in path:
        return task.programme_id
    if "organisations" in path:
        return task.lead_id
    if path.startswith("v1/clauses"):
        return task.clause_id
    return task.clause.instrument_id if "instruments" in path else task.pk
