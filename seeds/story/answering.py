"""What stands in the way of a task, and who answers it: mostly in time, some late, some never."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from seeds.story.calendar import HANOI, ONE_DAY, days, is_worked, moment
from seeds.story.cast import Cast
from seeds.story.plans import Act, Plan
from seeds.story.tables import Row, by_key, day, pick, rank, rows

# Of a hundred obstacles so many are answered in time, and so many late; the others never are.
IN_TIME, LATE = 70, 10
DUE = 5  # working days
LATEST = 11
CLOSES = {"accept", "withdraw", "end"}
JOINED = "CO"  # in `obstacles.csv`: whoever joins the task


def obstacle(plan: Plan, number: int) -> dict[str, Any]:
    """One for the progress report with this number of a task: its text, and who is asked (code).

    Where nobody is named, the owner of the programme has to answer.
    """
    row = pick(rows("obstacles"), "obstacle", plan.code, number)
    asked = _asked(row, plan)
    return {"obstacle": row["text"]} | ({"asked": asked} if asked else {})


def answers(plan: Plan, acts: Iterable[Act], cast: Cast) -> Iterator[Act]:
    """What was answered before the task was completed or given up; `acts` are the task's own."""
    acts = list(acts)
    until = closed_at(acts)
    raised = [act for act in acts if act.params.get("obstacle")]
    for number, act in enumerate(raised):
        at = _answered_at(plan, act, number, until)
        if at is not None:
            yield _answer(plan, act, number, at, cast)


def closed_at(acts: Iterable[Act]) -> datetime:
    """The moment from which the task was no longer owed, or when the story of working days ends."""
    end = datetime.combine(
        day(by_key("story", "key")["last_day"]["value"]) + ONE_DAY, time(), HANOI
    )
    return min((act.recorded_at for act in acts if act.kind in CLOSES), default=end)


def _asked(row: Row, plan: Plan) -> str:
    code = row["asked"]
    if code == JOINED:
        code = plan.parts[0].organisation if plan.parts else ""
    return "" if code == plan.lead else code


def _answered_at(plan: Plan, raised: Act, number: int, until: datetime) -> datetime | None:
    chance = rank("answered", plan.code, number) % 100
    if chance >= IN_TIME + LATE:
        return None
    first, last = (1, DUE) if chance < IN_TIME else (DUE + 1, LATEST)
    free = [
        at
        for each in _worked_after(raised.recorded_at.date())[first - 1 : last]
        if (at := moment(each, "answer_obstacle", plan.code, number)) < until
    ]
    return pick(free, "answer", plan.code, number) if free else None


def _worked_after(start: date) -> list[date]:
    following = days(start + ONE_DAY, start + 3 * LATEST * ONE_DAY)
    return [each for each in following if is_worked(each)]


def _answer(plan: Plan, raised: Act, number: int, at: datetime, cast: Cast) -> Act:
    asked = raised.params.get("asked")
    by = cast.focal_points[asked] if asked else cast.secretary(plan, at)
    said = by_key("obstacles", "text")[raised.params["obstacle"]]["answers"].split("|")
    params = {"number": number, "answer": pick(said, "answer", plan.code, number)}
    return Act(plan.code, "answer_obstacle", at, at.date(), by, params)
