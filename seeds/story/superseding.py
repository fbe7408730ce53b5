"""What becomes of each open task of an instrument that another one supersedes."""

from collections.abc import Iterable, Iterator, Sequence

from seeds.story.plans import Plan


def fates(still_open: Iterable[Plan], new: Sequence[Plan]) -> Iterator[tuple[Plan, dict[str, str]]]:
    """Replaced where the lead has a new task alike; one that was never begun is withdrawn."""
    withdrawn = False
    for plan in still_open:
        into = next((other for other in new if _alike(plan, other)), None)
        if into is not None:
            yield plan, {"fate": "replace", "replaced_by": into.code}
        elif plan.cohort == "not-started" and not withdrawn:
            withdrawn = True
            yield plan, {"fate": "withdraw"}
        else:
            yield plan, {"fate": "continue"}


def _alike(old: Plan, new: Plan) -> bool:
    """With the same lead and the same kind of result."""
    return (old.lead, old.deliverable_kind) == (new.lead, new.deliverable_kind)
