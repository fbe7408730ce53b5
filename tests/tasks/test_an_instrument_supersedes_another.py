"""Every open task of the old instrument goes on, is replaced or goes: all of them or none."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tasks import domain
from tasks.enums import Act, Fate, Status
from tasks.models import Instrument, Task
from tasks.queries.superseding import open_under
from tests.factories import (
    ClauseFactory,
    InstrumentFactory,
    again,
    assigned,
    at,
    completed,
    draft,
    focal_point_of,
    group,
    in_progress,
    programme,
    report,
    secretary_of,
    submitted,
    suspended,
    withdrawn,
)
from tests.tasks import authorised as do
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def old() -> Instrument:
    return ClauseFactory.create().instrument


@pytest.fixture
def new(old: Instrument) -> Instrument:
    return do.newer(old)


def preview(old: Instrument, new: Instrument, task: Task) -> list[tuple[Task, Fate]]:
    found = domain.preview_superseding(new, supersedes=old, **do.who(task))
    return [(one.task, one.fate) for one in found]


def refusal(*verdicts: domain.Verdict, **words: object) -> str | None:
    tasks = [verdict.task for verdict in verdicts]
    before = [again(task).revision for task in tasks]
    with pytest.raises(Refused) as refused, transaction.atomic():
        do.supersede(verdicts, **words)  # type: ignore[arg-type]
    assert [again(task).revision for task in tasks] == before
    assert not Instrument.objects.exclude(supersedes=None).exists()
    return refused.value.code


def test_what_is_open_is_previewed_and_nothing_else(old: Instrument, new: Instrument) -> None:
    words: dict[str, Any] = {"programme": programme(), "clause": do.clause_of(old)}
    makers = (assigned, in_progress, submitted, suspended)
    open_now = [make(**words) for make in makers]
    for make in (draft, completed, withdrawn, group):
        make(**words)
    found = preview(old, new, open_now[0])
    assert found == [(task, Fate.CONTINUE) for task in open_now]
    assert {again(task).revision for task in open_now} == {task.revision for task in open_now}


def test_what_says_the_same_is_proposed_to_replace(old: Instrument, new: Instrument) -> None:
    task = in_progress(clause=do.clause_of(old), title="Ban hành Nghị định về dữ liệu")
    words = {"programme": task.programme, "clause": do.clause_of(new)}
    draft(**words, title="Ban hành nghị định về dữ liệu")  # of another lead
    same = draft(**words, title="Ban hành nghị định về dữ liệu", lead=task.lead)
    [proposal] = domain.preview_superseding(new, supersedes=old, **do.who(task))
    assert (proposal.fate, proposal.replaced_by) == (Fate.REPLACE, same)


def test_a_clause_that_says_the_same_is_proposed(old: Instrument) -> None:
    task, number = in_progress(clause=do.clause_of(old)), do.clause_of(old).number
    [proposal] = domain.preview_superseding(
        do.newer(old, "0", number), supersedes=old, **do.who(task)
    )
    assert proposal.clause is not None
    assert (proposal.clause.number, proposal.fate) == (number, Fate.CONTINUE)


def test_a_preview_costs_the_same_for_one_and_many(old: Instrument, new: Instrument) -> None:
    task = assigned(clause=do.clause_of(old))
    preview(old, new, task)
    costs = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            preview(old, new, task)
        costs.append(len(captured))
        for _ in range(3):
            assigned(clause=do.clause_of(old), programme=task.programme)
    assert costs[0] == costs[1]


def test_each_meets_its_fate(old: Instrument, new: Instrument) -> None:
    words = {"programme": programme(), "clause": do.clause_of(old)}
    on, replaced, gone = (in_progress(**words) for _ in range(3))
    other = draft(programme=words["programme"], clause=do.clause_of(new))
    do.supersede(
        [
            do.verdict(on, clause=do.clause_of(new)),
            do.verdict(replaced, Fate.REPLACE, replaced_by=other),
            do.verdict(gone, Fate.WITHDRAW),
        ],
        by_what=new,
    )
    on, replaced, gone = map(again, (on, replaced, gone))
    assert list(new.supersedes.all()) == [old]
    assert (on.status, on.clause, on.act) == (Status.IN_PROGRESS, do.clause_of(old), Act.CONTINUE)
    assert on.act_detail == {"supersedes": old.number, "clause": do.clause_of(new).number}
    assert (replaced.status, replaced.replaced_by) == (Status.WITHDRAWN, other)
    assert replaced.act_detail["into"] == other.code
    assert (gone.status, gone.act) == (Status.WITHDRAWN, Act.WITHDRAW)
    assert {task.act_instrument for task in (on, replaced, gone)} == {new}
    assert {task.act_note for task in (on, replaced, gone)} == {"Thay thế văn bản cũ."}


def test_a_continued_task_stands_under_the_new_one(old: Instrument, new: Instrument) -> None:
    task = in_progress(clause=do.clause_of(old))
    do.supersede([do.verdict(task)], by_what=new)
    report(task, 60)
    assert (list(open_under(old)), list(open_under(new))) == ([], [task])
    newest = do.newer(new)
    do.supersede([do.verdict(again(task))], by_what=newest, old=new)
    assert list(open_under(newest)) == [task]


def test_every_open_task_needs_a_fate(old: Instrument, new: Instrument) -> None:
    task, other = (assigned(clause=do.clause_of(old), programme=p) for p in [programme()] * 2)
    assert refusal(do.verdict(task), by_what=new) == "fates_missing"
    with pytest.raises(Refused) as refused:
        do.supersede([do.verdict(task)], by_what=new)
    assert other.code in refused.value.message
    assert refused.value.field == "fates"


def test_what_changed_since_the_preview_stops_it(old: Instrument, new: Instrument) -> None:
    task = assigned(clause=do.clause_of(old))
    seen = do.verdict(task)
    report(task)
    assert refusal(seen, by_what=new) == "changed_since_preview"
    do.withdraw(task)
    assert refusal(do.verdict(again(task)), by_what=new) == "changed_since_preview"


def test_a_task_of_another_instrument_has_no_fate(old: Instrument, new: Instrument) -> None:
    task, stranger = assigned(clause=do.clause_of(old)), assigned()
    both = do.verdict(task), do.verdict(stranger)
    assert refusal(*both, by_what=new) == "changed_since_preview"


def test_only_a_task_from_the_new_one_replaces(old: Instrument, new: Instrument) -> None:
    task = in_progress(clause=do.clause_of(old))
    here: dict[str, Any] = {"programme": task.programme}
    for wrong in (
        None,
        task,
        assigned(**here),
        assigned(clause=do.clause_of(new)),
        withdrawn(clause=do.clause_of(new), **here),
        group(clause=do.clause_of(new), **here),
    ):
        verdict = do.verdict(task, Fate.REPLACE, replaced_by=wrong)
        assert refusal(verdict, by_what=new) == "not_replacing"


def test_only_a_clause_of_the_new_one_is_named(old: Instrument, new: Instrument) -> None:
    task = in_progress(clause=do.clause_of(old))
    verdict = do.verdict(task, clause=do.clause_of(old))
    assert refusal(verdict, by_what=new) == "not_its_clause"


def test_one_refusal_undoes_all_and_names_its_task(old: Instrument, new: Instrument) -> None:
    shared = programme()
    first = assigned(clause=do.clause_of(old), programme=shared)
    at("2025-11-20")
    second = in_progress(clause=do.clause_of(old), programme=shared)
    both = [do.verdict(task, Fate.WITHDRAW) for task in (first, second)]
    assert refusal(*both, by_what=new, on=date(2025, 11, 18)) == "out_of_order"
    with pytest.raises(Refused) as refused:
        do.supersede(both, by_what=new, on=date(2025, 11, 18))
    assert (refused.value.message.split(":")[0], refused.value.field) == (second.code, "on")
    do.supersede(both, by_what=new, on=date(2025, 11, 20))


def test_only_once_and_only_an_older_one(old: Instrument, new: Instrument) -> None:
    task = in_progress(clause=do.clause_of(old))
    older = InstrumentFactory.create(issued_on=date(2024, 12, 31))
    assert refusal(do.verdict(task), by_what=older) == "not_an_older_one"
    assert refusal(do.verdict(task), by_what=old) == "not_an_older_one"
    before = date(2025, 1, 8)
    verdict, late = do.verdict(task), {"on": before, "late_reason": "Sót."}
    assert refusal(verdict, by_what=new, **late) == "before_instrument"
    do.supersede([do.verdict(task)], by_what=new)
    for by_what in (new, do.newer(new)):
        with pytest.raises(Refused) as refused:
            do.supersede([do.verdict(again(task))], by_what=by_what, old=old)
        assert refused.value.code == "already_superseded"


def test_it_is_for_who_oversees_all_of_it(old: Instrument, new: Instrument) -> None:
    task, foreign = (assigned(clause=do.clause_of(old)) for _ in range(2))
    for by in (focal_point_of(task), secretary_of(foreign), secretary_of(task)):
        words: dict[str, Any] = {"by": by, "now": clock.now()}
        with pytest.raises(PermissionDenied):
            domain.preview_superseding(new, supersedes=old, **words)
        with pytest.raises(PermissionDenied):
            do.supersede([do.verdict(task)], by_what=new, **words)


def test_an_instrument_without_open_tasks_is_superseded_too(
    old: Instrument, new: Instrument
) -> None:
    by = secretary_of(assigned())
    domain.supersede(
        new, supersedes=old, verdicts=[], by=by, now=clock.now(), reason="Hết hiệu lực."
    )
    assert list(new.supersedes.all()) == [old]
