"""The preview of a day made before it, and what the sweeps until then send on it, are the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.enums import Role
from notifications.enums import Audience, Cause, Unit, Urgency
from notifications.queries.forecast import Forecast
from notifications.queries.gone import gone_on, on_their_way
from tasks.models import Programme
from tests.factories import (
    MembershipFactory,
    assigned,
    at,
    in_progress,
    ministry,
    person,
    programme,
)
from tests.harness.mail import Sink
from tests.notifications.telling import rung, swept
from tracker import clock

pytestmark = pytest.mark.django_db
START, DAYS = date(2025, 11, 17), 12  # a Monday
NEAR = st.integers(-9, 14)
AUDIENCES = (Audience.OFFICER, Audience.FOCAL_POINTS, Audience.HEAD, Audience.SECRETARY)
Sent = set[tuple[int, str, int, str]]


@dataclass(frozen=True)
class Life:
    """Rungs, tasks as days from START to their deadline, and when the preview is made.

    Somebody `comes` or `leaves` so many days from START; 0: nobody does. Not both: who comes on
    the days between the planning and the digest, on which another goes, is not foreseen.
    """

    rungs: list[dict[str, Any]]
    deadlines: list[int]
    begun: bool
    waits: int
    hour: int
    comes: int
    leaves: int


def rungs() -> st.SearchStrategy[dict[str, Any]]:
    of_deadline = st.fixed_dictionaries(
        {
            "cause": st.just(Cause.DEADLINE),
            "days": NEAR,
            "unit": st.sampled_from(Unit.values),
            "every": st.sampled_from([None, None, None, 2, 7]),
            "audiences": st.lists(st.sampled_from(AUDIENCES), min_size=1, unique=True),
            "urgency": st.sampled_from([Urgency.DIGEST, Urgency.DIGEST, Urgency.URGENT]),
        }
    )
    other = st.fixed_dictionaries(
        {
            "cause": st.sampled_from([Cause.ASSIGNED, Cause.SILENT, Cause.UNCLEAR, Cause.UNHEARD]),
            "days": st.integers(0, 6),
            "every": st.sampled_from([None, 3]),
            "audiences": st.just([Audience.FOCAL_POINTS, Audience.SECRETARY, Audience.ASKED]),
        }
    )
    return of_deadline | other


lives = st.builds(
    Life,
    rungs=st.lists(rungs(), min_size=1, max_size=8),
    deadlines=st.lists(st.integers(0, 20), min_size=1, max_size=4),
    begun=st.booleans(),
    waits=st.integers(1, 7),
    hour=st.sampled_from([6, 9]),
    comes=st.integers(0, DAYS),
    leaves=st.integers(0, DAYS),
).map(lambda life: replace(life, comes=0) if life.leaves % 2 else replace(life, leaves=0))
GENTLE = settings(
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@given(life=lives)
@settings(parent=GENTLE, max_examples=4)
def test_of_every_day_of_two_weeks(life: Life, mail: Sink) -> None:
    check(life)


@pytest.mark.prove
@given(life=lives)
@settings(parent=GENTLE, max_examples=200)
def test_in_many_lives(life: Life, mail: Sink) -> None:
    check(life)


def check(life: Life) -> None:
    with lived(life) as owner:
        today, now = clock.today(), clock.now()
        days = [today + timedelta(days=n) for n in range(DAYS)]
        before = sent_on(owner, today)
        forecast = Forecast(owner, now=now, until=days[-1])
        foretold = {day: keys(forecast.on(day)) for day in days}
        for day in days:
            swept(None if day == today else day)
            if day == today and life.hour < 9:
                swept(day)
        told = {day: sent_on(owner, day) for day in days}
        told[today] -= before
        assert foretold == told
        assert not on_their_way(owner).exists()


@contextmanager
def lived(life: Life) -> Iterator[Programme]:
    """The programme on the day of the preview, swept every day until then; undone at the end."""
    with transaction.atomic():
        owner, lead = programme(), ministry()
        for number, words in enumerate(life.rungs):
            rung(owner, code=f"rung-{number}", **words)
        for number, days in enumerate(life.deadlines):
            make = in_progress if number % 2 else assigned
            make(programme=owner, lead=lead, deadline=START + timedelta(days=days))
        person(Role.FOCAL_POINT, lead)
        ends = {"until_day": START + timedelta(days=life.leaves)} if life.leaves else {}
        MembershipFactory.create(organisation=lead, role=Role.HEAD, **ends)
        MembershipFactory.create(organisation=lead, role=Role.FOCAL_POINT, **ends)
        if life.comes:
            begins = START + timedelta(days=life.comes)
            MembershipFactory.create(organisation=lead, role=Role.FOCAL_POINT, from_day=begins)
        for number in range(life.waits):
            swept(START + timedelta(days=number))
        at(f"{START + timedelta(days=life.waits)} {life.hour:02}:00")
        if life.begun:
            swept()
        yield owner
        transaction.set_rollback(True)


def keys(found: Any) -> Sent:
    return {(*one.key, one.step) for one in found}


def sent_on(owner: Programme, day: date) -> Sent:
    fields = ("task", "about", "recipient", "step")
    return set(gone_on(owner, day).values_list(*fields))
