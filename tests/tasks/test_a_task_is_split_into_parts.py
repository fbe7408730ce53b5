from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from accounts.enums import Role
from accounts.models import Organisation, User
from tasks import domain
from tasks.enums import Act, Clarity, Outcome, Standing, Status
from tasks.models import Extension, Task
from tasks.queries.standing import with_standing
from tests.factories import (
    DEADLINE,
    OrganisationFactory,
    again,
    assign,
    assigned,
    at,
    draft,
    focal_point_of,
    group,
    halves,
    in_progress,
    ministry,
    person,
    secretary_of,
    submitted,
)
from tests.tasks import authorised as do
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


def refusal(
    task: Task, *parts: domain.PartOfTask, **words: object
) -> tuple[str | None, str | None]:
    with pytest.raises(Refused) as refused, transaction.atomic():
        do.split(task, parts=list(parts), **words)
    assert again(task).revision == task.revision
    return refused.value.code, refused.value.field


def test_the_parts_are_owed_instead_of_the_whole() -> None:
    task = in_progress()
    parts = do.split(task)
    assert again(task).status == Status.WITHDRAWN
    assert [part.code for part in parts] == [f"{task.code}-1", f"{task.code}-2"]
    for part in map(again, parts):
        assert (part.status, part.split_from, part.lead) == (Status.ASSIGNED, task, task.lead)
        assert (part.clause, part.authority, part.gaps) == (task.clause, task.authority, [])
        assert part.assigned_on == clock.today()
    assert task.events.get(act=Act.SPLIT).act_detail == {"parts": [p.code for p in parts]}
    assert parts[0].events.get(act=Act.DRAFT).act_detail == {"split_from": task.code}


def test_the_first_deadline_goes_with_every_part() -> None:
    task = in_progress(deadline=date(2025, 11, 20))
    request = domain.ask_extension(
        task,
        by=focal_point_of(task),
        now=clock.now(),
        new_deadline=date(2025, 12, 20),
        reason="Chờ luật.",
    )
    domain.decide_extension(request, by=secretary_of(task), now=clock.now(), granted=True)
    at("2025-11-24")
    whole, other = halves(task)
    first, second = map(again, do.split(task, parts=[whole, replace(other, deadline=DAY)]))
    task = again(task)
    assert first.deadlines == task.deadlines
    assert first.deadline_from == task.deadline_from
    assert first.first_deadline == date(2025, 11, 20)
    assert second.deadlines == [*task.deadlines, DAY]
    assert second.deadline_from == [*task.deadline_from, date(2025, 11, 24)]


DAY = date(2025, 12, 10)


def test_an_overdue_task_is_overdue_in_its_parts() -> None:
    task = in_progress(deadline=date(2025, 11, 18))
    at("2025-11-24")
    do.split(task)
    found = with_standing(Task.objects.leaves(), clock.today())
    assert [one.standing for one in found] == [Standing.OVERDUE] * 2


def test_no_part_is_due_later_than_the_whole() -> None:
    task = in_progress()
    one, two = halves(task)
    later = replace(two, deadline=DEADLINE.replace(year=2026))
    assert refusal(task, one, later) == ("later_than_the_whole", "parts")
    passed = replace(two, deadline=date(2025, 11, 16))
    assert refusal(task, one, passed) == ("deadline_before_assignment", "parts")


def test_parts_of_a_regular_task_are_regular() -> None:
    task = in_progress(deadline=None)
    one, two = halves(task)
    assert refusal(task, one, replace(two, deadline=DAY)) == ("regular_with_deadline", "parts")
    for part in do.split(task):
        assert (part.is_regular, part.rhythm, part.deadlines) == (True, task.rhythm, [])


def test_one_part_is_no_split() -> None:
    task = in_progress()
    assert refusal(task) == ("too_few_parts", "parts")
    assert refusal(task, halves(task)[0]) == ("too_few_parts", "parts")
    assert refusal(task, *[replace(half, title=" ") for half in halves(task)]) == (
        "missing",
        "parts",
    )


def test_no_part_goes_to_who_no_longer_exists() -> None:
    task = in_progress()
    one, two = halves(task)
    gone = OrganisationFactory.create(alive_until=date(2025, 11, 16))
    assert refusal(task, one, replace(two, lead=gone)) == ("dissolved", "parts")


def test_parts_can_have_leads_and_co_agencies_of_their_own() -> None:
    task, lead, partner = in_progress(), ministry(), ministry()
    one, two = halves(task)
    joined = replace(two, lead=lead, officer=None, co_agencies=[domain.Part(partner, "Góp ý.")])
    _first, second = do.split(task, parts=[one, joined])
    second = again(second)
    assert (second.lead, second.joined, second.gaps) == (lead, [partner.pk], [Clarity.PERSON])


def test_what_waits_lapses() -> None:
    task = submitted()
    domain.ask_extension(
        task,
        by=focal_point_of(task),
        now=clock.now(),
        new_deadline=date(2026, 1, 31),
        reason="Chờ luật.",
    )
    do.split(task)
    assert task.submissions.get().outcome == Outcome.LAPSED
    assert Extension.objects.get().outcome == Outcome.LAPSED


def test_taken_codes_are_passed_over_and_long_ones_fit() -> None:
    task = in_progress(code="X" * 40)
    draft(programme=task.programme, code="X" * 38 + "-1")
    codes = [part.code for part in do.split(task)]
    assert codes == ["X" * 38 + "-2", "X" * 38 + "-3"]


def test_a_part_can_be_split_again() -> None:
    first, _second = do.split(in_progress(code="A"))
    assert [part.code for part in do.split(first)] == ["A-1-1", "A-1-2"]


def test_a_member_of_a_group_stays_in_it_by_its_parts() -> None:
    lead: Organisation = ministry()
    parent = group(lead, ministry())
    for member in Task.objects.filter(parent=parent):
        domain.edit_task(
            member, officer=officer_of(member), by=secretary_of(parent), now=clock.now()
        )
    assign(parent)
    member = Task.objects.get(parent=parent, lead=lead)
    assert {part.parent for part in do.split(member)} == {parent}


def officer_of(task: Task) -> User:
    assert task.lead
    return person(Role.OFFICER, task.lead)


def test_not_before_the_deadline_it_has_now() -> None:
    task = assigned()
    at("2025-11-20")
    request = domain.ask_extension(
        task,
        by=focal_point_of(task),
        now=clock.now(),
        new_deadline=date(2026, 1, 31),
        reason="Chờ luật.",
    )
    domain.decide_extension(request, by=secretary_of(task), now=clock.now(), granted=True)
    task = again(task)
    assert refusal(task, *halves(task), on=date(2025, 11, 19)) == ("out_of_order", "on")
