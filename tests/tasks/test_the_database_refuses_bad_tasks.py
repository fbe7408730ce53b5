"""Each constraint and trigger of the tables around a task, by name: the database itself refuses."""

from datetime import date

import pytest

from tasks.domain import Part
from tasks.enums import Act, Status
from tasks.models import Retheming, Task
from tests.accounts.inventory import Violation, added, as_owner, changed, guards, refused_by
from tests.factories import (
    ClauseFactory,
    InstrumentFactory,
    OrganisationFactory,
    ProgrammeFactory,
    ThemeFactory,
    UserFactory,
    assigned,
    draft,
    group,
    in_progress,
    rethemed,
    submitted,
    withdrawn,
)
from tests.tasks.ledger.refusals import REFUSALS_OF_THE_LEDGER
from tests.tasks.refusals_of_acts import REFUSALS_OF_ACTS
from tests.tasks.refusals_of_answers import REFUSALS_OF_ANSWERS
from tests.tasks.refusals_of_days import REFUSALS_OF_DAYS
from tests.tasks.unguarded import unguarded

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
YESTERDAY, TODAY, TOMORROW = date(2025, 11, 16), date(2025, 11, 17), date(2025, 11, 18)


def regular_submitted() -> None:
    task = in_progress(deadline=None)
    _append(task, Status.SUBMITTED)


def dated_ended() -> None:
    _append(assigned(), Status.ENDED)


def completed_as_a_step_of_its_own() -> None:
    _append(submitted(), Status.COMPLETED)


def revived() -> None:
    _append(withdrawn(), Status.IN_PROGRESS)


def _append(task: Task, status: Status) -> None:
    task.status = status
    task.phases, task.phase_from = [*task.phases, status], [*task.phase_from, TODAY]
    task.save()


def unheard_of_status() -> None:
    """Other guards stand before this one, so they are passed as only the owner can."""
    with unguarded("tasks_task"):
        changed(draft, status="lost", phases=["lost"], phase_from=[TODAY])()


def leads_nobody() -> None:
    """Other guards stand before this one, so they are passed as only the owner can."""
    with unguarded("tasks_task"):
        changed(assigned, lead=None, leads=[], lead_from=[])()


def replaced_while_owed() -> None:
    changed(assigned, replaced_by=draft())()


def forgets_a_part() -> None:
    task = assigned(co_agencies=[Part(OrganisationFactory.create(), "Góp ý")])
    Task.objects.filter(pk=task.pk).update(parts=[])


def moved_into_a_group() -> None:
    changed(draft, parent=group())()


def group_in_a_group() -> None:
    parent = group()
    added(group, code="NEW", parent=parent, programme=parent.programme)()


def member_of_no_group() -> None:
    added(draft, code="NEW", parent=draft())()


def retheming() -> Retheming:
    return rethemed(ClauseFactory.create(), ThemeFactory.create())


def rethemed_otherwise_by_the_owner() -> None:
    with as_owner():
        changed(retheming, reason="Khác")()


def rethemed_for_no_reason() -> None:
    said = {"clause": ClauseFactory.create(), "theme": ThemeFactory.create(), "reason": ""}
    Retheming.objects.create(from_day=TODAY, by=UserFactory.create(), **said)


def theme_without_a_trace() -> None:
    changed(ClauseFactory.create, theme=ThemeFactory.create())()


