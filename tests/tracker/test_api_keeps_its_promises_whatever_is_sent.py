"""Anything the schema allows, and much that it does not, sent to the running application.

No answer is a fault of ours (5xx), and each is one that the schema describes. Half of the names and
numbers sent are those of real things, so that more than refusals are met.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pytest_django.live_server_helper import LiveServer
from schemathesis import checks
from schemathesis.specs.openapi import checks as promises

from accounts.domain.tokens import issue_token
from tasks import domain
from tasks.enums import Status
from tests import factories as f
from tests.reports.meetings.made import frozen, planned
from tracker import clock

pytestmark = pytest.mark.django_db(transaction=True)

CHECKED = [
    checks.not_a_server_error,
    promises.status_code_conformance,
    promises.content_type_conformance,
    promises.response_schema_conformance,
]
MODES = [schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE]
Real = dict[str, list[Any]]


def a_scene() -> tuple[list[str], Real]:
    """Tokens of those who act, and the names of what there is to act on."""
    programme, lead, clause = f.programme(), f.ministry(), f.ClauseFactory.create()
    words = {"programme": programme, "lead": lead, "clause": clause}
    tasks = [f.task_in(status, **words) for status in Status]
    tasks.append(f.group(lead, f.ministry(), programme=programme, clause=clause))
    asked = domain.ask_extension(
        tasks[2],
        by=f.focal_point_of(tasks[2]),
        now=clock.now(),
        new_deadline=date(2026, 3, 1),
        reason="Chờ luật.",
    )
    met = [planned(programme), frozen(programme), frozen(programme)]
    people = [f.secretary_of(tasks[0]), f.focal_point_of(tasks[1])]
    organisations = [lead.code, programme.owner.code]
    real: Real = {
        "id": [*(task.pk for task in tasks), *(each.pk for each in met)],
        "programme": [programme.code],
        "clause": [clause.pk],
        "extension": [asked.pk],
        "officer": [people[1].username],
        "instrument": [clause.instrument.number],
        **dict.fromkeys(("lead", "authority", "issuer", "organisation"), organisations),
        "members": [organisations],
    }
    return [issue_token(person) for person in people], real


def attack(server: LiveServer, examples: int, *, fixed: bool) -> int:
    """Send so many examples to each operation in each mode; how many answers were 2xx.

    Few are sent `fixed`: in the one mode or the other, turn by turn.
    """
    tokens, real = a_scene()
    words: Any = {"headers": {"Accept": "application/json"}, "timeout": 60}  # YAML takes seconds
    schema: Any = schemathesis.openapi.from_url(f"{server.url}/api/schema/", **words)
    done = 0
    for turn, found in enumerate(schema.get_all_operations()):
        for mode in [MODES[turn % 2]] if fixed else MODES:
            cases = found.ok().as_strategy(generation_mode=mode)
            done += _send(cases, tokens, real, _effort(examples, fixed=fixed))
    return done


def _effort(examples: int, *, fixed: bool) -> settings:
    return settings(
        max_examples=examples,
        derandomize=fixed,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def _send(cases: Any, tokens: list[str], real: Real, effort: settings) -> int:
    accepted = []

    @effort
    @given(case=cases, data=st.data())
    def send(case: Any, data: st.DataObject) -> None:
        for part in (case.path_parameters, case.query, case.body):
            _make_real(part, real, data.draw)
        token = data.draw(st.sampled_from(tokens))
        answer = case.call(headers={"Authorization": f"Bearer {token}"}, timeout=20)
        case.validate_response(answer, checks=CHECKED)
        accepted.append(answer.status_code < 300)

    send()
    return sum(accepted)


def _make_real(part: Any, real: Real, draw: Callable[[Any], Any]) -> None:
    for name in set(part) & set(real) if isinstance(part, dict) else ():
        if draw(st.booleans()):
            part[name] = draw(st.sampled_from(real[name]))


@pytest.mark.long
def test_a_little(live_server: LiveServer) -> None:
    assert attack(live_server, 1, fixed=True) > 5


@pytest.mark.prove
def test_a_lot(live_server: LiveServer) -> None:
    assert attack(live_server, 50, fixed=False) > 200
