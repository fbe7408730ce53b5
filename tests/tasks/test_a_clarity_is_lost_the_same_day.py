"""Nobody touches the task: somebody leaves, something is dissolved, and it shows that very day."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.test.utils import CaptureQueriesContext

from accounts.enums import OrganisationKind, Role
from accounts.models import Membership, Organisation
from tasks.domain import Part, edit_task
from tasks.domain.judging import judge_all
from tasks.enums import UNFINISHED, Act, Clarity, Knowledge, Status
from tasks.models import Task
from tasks.queries.standing import states_on, with_standing
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    again,
    assigned,
    at,
    draft,
    in_progress,
    ministry,
    secretary_of,
    task_in,
)
from tracker import clock

pytestmark = pytest.mark.django_db
START = date(2025, 11, 17)
DAY = timedelta(days=1)
CLEAR = ExpressionWrapper(Q(lacking=""), output_field=BooleanField())


def judged(moment: str | date | None = None) -> int:
    if moment is not None:
        at(moment)
    return judge_all(now=clock.now())


def officer_of(lead: Organisation) -> Membership:
    return MembershipFactory.create(organisation=lead, role=Role.OFFICER)


def with_officer(**words: Any) -> tuple[Task, Membership]:
    lead = ministry()
    post = officer_of(lead)
    return assigned(lead=lead, officer=post.user, **words), post


def end(post: Membership, last_day: date | None) -> None:
    Membership.objects.filter(pk=post.pk).update(until_day=last_day)


def dissolve(organisation: Organisation | None, last_day: date) -> None:
    assert organisation is not None
    Organisation.objects.filter(pk=organisation.pk).update(alive_until=last_day)


def test_an_officer_who_leaves_is_missing_from_the_day_after() -> None:
    task, post = with_officer()
    end(post, START)
    assert judged() == 0
    assert judged("2025-11-18 00:05") == 1
    found = again(task)
    assert (found.gaps, found.gap_from[-1]) == ([Clarity.PERSON], START + DAY)
    assert (found.act, found.act_by, found.act_on) == (Act.JUDGE, None, START + DAY)
    assert found.act_detail == {
        "lost": ["person"],
        "gained": [],
        "why": {"person": "officer_left"},
    }


def test_found_some_days_later_it_is_noted_for_its_own_day_and_not_known_before() -> None:
    task, post = with_officer()
    at("2025-11-24")
    end(post, START)
    assert judged() == 1
    assert again(task).gap_from == [START, START + DAY]
    for knowledge, clear in ((Knowledge.HAPPENED, False), (Knowledge.KNOWN, True)):
        day = START + 2 * DAY
        states = with_standing(states_on(day, knowledge), day).annotate(is_clear=CLEAR)
        assert [row.is_clear for row in states] == [clear]


def test_one_who_left_before_the_last_judgement_is_missing_from_today() -> None:
    task, post = with_officer()
    at("2025-11-20")
    end(post, START - DAY)
    judged()
    assert again(task).gap_from == [START, date(2025, 11, 20)]


def test_one_who_may_no_longer_sign_in_is_missing_from_today() -> None:
    task, post = with_officer()
    post.user.is_active = False
    post.user.save()
    judged("2025-11-19")
    assert (again(task).gaps, again(task).gap_from[-1]) == (["person"], date(2025, 11, 19))


def test_one_who_comes_back_is_there_again() -> None:
    task, post = with_officer()
    end(post, START)
    judged("2025-11-18")
    MembershipFactory.create(
        user=post.user, organisation=post.organisation, from_day=date(2025, 11, 20)
    )
    judged("2025-11-21")
    assert again(task).gap_steps == ["", "person", ""]
    assert again(task).gap_from == [START, START + DAY, date(2025, 11, 20)]
    assert again(task).act_detail["gained"] == ["person"]


def test_a_gap_between_two_posts_is_noted_even_when_it_has_passed() -> None:
    task, post = with_officer()
    end(post, START)
    MembershipFactory.create(
        user=post.user, organisation=post.organisation, from_day=START + 3 * DAY
    )
    other = OrganisationFactory.create(kind=OrganisationKind.MINISTRY)
    edit_task(task, by=secretary_of(task), now=clock.now(), authority=other)
    dissolve(other, START + 4 * DAY)
    judged(START + 6 * DAY)
    assert again(task).gap_steps == ["", "person", "", "authority"]
    assert again(task).gap_from == [START + n * DAY for n in (0, 1, 3, 5)]


def test_a_dissolved_lead_authority_or_co_agency_is_noted_with_why() -> None:
    authority = OrganisationFactory.create(kind=OrganisationKind.STATE_BODY)
    partner = OrganisationFactory.create()
    led, decided, joined = (
        assigned(authority=authority),
        assigned(authority=OrganisationFactory.create(kind=OrganisationKind.STATE_BODY)),
        assigned(authority=authority, co_agencies=[Part(partner, "Góp ý.")]),
    )
    dissolve(led.lead, START + DAY)
    dissolve(decided.authority, START + DAY)
    dissolve(partner, START + DAY)
    assert judged(START + 2 * DAY) == 3
    assert again(led).act_detail["why"] == {"responsibility": "lead_dissolved"}
    assert again(decided).act_detail["why"] == {"authority": "authority_dissolved"}
    assert again(joined).act_detail["why"] == {"responsibility": "co_agency_dissolved"}


@pytest.mark.parametrize("status", UNFINISHED)
def test_whatever_is_unfinished_is_judged(status: Status) -> None:
    lead = ministry()
    post = officer_of(lead)
    task = task_in(status, lead=lead, officer=post.user)
    end(post, START)
    assert judged(START + DAY) == 1
    assert again(task).status == status
    assert again(task).gaps == ["person"]


@pytest.mark.parametrize("status", sorted(set(Status) - set(UNFINISHED)))
def test_a_draft_and_what_is_finished_are_left_as_they_are(status: Status) -> None:
    lead = ministry()
    post = officer_of(lead)
    task = task_in(status, lead=lead, officer=post.user)
    before = again(task).revision
    end(post, START)
    assert judged(START + DAY) == 0
    assert (again(task).revision, again(task).gaps) == (before, [])


def test_judging_again_changes_nothing_and_costs_one_query() -> None:
    _task, post = with_officer()
    in_progress()
    draft()
    end(post, START)
    assert judged(START + DAY) == 1
    now = clock.now()
    with CaptureQueriesContext(connection) as queries:
        assert judge_all(now=now) == 0
    assert len(queries) == 1