REFUSALS: dict[str, Violation] = (
    REFUSALS_OF_ACTS
    | REFUSALS_OF_ANSWERS
    | REFUSALS_OF_DAYS
    | REFUSALS_OF_THE_LEDGER
    | {
        "clause_has_number_and_text": changed(ClauseFactory.create, text=""),
        "clause_numbered_once": added(ClauseFactory.create),
        "clause_only_moves": theme_without_a_trace,
        "instrument_has_number_and_title": changed(InstrumentFactory.create, title=""),
        "instrument_kind_known": changed(InstrumentFactory.create, kind="rumour"),
        "retheming_append_only": rethemed_otherwise_by_the_owner,
        "retheming_has_reason": rethemed_for_no_reason,
        "retheming_moves": lambda: rethemed(ClauseFactory.create(), None),
        "task_act_known": changed(draft, act="shout", revision=2),
        "task_code_once": added(draft),
        "task_completed_against_a_deadline": regular_submitted,
        "task_deadlines_dated": added(draft, deadline_from=[TODAY, TODAY]),
        "task_deliverable_known": changed(draft, deliverable_kind="gold"),
        "task_delivers_something": changed(draft, deliverable_count=0),
        "task_ended_without_deadline": dated_ended,
        "task_gaps_dated": changed(draft, gap_from=[]),
        "task_gaps_known": changed(draft, gap_steps=["money"]),
        "task_group_stands_alone": group_in_a_group,
        "task_has_code_and_title": changed(draft, title=""),
        "task_keeps_its_past": completed_as_a_step_of_its_own,
        "task_leads_dated": changed(draft, lead_from=[]),
        "task_leaf_has_lead": leads_nobody,
        "task_moves": revived,
        "task_not_in_the_future": changed(draft, act_on=TOMORROW, revision=2),
        "task_parts_fit": changed(draft, parts=[{"organisation": 0}]),
        "task_parts_keep_their_past": forgets_a_part,
        "task_percent_to_100": changed(draft, percent=101),
        "task_phases_dated": added(draft, phase_from=[TODAY]),
        "task_regular_has_no_deadline": changed(draft, is_regular=True),
        "task_replaced_is_withdrawn": replaced_while_owed,
        "task_rhythm_known": changed(draft, rhythm="monthly"),
        "task_starts_as_draft": added(assigned, code="NEW"),
        "task_status_is_last_phase": added(draft, phases=[Status.ASSIGNED], phase_from=[TODAY]),
        "task_status_known": unheard_of_status,
        "task_stays_itself": changed(draft, code="OTHER"),
        "tasks_theme_code_key": added(ThemeFactory.create),
        "theme_has_code_and_names": changed(ThemeFactory.create, name_en=""),
        "theme_is_not_none": changed(ThemeFactory.create, code="none"),
        "tasks_instrument_number_key": added(InstrumentFactory.create),
        "tasks_programme_code_key": added(ProgrammeFactory.create),
    }
)
# These refuse nothing: they write. See the tests of history and of the tally.
WRITERS = {f"task_{name}" for name in ("history_new", "history_change", "says_who")}
WRITERS |= {
    "event_agenda",
    "daydecision_agenda",
    "programme_agenda",
    "task_tally_new",
    "task_tally_change",
    "clause_noted",
    "retheming_arrives",
}


@pytest.mark.parametrize("guard", sorted(REFUSALS))
def test_refuses(guard: str) -> None:
    with refused_by(guard):
        REFUSALS[guard]()


def test_every_guard_has_its_test() -> None:
    assert guards("tasks") == set(REFUSALS) | WRITERS


OTHER_WAYS = {
    "an act after today": ("task_not_in_the_future", changed(draft, act_on=TOMORROW, revision=2)),
    "a phase after today": (
        "task_not_in_the_future",
        changed(draft, status="assigned", phases=["assigned"], phase_from=[TOMORROW]),
    ),
    "a deadline's step after today": (
        "task_not_in_the_future",
        changed(draft, deadline_from=[TOMORROW]),
    ),
    "days out of order": (
        "task_phases_dated",
        changed(
            assigned,
            status="in_progress",
            phases=["assigned", "in_progress"],
            phase_from=[TODAY, YESTERDAY],
        ),
    ),
    "another first deadline": ("task_keeps_its_past", changed(assigned, deadlines=[TOMORROW])),
    "no deadline any more": (
        "task_keeps_its_past",
        changed(assigned, deadlines=[], deadline_from=[]),
    ),
    "another day of assignment": ("task_keeps_its_past", changed(assigned, phase_from=[YESTERDAY])),
    "two deadlines at once": (
        "task_keeps_its_past",
        changed(assigned, deadlines=[TODAY] * 3, deadline_from=[TODAY] * 3),
    ),
    "phases between": (
        "task_keeps_its_past",
        changed(
            in_progress,
            phases=["assigned", "in_progress", "suspended", "in_progress"],
            phase_from=[TODAY] * 4,
        ),
    ),
    "a phase forgotten": (
        "task_keeps_its_past",
        changed(in_progress, status="submitted", phases=["assigned", "submitted"]),
    ),
    "another group": ("task_stays_itself", moved_into_a_group),
    "a member of no group": ("task_starts_as_draft", member_of_no_group),
}


@pytest.mark.parametrize("way", OTHER_WAYS)
def test_refuses_also(way: str) -> None:
    guard, violate = OTHER_WAYS[way]
    with refused_by(guard):
        violate()


def test_knows_every_act() -> None:
    task = draft()
    for revision, act in enumerate(Act, start=2):
        changed(lambda: task, act=act, revision=revision)()
    assert set(task.events.values_list("act", flat=True)) >= set(Act)
