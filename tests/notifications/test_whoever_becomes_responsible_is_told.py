"""Each audience, and each change of data by which somebody comes to belong to it.

The sweep before the change has looked at the task already, so only the agenda can lead back to it.
"""

from collections.abc import Callable
from datetime import date

import pytest

from accounts.domain.deputies import name_deputy
from accounts.enums import Role
from accounts.models import Membership, Organisation, User
from notifications.domain.plan import plan
from notifications.enums import Audience, Cause
from notifications.models import Agenda, Notice, OrganisationAgenda
from tasks import domain
from tasks.enums import ObstacleKind
from tasks.models import Task
from tests.factories import (
    LONG_AGO,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
    assigned,
    ministry,
    person,
    placed,
    programme,
)
from tests.notifications.telling import rung
from tracker import clock

pytestmark = pytest.mark.django_db

TODAY, TOMORROW = date(2025, 11, 18), date(2025, 11, 19)
# Audience → the organisation where its people are, and the role they hold there.
SEATS: dict[Audience, tuple[Callable[[Task], Organisation | None], Role]] = {
    Audience.OFFICER: (lambda task: task.lead, Role.OFFICER),
    Audience.FOCAL_POINTS: (lambda task: task.lead, Role.FOCAL_POINT),
    Audience.HEAD: (lambda task: task.lead, Role.HEAD),
    Audience.CO_AGENCIES: (lambda task: _body(task.joined[0]), Role.FOCAL_POINT),
    Audience.PARENT: (lambda task: _lead(task).parent, Role.HEAD),
    Audience.AUTHORITY: (lambda task: task.authority, Role.HEAD),
    Audience.SECRETARY: (lambda task: task.programme.owner, Role.SECRETARY),
    Audience.ASKED: (lambda task: task.obstacles.get().asked, Role.FOCAL_POINT),
}
every_audience = pytest.mark.parametrize("audience", SEATS)


def _body(pk: int) -> Organisation:
    found: Organisation = Organisation.objects.get(pk=pk)
    return found


def _lead(task: Task) -> Organisation:
    lead: Organisation | None = task.lead
    assert lead is not None
    return lead


def late(audience: Audience) -> Task:
    """A task of which the audience alone is told today; where that is, nobody is yet."""
    owner = programme()
    cause = Cause.OBSTACLE if audience is Audience.ASKED else Cause.DEADLINE
    rung(owner, code="late", cause=cause, days=1, audiences=[audience])
    task = assigned(
        "Chưa rõ người.",
        programme=owner,
        lead=ministry(parent=OrganisationFactory.create()),
        authority=OrganisationFactory.create(),
        co_agencies=[domain.Part(OrganisationFactory.create(), "Góp ý", date(2025, 12, 31))],
        officer=UserFactory.create(),
        deadline=date(2025, 11, 17),
    )
    if audience is Audience.ASKED:
        _ask(task)
    place, role = SEATS[audience]
    Membership.objects.filter(organisation=place(task), role=role).update(
        until_day=date(2025, 11, 17)
    )
    return task


def _ask(task: Task) -> None:
    domain.raise_obstacle(
        task,
        by=person(Role.FOCAL_POINT, _lead(task)),
        now=clock.now(),
        kind=ObstacleKind.OBSTACLE,
        text="Chưa có dữ liệu.",
        asked=OrganisationFactory.create(),
    )


def takes_the_seat(task: Task, audience: Audience, **words: object) -> User:
    place, role = SEATS[audience]
    if audience is Audience.OFFICER:
        words["user"] = task.officer
    return MembershipFactory.create(organisation=place(task), role=role, **words).user


def told(day: date = TODAY) -> set[User]:
    """Everybody who has been told by `day`, each once."""
    plan(day=day)
    assert not Agenda.objects.filter(on_day__lte=day).exists()
    assert not OrganisationAgenda.objects.filter(on_day__lte=day).exists()
    return {notice.recipient for notice in Notice.objects.filter(rung__code="late")}


@every_audience
def test_who_comes_today(audience: Audience) -> None:
    task = late(audience)
    assert told() == set()
    new = takes_the_seat(task, audience)
    assert told() == {new}


@every_audience
def test_who_comes_tomorrow(audience: Audience) -> None:
    task = late(audience)
    new = takes_the_seat(task, audience, from_day=TOMORROW)
    assert told() == set()
    assert told(TOMORROW) == {new}


@every_audience
def test_who_is_let_in_again(audience: Audience) -> None:
    task = late(audience)
    new = takes_the_seat(task, audience)
    User.objects.filter(pk=new.pk).update(is_active=False)
    assert told() == set()
    User.objects.filter(pk=new.pk).update(is_active=True)
    assert told() == {new}


@pytest.mark.parametrize("audience", [Audience.HEAD, Audience.PARENT, Audience.AUTHORITY])
@pytest.mark.parametrize("from_day", [TODAY, TOMORROW])
def test_a_deputy_from_the_first_day_on(audience: Audience, from_day: date) -> None:
    task = late(audience)
    head = takes_the_seat(task, audience)
    organisation = SEATS[audience][0](task)
    assert organisation is not None
    assert told() == {head}
    deputy = MembershipFactory.create(organisation=organisation, role=Role.OFFICER).user
    clock.advance(clock.end_of(date(2025, 11, 17)))
    name_deputy(
        organisation=organisation,
        by=head,
        now=clock.now(),
        deputy=deputy,
        from_day=from_day,
        until_day=date(2025, 11, 30),
    )
    assert told() == ({head, deputy} if from_day == TODAY else {head})
    assert told(from_day) == {head, deputy}


def test_the_head_of_what_the_lead_comes_to_lie_below() -> None:
    task = late(Audience.PARENT)
    assert told() == set()
    above = ministry()
    placed(_lead(task), parent=above)
    assert told() == {person(Role.HEAD, above)}


def test_the_secretaries_of_another_owner() -> None:
    task = late(Audience.SECRETARY)
    assert told() == set()
    other = OrganisationFactory.create()
    secretary = person(Role.SECRETARY, other)
    task.programme.owner = other
    task.programme.save()
    assert told() == {secretary}


def test_the_secretaries_when_nobody_is_left() -> None:
    task = late(Audience.FOCAL_POINTS)
    rung(task.programme, code="unheard", cause=Cause.UNHEARD, audiences=[Audience.SECRETARY])
    last = takes_the_seat(task, Audience.FOCAL_POINTS, from_day=LONG_AGO, until_day=TODAY)
    assert told() == {last}
    plan(day=TOMORROW)
    alarm = Notice.objects.get(rung__code="unheard")
    assert alarm.recipient == person(Role.SECRETARY, task.programme.owner)


def test_a_rung_behind_one_that_is_deleted() -> None:
    task = late(Audience.HEAD)
    head = takes_the_seat(task, Audience.HEAD)
    later = rung(task.programme, code="later", days=2, audiences=[Audience.HEAD])
    assert told() == {head}
    later.delete()
    assert Agenda.objects.filter(task=task, on_day__lte=clock.today()).exists()


def test_a_change_of_people_costs_the_writer_a_line() -> None:
    tasks = [late(Audience.SECRETARY) for _ in range(2)]
    told()
    takes_the_seat(tasks[0], Audience.SECRETARY)
    assert list(OrganisationAgenda.objects.values_list("organisation", flat=True)) == [
        tasks[0].programme.owner_id
    ]
    assert not Agenda.objects.filter(on_day__lte=TODAY).exists()
