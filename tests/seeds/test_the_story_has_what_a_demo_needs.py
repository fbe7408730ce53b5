"""Enough of everything that a stranger may want to see, however the tables are changed."""

from collections import Counter
from datetime import date

from seeds.story import tell
from seeds.story.plans import Act, Plan


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


def test_every_kind_of_act_occurs() -> None:
    for kind in ("send_back", "withdraw", "suspend", "resume", "end", "ask_extension"):
        assert acts(kind), kind
    assert {act.params["granted"] for act in acts("decide_extension")} == {True, False}


def test_some_reviews_and_requests_are_open() -> None:
    submitted = Counter(act.task_code for act in acts("submit"))
    submitted.subtract(act.task_code for act in acts("accept") + acts("send_back"))
    assert sum(submitted.values()) > 0
    assert len(acts("ask_extension")) > len(acts("decide_extension"))


def test_deadlines_lie_ahead_for_every_rung() -> None:
    ahead = {plan.deadline for plan in tell().leaves}
    assert ahead >= {date(2025, 11, day) for day in (16, 17, 18, 20, 24)}


def test_groups_have_a_leaf_for_each_member() -> None:
    sizes = Counter(plan.group for plan in tell().leaves if plan.group)
    assert {34, 11} <= set(sizes.values())
    assert set(sizes) == {plan.code for plan in tell().plans if plan.is_group}
