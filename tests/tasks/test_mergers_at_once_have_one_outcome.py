"""Two plan the same merger, or two workers carry one out: over real connections."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.enums import Role
from accounts.models import Organisation
from tasks import domain
from tasks.enums import Act
from tasks.models import Merger, Task, TaskEvent
from tests.factories import InstrumentFactory, again, assigned, at, ministry, person
from tests.tasks.mergers import ON, plan, shared
from tests.tasks.test_of_two_at_once_one_wins import _ending, _until_waiting
from tracker import clock

pytestmark = pytest.mark.django_db(transaction=True)


def planning(words: dict[str, Any], predecessor: Organisation, successor: Organisation) -> Any:
    by, instrument = person(Role.SECRETARY, words["programme"].owner), InstrumentFactory.create()
    return lambda: plan(predecessor, successor, by=by, instrument=instrument)


def at_once(held: Organisation, *acts: Any) -> list[str]:
    with ThreadPoolExecutor() as threads:
        with transaction.atomic():
            Organisation.objects.select_for_update(no_key=True).get(pk=held.pk)
            outcomes = [threads.submit(_ending, act) for act in acts]
            _until_waiting(len(acts))
        return sorted(outcome.result() for outcome in outcomes)


def test_the_same_merger_twice() -> None:
    words = shared()
    assigned(**words)
    old = words["lead"]
    both = planning(words, old, ministry()), planning(words, old, ministry())
    assert at_once(old, *both) == ["done", "merged_already"]
    assert Merger.objects.count() == 1


def test_each_into_the_other() -> None:
    words = shared()
    one, two = words["lead"], ministry()
    outcomes = at_once(one, planning(words, one, two), planning(words, two, one))
    assert outcomes == ["dissolved", "done"]


def test_called_off_while_it_begins() -> None:
    """At midnight: one read the clock before, the other after. Who is second sees the first."""
    words = shared()
    task = assigned(**words)
    merger = plan(words["lead"], ministry())
    by, before, after = person(Role.SECRETARY, words["programme"].owner), clock.now(), at(ON)
    said: dict[str, Any] = {"by": by, "now": before, "reason": "Hoãn."}
    with ThreadPoolExecutor() as threads:
        with transaction.atomic():
            Merger.objects.select_for_update().get(pk=merger.pk)
            off = threads.submit(_ending, lambda: domain.call_off_merger(merger, **said))
            begun = threads.submit(_ending, lambda: domain.carry_out_mergers(now=after))
            _until_waiting(2)
        assert begun.result() == "done"
        passed = again(task).lead == merger.successor
        assert off.result() == ("day_has_come" if passed else "done")


def test_two_workers_pass_each_task_once() -> None:
    words = shared()
    for _ in range(4):
        assigned(**words)
    plan(words["lead"], ministry())
    now = at(ON)

    def work() -> int:
        try:
            return domain.carry_out_mergers(now=now)
        finally:
            connection.close()

    with ThreadPoolExecutor() as threads:
        passed = [threads.submit(work) for _ in range(2)]
        assert sum(each.result() for each in passed) == 4
    assert TaskEvent.objects.filter(act=Act.PASS).count() == 4
    assert not Task.objects.filter(lead=words["lead"]).exists()


def test_a_task_that_is_acted_on_passes_the_next_time() -> None:
    words = shared()
    free, busy = assigned(**words), assigned(**words)
    merger = plan(words["lead"], ministry())
    now = at(ON)

    def work() -> int:
        try:
            return domain.carry_out_mergers(now=now)
        finally:
            connection.close()

    with ThreadPoolExecutor() as threads, transaction.atomic():
        Task.objects.select_for_update().get(pk=busy.pk)
        assert threads.submit(work).result() == 1
    merger.refresh_from_db()
    assert (again(free).act, again(busy).act, merger.done_at) == (Act.PASS, Act.ASSIGN, None)
    assert domain.carry_out_mergers(now=clock.now()) == 1
    merger.refresh_from_db()
    assert merger.done_at
