"""What co-agencies do about their parts: some report, many finish, a few late, some never begin."""

from collections.abc import Iterable, Iterator
from datetime import date

from seeds.story.answering import closed_at
from seeds.story.calendar import ONE_DAY, days, is_worked, moment
from seeds.story.cast import Cast
from seeds.story.plans import Act, Part, Plan
from seeds.story.tables import pick, rank, text

# Of ten parts so many are not heard of, and so many only reported on; the others are finished.
SILENT, BEGUN = 3, 2
RETURNED_EVERY = 60
FEWEST = 6  # working days within which all of this has to happen


def part_acts(plan: Plan, acts: Iterable[Act], cast: Cast) -> Iterator[Act]:
    """What was handed in before the task was completed or given up; `acts` are the task's own.

    Whoever was not told its part does nothing about it.
    """
    until = closed_at(acts).date()
    for part in plan.parts:
        free = [each for each in days(plan.assigned_on + 3 * ONE_DAY, until) if is_worked(each)]
        if part.part and len(free) > FEWEST:
            yield from _course(plan, part, free[:-1], cast)


def _course(plan: Plan, part: Part, free: list[date], cast: Cast) -> Iterator[Act]:
    key, by = (plan.code, part.organisation), cast.focal_points[part.organisation]
    chance = rank("joined", *key) % 10
    if chance < SILENT:
        return
    begun = pick(free[: len(free) // 3], "begun", *key)
    said = {"organisation": part.organisation, "narrative": text("part_narrative", *key)}
    yield _act(plan, "report_part", begun, by, said | {"percent": 20 + rank(*key) % 50})
    due = part.deadline or plan.deadline
    done = _done_on(part, [each for each in free if each > begun], key)
    if chance < SILENT + BEGUN or due is None or done is None:
        return
    yield _act(plan, "finish_part", done, by, _product(plan, part, done))
    if rank("returned", *key) % RETURNED_EVERY == 0:
        after = [each for each in free if each > done][:4]
        yield from _returned(plan, part, after, cast)


def _done_on(part: Part, free: list[date], key: tuple[str, str]) -> date | None:
    """Who has a date of its own is a little late as often as not."""
    if part.deadline is not None:
        late = rank("late part", *key) % 2
        free = [each for each in free if (each > part.deadline) == late]
        free = free[:8] if late else free
    return pick(free, "done", *key) if free else None


def _returned(plan: Plan, part: Part, free: list[date], cast: Cast) -> Iterator[Act]:
    if free:
        reason = text("part_return_reason", plan.code, part.organisation)
        said: dict[str, object] = {"organisation": part.organisation, "reason": reason}
        yield _act(plan, "return_part", free[-1], cast.focal_points[plan.led_on(free[-1])], said)


def _product(plan: Plan, part: Part, on: date) -> dict[str, object]:
    key = plan.code, part.organisation
    return {
        "organisation": part.organisation,
        "product_kind": "document",
        "product_number": f"MH-{1 + rank('part', *key) % 899}/{part.organisation}",
        "product_date": on,
        "product_title": text("part_product", *key),
        "note": text("part_note", *key),
    }


def _act(plan: Plan, kind: str, on: date, by: str, params: dict[str, object]) -> Act:
    at = moment(on, kind, plan.code, params["organisation"])
    return Act(plan.code, kind, at, on, by, params)
