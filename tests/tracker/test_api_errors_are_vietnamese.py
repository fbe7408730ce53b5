"""A Vietnamese reader meets no English in an error of the API, whoever words it."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from tasks import domain
from tasks.models import Task
from tests import factories as f
from tests.harness.api import V1, as_
from tracker import clock

pytestmark = pytest.mark.shared

Ask = Callable[[APIClient], Any]

# Formats and names that are the same in both languages.
SHARED = {"accept", "api", "csrf", "cursor", "delete", "false", "json", "nul", "null", "true"}
SHARED |= {"url", "yyyy"}


def words(message: str) -> set[str]:
    """Its words of three or more plain letters; what it quotes is the reader's own."""
    unquoted = re.sub(r"“[^”]*”|\"[^\"]*\"", "", message)
    found = re.findall(r"(?<![^\W\d_])[A-Za-z]{3,}(?![^\W\d_])", unquoted)
    return {word.lower() for word in found} - SHARED


def check(reader: User | None, ask: Ask) -> None:
    """Refused in both languages, with no English word in the Vietnamese."""
    ours, theirs = (_messages(reader, ask, language) for language in ("vi", "en"))
    for vietnamese, english in zip(ours, theirs, strict=True):
        assert not vietnamese.isascii(), vietnamese
        assert not words(vietnamese) & words(english), vietnamese


def _messages(reader: User | None, ask: Ask, language: str) -> list[str]:
    answer = ask(as_(reader, **{"Accept-Language": language}))
    assert (answer.status_code >= 400, answer["Content-Language"]) == (True, language)
    return [error["detail"] for error in answer.json()["errors"]]


@pytest.fixture(scope="module")
def task(shared_database: None) -> Task:
    return f.in_progress(lead=f.ministry(code="BKHCN"))


@pytest.fixture(scope="module")
def secretary(task: Task) -> User:
    return f.secretary_of(task)


READS = [
    "nowhere/",
    "tasks/0/",
    "tasks/?standin=overdue",
    "tasks/?standing=late",
    "tasks/?standing=",
    "tasks/?standing=regular&standing=overdue",
    "tasks/?organisation=%C4%90%C3%A2u",
    "tasks/?organisation=%00",
    "tasks/?due_from=31/12/2025",
    "tasks/?page_size=x",
    "tasks/?page_size=0",
    "tasks/?page_size=999",
    "tasks/?cursor=x",
    "organisations/?block=x",
    "rates/?as_of=2999-01-01",
    "rates/?as_of=x",
    "rates/?by=x",
    "rates/?programme=x",
]


@pytest.mark.parametrize("path", READS)
def test_what_cannot_be_read(path: str, secretary: User) -> None:
    check(secretary, lambda client: client.get(f"{V1}/{path}"))


def test_who_may_not(task: Task, secretary: User) -> None:
    address = f"{V1}/tasks/{task.pk}/accept/"

    def without_csrf_token(client: APIClient) -> Any:
        client.handler.enforce_csrf_checks = True
        client.force_login(secretary)
        return client.post(address, {})

    def with_a_wrong_token(client: APIClient) -> Any:
        return client.get(f"{V1}/me/", headers={"Authorization": "Bearer x"})

    check(None, lambda client: client.get(f"{V1}/me/"))
    check(None, with_a_wrong_token)
    check(None, without_csrf_token)
    check(f.focal_point_of(task), lambda client: client.post(address, {}))
    check(f.focal_point_of(task), lambda client: client.post(f"{V1}/instruments/", {}))
    check(secretary, lambda client: client.post(address, {}))


HOW: list[Ask] = [
    lambda client: client.delete(f"{V1}/tasks/"),
    lambda client: client.get(f"{V1}/me/", headers={"Accept": "text/csv"}),
    lambda client: client.generic("POST", f"{V1}/tasks/", "{", "application/json"),
    lambda client: client.generic("POST", f"{V1}/tasks/", "[]", "application/json"),
    lambda client: client.generic("POST", f"{V1}/tasks/", "x", "text/xml"),
]


