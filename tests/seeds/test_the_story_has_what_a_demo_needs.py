"""Enough of everything that a stranger may want to see, however the tables are changed."""

from collections import Counter
from datetime import date

import pytest
from django.db.models import F

from seeds.story import tell
from seeds.story.plans import Act, Plan
from tasks import enums
from tasks.models import Merger, Obstacle, TaskEvent


def acts(kind: str) -> list[Act]:
    return [act for act in tell().acts if act.kind == kind]


def test_a_quarter_has_co_agencies() -> None:
    leaves = tell().leaves
    assert 0.2 < sum(bool(plan.parts) for plan in leaves) / len(leaves) < 0.3


def test_some_lack_a_clarity() -> None:
    def unclear(plan: Plan) -> bool:
        parts = all(part.part for part in plan.parts)
        return not (plan.officer and plan.authority and plan.deliverable_count and parts)

    assert 0.05 < sum(map(unclear, tell().leaves)) / len(tell().leaves) < 0.25


@pytest.mark.seeded
def test_every_kind_of_act_occurs() -> None:
    """But for what a job finds out, and what nobody should ever do."""
    found = set(TaskEvent.objects.values_list("act", flat=True).distinct())
    assert found == {*enums.Act} - {enums.Act.UNATTRIBUTED, enums.Act.JUDGE}


def test_extensions_are_granted_and_refused() -> None:
    assert {act.params["granted"] for act in acts("decide_extension")} == {True, False}


def test_some_reviews_and_requests_are_open() -> None:
    submitted = Counter(act.task_code for act in acts("submit"))
    submitted.subtract(act.task_code for act in acts("accept") + acts("send_back"))
    assert sum(submitted.values()) > 0
    assert len(acts("ask_extension")) > len(acts("decide_extension"))


def test_a_request_waits_for_a_head_of_another_organisation() -> None:
    decided = {act.task_code for act in acts("decide_extension")}
    waits = {act.task_code for act in acts("ask_extension")} - decided
    heads = {plan.authority for plan in tell().leaves if plan.code in waits and plan.lead != "MOST"}
    assert "MOST" in heads


def test_deadlines_lie_ahead_for_every_rung() -> None:
    ahead = {plan.deadline for plan in tell().leaves}
    assert ahead >= {date(2025, 11, day) for day in (16, 17, 18, 20, 24)}


def test_groups_have_a_leaf_for_each_member() -> None:
    sizes = Counter(plan.group for plan in tell().leaves if plan.group)
    assert {34, 11} <= set(sizes.values())
    assert set(sizes) == {plan.code for plan in tell().plans if plan.is_group}


def test_most_obstacles_are_answered_some_late_and_some_never() -> None:
    raised = [act for act in tell().acts if act.params.get("obstacle")]
    assert 0.7 < len(acts("answer_obstacle")) / len(raised) < 0.9
    assert {act.params.get("asked") for act in raised} >= {None, "MOF", "MOJ", "MOST"}


@pytest.mark.seeded
def test_answers_in_the_database() -> None:
    answered = Obstacle.objects.filter(outcome=enums.Outcome.ANSWERED)
    late = answered.filter(answered_on__gt=F("answer_by")).count()
    assert answered.count() == len(acts("answer_obstacle"))
    assert 5 < late < answered.count() / 5
    assert Obstacle.objects.filter(outcome=enums.Outcome.LAPSED).exists()
    assert Obstacle.objects.filter(outcome=enums.Outcome.PENDING).count() > 5


def test_many_parts_are_reported_on_and_some_returned() -> None:
    parts = sum(len(plan.parts) for plan in tell().leaves)
    assert 0.5 < len(acts("report_part")) / parts < 0.9
    assert len(acts("finish_part")) / parts > 0.3
    assert acts("return_part")


def test_some_parts_have_a_date_of_their_own_and_are_late() -> None:
    own = {
        (plan.code, part.organisation): part.deadline
        for plan in tell().leaves
        for part in plan.parts
        if part.deadline
    }
    assert len(own) > 10
    done = [(a.task_code, a.params["organisation"], a.happened_on) for a in acts("finish_part")]
    assert sum((code, by) in own and own[code, by] < on for code, by, on in done) > 2


@pytest.mark.seeded
def test_a_province_merged_and_its_successor_goes_on() -> None:
    merger = Merger.objects.get()
    assert (merger.predecessor.code, merger.successor.code) == ("HG", "TQ")
    assert merger.done_at is not None
    passed = [plan.code for plan in tell().leaves if plan.heir]
    assert 2 <= len(passed) <= 3
    events = TaskEvent.objects.filter(act=enums.Act.PASS)
    assert sorted(events.values_list("code", flat=True)) == sorted(passed)


@pytest.mark.seeded
def test_a_deputy_acted_for_a_head() -> None:
    event = TaskEvent.objects.exclude(act_for=None).get()
    assert event.act == enums.Act.ASK_EXTENSION
    assert event.act_by != event.act_for
