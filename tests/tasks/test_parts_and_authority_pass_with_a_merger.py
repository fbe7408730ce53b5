from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import Organisation
from tasks import domain
from tasks.domain import Part
from tasks.models import Task
from tasks.queries.clarity import misjudged
from tasks.queries.mergers import concerned
from tasks.rules.parts import JoinedPart, joined_now, parts_of
from tasks.rules.passing import parts_passed
from tests.factories import OrganisationFactory, again, assigned, draft, ministry, person
from tests.tasks.mergers import ON, carry_out, plan, shared
from tracker import clock

pytestmark = pytest.mark.django_db
UNTIL = date(2025, 12, 20)


def joining(*organisations: Organisation, make: object = assigned) -> Task:
    parts = [Part(one, f"Phần {n}.", UNTIL) for n, one in enumerate(organisations)]
    return make(**shared(co_agencies=parts))  # type: ignore[operator, no-any-return]


def by_organisation(task: Task) -> dict[int, JoinedPart]:
    return {part.organisation: part for part in parts_of(again(task))}


def test_a_part_goes_on_with_the_successor() -> None:
    old, new = ministry(), ministry()
    task = joining(old)
    assigned_on = task.assigned_on
    plan(old, new)
    assert carry_out(ON) == 1
    parts = by_organisation(task)
    assert parts[old.pk].phases == ("assigned", "withdrawn")
    assert parts[old.pk].phase_from == (assigned_on, ON)
    assert (parts[new.pk].phases, parts[new.pk].phase_from) == (("assigned",), (ON,))
    assert (parts[new.pk].part, parts[new.pk].deadlines) == ("Phần 0.", (UNTIL,))
    assert parts[new.pk].deadline_from == parts[old.pk].deadline_from
    assert again(task).act_detail["as"] == ["part"]


def test_the_successor_leads_already() -> None:
    old = ministry()
    task = joining(old)
    assert task.lead is not None
    plan(old, task.lead)
    carry_out(ON)
    assert joined_now(again(task)) == []


def test_the_successor_joins_already() -> None:
    old, new = ministry(), ministry()
    task = joining(old, new)
    plan(old, new)
    carry_out(ON)
    [part] = joined_now(again(task))
    assert (part.organisation, part.part, part.phase_from) == (
        new.pk,
        "Phần 1.; Phần 0.",
        (task.assigned_on,),
    )


def test_the_lead_passes_to_one_that_joins() -> None:
    new = ministry()
    task = joining(new)
    assert task.lead is not None
    plan(task.lead, new)
    carry_out(ON)
    task = again(task)
    assert (task.lead, joined_now(task)) == (new, [])


def test_a_draft_passes_as_if_it_had_always_been_so() -> None:
    old, new = ministry(), ministry()
    task = joining(old, make=draft)
    plan(old, new)
    carry_out(ON)
    assert list(by_organisation(task)) == [new.pk]
    assert by_organisation(task)[new.pk].phases == ()


def test_the_authority() -> None:
    old, new = (OrganisationFactory.create(kind="state_body") for _ in range(2))
    task = assigned(**shared(authority=old))
    plan(old, new)
    carry_out(ON)
    assert again(task).authority == new
    assert not concerned(old.pk).exists()


def test_all_three_at_once() -> None:
    words = shared()
    new = ministry()
    task = assigned(**words, authority=words["lead"])
    plan(words["lead"], new)
    carry_out(ON)
    task = again(task)
    assert (task.lead, task.authority, task.act_detail["as"]) == (new, new, ["lead", "authority"])


def test_what_was_done_stays_with_who_did_it() -> None:
    done = JoinedPart(1, "Phần.", None, ("assigned", "completed"), (ON, ON))
    assert parts_passed([done], 1, 2, on=ON) == [done]


def test_a_part_that_was_done_leaves_nothing_unclear() -> None:
    old, new = ministry(), ministry()
    task = joining(old)
    domain.finish_part(
        task,
        by=person(Role.FOCAL_POINT, old),
        now=clock.now(),
        organisation=old,
        product_kind="report",
        product_number="12/BC",
        product_date=clock.today(),
    )
    merger = plan(old, new)
    assert carry_out(ON) == 0
    merger.refresh_from_db()
    assert merger.done_at
    assert [part.organisation for part in joined_now(again(task))] == [old.pk]
    assert task.pk not in misjudged(on=ON)


def test_one_that_left_begins_again() -> None:
    left = JoinedPart(2, "", None, ("assigned", "withdrawn"), (date(2025, 1, 1), date(2025, 6, 1)))
    owed = JoinedPart(1, "Phần.", UNTIL, ("assigned", "in_progress"), (ON, UNTIL))
    [again_in, gone] = parts_passed([left, owed], 1, 2, on=ON)
    assert again_in.phases == ("assigned", "withdrawn", "assigned", "in_progress")
    assert again_in.phase_from == (date(2025, 1, 1), date(2025, 6, 1), UNTIL, UNTIL)
    assert (again_in.part, again_in.deadline) == ("Phần.", UNTIL)
    assert gone.phase_from == (ON, UNTIL, UNTIL)


def test_of_two_organisations_that_end_at_once() -> None:
    one, two, new = ministry(), ministry(), ministry()
    task = joining(one, two)
    plan(one, new)
    plan(two, new)
    assert carry_out(ON) == 2
    assert [part.organisation for part in joined_now(again(task))] == [new.pk]
