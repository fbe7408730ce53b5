"""Whatever takes a task out of force, lets it rest or passes it on needs reason and instrument."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from tasks.enums import Act
from tasks.models import Task
from tasks.rules.authorising import NEEDS_INSTRUMENT
from tests.factories import InstrumentFactory, again, assigned, in_progress
from tests.tasks import authorised as do
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db

NEEDED: dict[Act, tuple[Callable[..., Any], Callable[[], Task]]] = {
    Act.WITHDRAW: (do.withdraw, in_progress),
    Act.SUSPEND: (do.suspend, in_progress),
    Act.END: (do.end, lambda: in_progress(deadline=None)),
    Act.REASSIGN: (do.reassign, in_progress),
    Act.SPLIT: (do.split, in_progress),
}


def test_these_need_one() -> None:
    by_superseding = {Act.CONTINUE, Act.REPLACE}
    assert set(NEEDED) | by_superseding == NEEDS_INSTRUMENT


@pytest.mark.parametrize("act", NEEDED)
def test_without_it_nothing_is_done(act: Act) -> None:
    do_it, made = NEEDED[act]
    task = made()
    for missing, code in (("instrument", None), ("reason", " ")):
        with pytest.raises(Refused) as refused, transaction.atomic():
            do_it(task, **{missing: code})
        assert (refused.value.code, refused.value.field) == (f"{missing}_missing", missing)
    assert again(task).revision == task.revision


@pytest.mark.parametrize("act", NEEDED)
def test_the_history_names_it(act: Act) -> None:
    do_it, made = NEEDED[act]
    task, decision = made(), InstrumentFactory.create()
    do_it(task, instrument=decision, reason="Theo kết luận.")
    event = task.events.get(act=act)
    assert (event.act_instrument, event.act_note) == (decision, "Theo kết luận.")


@pytest.mark.parametrize("act", NEEDED)
def test_one_of_tomorrow_authorises_nothing(act: Act) -> None:
    do_it, made = NEEDED[act]
    with pytest.raises(Refused) as refused:
        do_it(made(), instrument=InstrumentFactory.create(issued_on=date(2025, 11, 18)))
    assert (refused.value.code, refused.value.field) == ("future", "instrument")


def test_a_duplicate_can_be_merged_without() -> None:
    task = assigned()
    do.merge(task, instrument=None)
    assert task.events.get(act=Act.MERGE).act_instrument is None
