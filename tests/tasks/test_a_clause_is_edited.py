"""Number, text and place of a clause change; what was said with them elsewhere stays."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.enums import Role
from accounts.models import Change, User
from tasks import domain
from tasks.models import Clause, Instrument
from tasks.queries.clauses import changes_of
from tests import factories as f
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


def who(by: User | None = None) -> dict[str, Any]:
    return {"by": by or f.person(Role.SECRETARY, f.programme().owner), "now": clock.now()}


def numbered(*numbers: str) -> list[Clause]:
    instrument = f.InstrumentFactory.create()
    return [
        domain.add_clause(instrument, **who(), number=number, text="Nội dung.")
        for number in numbers
    ]


def order(instrument: Instrument) -> list[str]:
    return list(instrument.clauses.values_list("number", flat=True))


def refusal(act: Callable[[], Any]) -> tuple[str | None, str | None]:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code, refused.value.field


def test_what_it_said_before_and_who_changed_it_stays() -> None:
    [clause] = numbered("1")
    by = who()
    domain.edit_clause(clause, **by, number=" 1.a ", text=" Khác. ")
    domain.edit_clause(clause, **by, number="1.a")
    changed, entered = changes_of(clause)
    assert (changed.was, changed.by) == ({"number": "1", "text": "Nội dung."}, by["by"])
    assert changed.became == {"number": "1.a", "text": "Khác."}
    assert entered.was is None
    domain.remove_clause(clause, **by)
    removed = Change.objects.earliest("-pk")
    assert (removed.was, removed.became) == (changed.became, None)


def test_it_comes_to_stand_after_another_or_first() -> None:
    one, two, three = numbered("1", "2", "3")
    domain.move_clause(three, **who(), after=one)
    assert order(one.instrument) == ["1", "3", "2"]
    domain.move_clause(two, **who(), after=None)
    assert order(one.instrument) == ["2", "1", "3"]
    domain.remove_clause(two, **who())
    domain.remove_clause(one, **who())
    domain.add_clause(three.instrument, **who(), number="4", text="Cuối.")
    assert order(three.instrument) == ["3", "4"]


def test_what_cannot_be_is_refused_in_words() -> None:
    one, two = numbered("1", "2")
    [other] = numbered("1")
    by = who()
    assert refusal(lambda: domain.edit_clause(one, **by, number="2")) == ("number_taken", "number")
    assert refusal(lambda: domain.edit_clause(one, **by, number=" ")) == ("missing", "number")
    assert refusal(lambda: domain.edit_clause(one, **by, text=" ")) == ("missing", "text")
    for after in (one, other):
        gone = refusal(lambda after=after: domain.move_clause(one, **by, after=after))  # type: ignore[misc]
        assert gone == ("not_its_clause", "after")
    f.rethemed(one, f.ThemeFactory.create())
    assert refusal(lambda: domain.remove_clause(one, **by)) == ("rethemed", None)
    draft = f.draft(clause=two)
    secretary = who(f.secretary_of(draft))
    assert refusal(lambda: domain.remove_clause(two, **secretary)) == ("has_tasks", None)
    domain.edit_task(draft, **secretary, clause=one)
    assert refusal(lambda: domain.remove_clause(two, **by)) == ("has_history", None)


def test_only_by_a_secretary_of_every_programme_with_a_task_from_it() -> None:
    clause = f.draft().clause
    for by in (who(), who(f.person(Role.HEAD, f.programme().owner))):
        for act in (domain.edit_clause, domain.remove_clause):
            with pytest.raises(PermissionDenied):
                act(clause, **by)
        with pytest.raises(PermissionDenied):
            domain.move_clause(clause, **by, after=None)
