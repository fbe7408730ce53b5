"""A province that ends on 30 June 2025: its open tasks pass to its successor on the next day."""

from collections.abc import Iterable, Iterator

from seeds.story.calendar import ONE_DAY, moment
from seeds.story.cast import Cast
from seeds.story.plans import Act, Plan
from seeds.story.tables import by_key, day, rank, text

MORNING = "draft"  # first thing in the morning, before anybody acts for the successor


def mergers(plans: Iterable[Plan], cast: Cast) -> Iterator[Act]:
    """The plan in June, the passing of each task in `plans` on the day, and who gets it then."""
    passed = [plan for plan in plans if plan.heir]
    for predecessor in sorted({plan.lead for plan in passed}):
        mine = [plan for plan in passed if plan.lead == predecessor]
        yield _planned(mine[0], cast)
        for plan in mine:
            yield from _passed(plan, cast, first=mine[0])


def _planned(plan: Plan, cast: Cast) -> Act:
    planned = day(_setting("merger_planned"))
    params = {
        "predecessor": plan.lead,
        "successor": plan.heir,
        "on": plan.heir_from,
        "instrument": _setting("merger_instrument"),
        "reason": text("merger_reason"),
    }
    at = moment(planned, "plan_merger", plan.lead)
    return Act("", "plan_merger", at, planned, cast.secretary(plan, plan.lead), params)


def _passed(plan: Plan, cast: Cast, *, first: Plan) -> Iterator[Act]:
    on = plan.heir_from
    if on is None:
        raise ValueError(f"{plan.code} passes to {plan.heir}, but when?")
    by = cast.secretary(first, plan.lead)
    yield Act(plan.code, "pass_on", moment(on, MORNING, plan.lead), on, by)
    officer = f"{plan.heir.lower()}.officer{1 + rank('heir', plan.code) % 3}"
    said = {"officer": officer, "note": text("hand_down_note")}
    next_day, by = on + ONE_DAY, cast.focal_points[plan.heir]
    at = moment(next_day, "report_progress", plan.code, "hand_down")
    yield Act(plan.code, "hand_down", at, next_day, by, said)


def _setting(key: str) -> str:
    return by_key("story", "key")[key]["value"]