@pytest.mark.parametrize("ask", HOW)
def test_how_it_was_asked(ask: Ask, secretary: User) -> None:
    check(secretary, ask)


BODIES: list[tuple[str, dict[str, Any]]] = [
    ("POST instruments/", {}),
    ("POST instruments/", {"nubmer": "1"}),
    ("POST instruments/", {"kind": "poem", "number": "x" * 61, "clauses": {}, "issued_on": 7}),
    ("POST instruments/", {"title": None, "number": [], "source_url": "x", "issuer": "\x00"}),
    ("POST instruments/", {"clauses": [[]], "title": "\ud800", "number": " "}),
    ("POST tasks/", {}),
    ("POST tasks/", {"clause": "x", "is_regular": "x", "members": [], "co_agencies": [{}]}),
    ("POST tasks/", {"clause": 0, "deliverable_count": 0, "members": "x"}),
    (
        "POST tasks/",
        {"deliverable_count": 2**40, "officer": "Ai", "deliverable_measure": "x" * 200},
    ),
    ("PATCH tasks/{pk}/", {"lead": None}),
    ("PATCH tasks/{pk}/", {"deadline": "2026-12-31"}),
    ("PATCH tasks/{pk}/", {"is_regular": True}),
    (
        "PATCH tasks/{pk}/",
        {"co_agencies": [{"organisation": "BKHCN"}, {"organisation": "BKHCN"}]},
    ),
    ("POST tasks/{pk}/assign/", {}),
    ("POST tasks/{pk}/withdraw/", {}),
    ("POST tasks/{pk}/withdraw/", {"reason": " "}),
    ("POST tasks/{pk}/withdraw/", {"reason": "Thôi.", "on": "2025-11-18"}),
    ("POST tasks/{pk}/withdraw/", {"reason": "Thôi.", "on": "2025-11-16"}),
    ("POST tasks/{pk}/withdraw/", {"reason": "Thôi.", "instrument": "1/NOWHERE"}),
    ("POST tasks/{pk}/decide-extension/", {"extension": 0, "granted": "x"}),
    ("POST tasks/{pk}/end/", {"reason": "Thôi."}),
    ("POST tasks/{pk}/resume/", {"reason": "Thôi."}),
]


@pytest.mark.parametrize(("what", "body"), BODIES)
def test_what_a_secretary_sends(what: str, body: Any, task: Task, secretary: User) -> None:
    method, path = what.split()
    address = f"{V1}/{path.format(pk=task.pk)}"
    sent = json.dumps(body)
    check(secretary, lambda client: client.generic(method, address, sent, "application/json"))


FROM_THE_LEAD: list[tuple[str, dict[str, Any]]] = [
    ("progress", {}),
    ("progress", {"percent": 101}),
    ("progress", {"percent": 1.5, "count": -1}),
    ("submit", {}),
    ("submit", {"product_kind": "decree", "product_number": "1", "product_date": "2025-11-18"}),
    ("submit", {"product_kind": "x", "product_number": "1", "product_date": "x"}),
    ("ask-extension", {"new_deadline": "2025-12-31", "reason": "Chờ luật."}),
    ("ask-extension", {}),
]


@pytest.mark.parametrize(("word", "body"), FROM_THE_LEAD)
def test_what_a_focal_point_sends(word: str, body: Any, task: Task) -> None:
    address = f"{V1}/tasks/{task.pk}/{word}/"
    check(f.focal_point_of(task), lambda client: client.post(address, body))


def test_what_was_decided_before(task: Task, secretary: User) -> None:
    lead, deadline = f.focal_point_of(task), date(2026, 3, 31)
    asked = domain.ask_extension(
        task, by=lead, now=clock.now(), new_deadline=deadline, reason="Chờ luật."
    )
    address, body = f"{V1}/tasks/{task.pk}/", {"new_deadline": "2026-06-30", "reason": "Chờ luật."}
    check(lead, lambda client: client.post(f"{address}ask-extension/", body))
    domain.decide_extension(asked, by=secretary, now=clock.now(), granted=True)
    again = {"extension": asked.pk, "granted": True}
    check(secretary, lambda client: client.post(f"{address}decide-extension/", again))
