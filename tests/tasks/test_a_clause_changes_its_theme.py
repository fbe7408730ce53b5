"""Who may change the theme of a clause, and what cannot be."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.enums import Role
from accounts.models import User
from tasks import domain
from tasks.models import Clause, Retheming
from tests import factories as f
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


def retheme(clause: Clause, *, by: User, **words: Any) -> Retheming:
    said = {"theme": None, "reason": "Rà soát"} | words
    return domain.retheme(clause, by=by, now=clock.now(), **said)


def test_from_today_unless_told_otherwise() -> None:
    task, theme = f.in_progress(), f.ThemeFactory.create()
    by = f.secretary_of(task)
    made = retheme(task.clause, by=by, theme=theme)
    assert Clause.objects.get(pk=task.clause_id).theme == theme
    assert (made.was_theme, made.theme, made.from_day) == (None, theme, clock.today())
    assert (made.by, made.reason) == (by, "Rà soát")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SECRETARY])
def test_nobody_but_a_secretary(role: Role) -> None:
    with pytest.raises(PermissionDenied):
        retheme(f.ClauseFactory.create(), by=f.person(role, f.programme().owner))


def test_of_every_programme_with_a_task_from_it() -> None:
    task, theme = f.draft(), f.ThemeFactory.create()
    stranger = f.person(Role.SECRETARY, f.programme().owner)
    with pytest.raises(PermissionDenied):
        retheme(task.clause, by=stranger, theme=theme)
    retheme(f.ClauseFactory.create(), by=stranger, theme=theme)


def test_what_cannot_be_is_refused_in_words() -> None:
    clause, theme = f.ClauseFactory.create(), f.ThemeFactory.create()
    by = f.person(Role.SECRETARY, f.programme().owner)
    f.at("2025-11-20")

    def refusal(**words: Any) -> tuple[str | None, str | None]:
        with pytest.raises(Refused) as refused:
            retheme(clause, by=by, **words)
        return refused.value.code, refused.value.field

    assert refusal(theme=theme, reason=" ") == ("reason_missing", "reason")
    assert refusal(theme=theme, from_day=date(2025, 11, 21)) == ("future", "from_day")
    assert refusal(theme=None) == ("same", "theme")
    retheme(clause, by=by, theme=theme)
    assert refusal(theme=None, from_day=date(2025, 11, 19)) == ("out_of_order", "from_day")
    assert Retheming.objects.count() == 1
    retheme(clause, by=by, theme=None)
    assert Clause.objects.get(pk=clause.pk).theme is None
