"""Each claim of the story comes with its product or says why not, and reaches its target."""

import pytest

from seeds.papers import product
from seeds.story import tell
from seeds.story.plans import Act
from tasks.models import Evidence, Submission
from tracker.lib.filetypes import PDF, kind_of


def claims() -> list[Act]:
    return [act for act in tell().acts if act.kind == "submit"]


def test_a_few_are_secret() -> None:
    secret = [act for act in claims() if "no_evidence_reason" in act.params]
    assert 3 < len(secret) < len(claims()) / 20


def test_the_papers_are_small_pdfs_that_say_what_they_are() -> None:
    for act in claims():
        paper = product(act)
        assert kind_of(paper) is PDF
        content = paper.open().read()
        assert b"DU LIEU MINH HOA" in content
        assert paper.size < 1500
        assert product(act).read() == content


def test_a_target_is_reached() -> None:
    targets = {plan.code: plan.deliverable_count for plan in tell().plans}
    counted = [act for act in claims() if "count" in act.params]
    assert len(counted) > 20
    for act in claims():
        assert act.params.get("count", 1) == (targets[act.task_code] or 1), act


@pytest.mark.seeded
def test_in_the_database_too() -> None:
    bare = Submission.objects.filter(evidence=None, no_evidence_reason="")
    assert not bare.exists()
    assert Evidence.objects.count() > 300
