"""Two change the course of a task or an instrument at once: one outcome, one clear refusal."""

from typing import Any

import pytest

from accounts.enums import Role
from tasks import domain
from tasks.enums import Fate, InstrumentKind, Status
from tasks.models import Instrument, Task
from tests.factories import (
    ClauseFactory,
    OrganisationFactory,
    again,
    assigned,
    grounds,
    halves,
    in_progress,
    ministry,
    person,
    programme,
    submitted,
)
from tests.tasks import authorised as do
from tests.tasks.test_of_two_at_once_one_wins import NO, at_once, by_secretary, check_history
from tracker import clock

pytestmark = pytest.mark.django_db(transaction=True)


def test_reassign_and_accept() -> None:
    """Neither excludes the other while it waits; accepted first, it stays with its lead."""
    task, lead = submitted(), ministry()
    former = task.lead
    reassign = by_secretary(domain.reassign, task, lead=lead, **grounds())
    endings = at_once(task, reassign, by_secretary(domain.accept, task))
    task = again(task)
    assert task.status == Status.COMPLETED
    assert endings == (["done", "done"] if task.lead == lead else ["done", NO])
    assert task.lead in (lead, former)
    check_history(task, 6 if task.lead == lead else 5)


def test_reassign_twice() -> None:
    task, lead = in_progress(), ministry()
    reassign = by_secretary(domain.reassign, task, lead=lead, **grounds())
    assert at_once(task, reassign, reassign) == ["done", "same"]
    assert len(again(task).leads) == 2


def test_split_twice() -> None:
    task = in_progress()
    split = by_secretary(domain.split, task, parts=halves(task), **grounds())
    assert at_once(task, split, split) == ["done", NO]
    assert Task.objects.filter(split_from=task).count() == 2


def test_two_duplicates_merged_into_each_other() -> None:
    task = in_progress()
    other = in_progress(programme=task.programme)
    one = by_secretary(domain.merge, task, into=other, **grounds())
    two = by_secretary(domain.merge, other, into=task, **grounds())
    first = task if task.pk < other.pk else other
    assert at_once(first, one, two) == ["done", "into_not_in_force"]
    gone = Task.objects.filter(status=Status.WITHDRAWN)
    assert [one.replaced_by for one in gone] == [other if gone[0] == task else task]


def test_withdraw_and_discard() -> None:
    task = assigned()
    both = (
        by_secretary(domain.withdraw, task, **grounds()),
        by_secretary(domain.discard, task, reason="Nhập nhầm."),
    )
    assert at_once(task, *both) == ["done", NO]


def superseding(task: Task, new: Instrument, fate: Fate) -> Any:
    return by_secretary(
        lambda _task, **words: domain.supersede(
            new,
            supersedes=task.clause.instrument,
            verdicts=[do.verdict(task, fate)],
            reason="Thay thế.",
            **words,
        ),
        task,
    )


def test_two_instruments_supersede_the_same() -> None:
    task = assigned(clause=ClauseFactory.create())
    old = task.clause.instrument
    both = [superseding(task, do.newer(old), fate) for fate in (Fate.CONTINUE, Fate.WITHDRAW)]
    assert at_once(old, *both) == ["already_superseded", "done"]
    assert old.superseded_by.count() == 1
    check_history(task, 3)


def test_superseding_and_an_act_on_one_of_its_tasks() -> None:
    task = assigned(clause=ClauseFactory.create())
    supersede = superseding(task, do.newer(task.clause.instrument), Fate.CONTINUE)
    withdraw = by_secretary(domain.withdraw, task, **grounds())
    endings = at_once(task, supersede, withdraw)
    assert endings in (["changed_since_preview", "done"], ["done", "done"])
    assert again(task).status == Status.WITHDRAWN


def test_the_same_instrument_is_entered_once() -> None:
    by = person(Role.SECRETARY, programme().owner)
    issuer = OrganisationFactory.create()

    def enter() -> object:
        return domain.enter_instrument(
            by=by,
            now=clock.now(),
            kind=InstrumentKind.DECISION,
            number="9/QĐ-TTg",
            title="Quyết định",
            issuer=issuer,
            issued_on=clock.today(),
        )

    assert at_once(issuer, enter, enter) == ["done", "number_taken"]
