"""A slow and obvious replay of the story: it knows the rules of the design and nothing else.

It imports nothing of the product but the story's plain data, so that it can be held against it.
Every task is gone through act by act; `known_until` leaves out what was recorded later.
"""

from collections import Counter
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from seeds.story import Story
from seeds.story.plans import Act, Plan

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")

# The published rows: (day, instrument or None for the programme) → figures as known then.
PUBLISHED: dict[tuple[date, str | None], dict[str, int]] = {
    (date(2025, 7, 31), "71/NQ-CP"): {"completed_late": 12, "overdue": 21},
    (date(2025, 8, 28), "71/NQ-CP"): {
        "total": 330,
        "completed_on_time": 65,
        "completed_late": 25,
        "overdue": 4,
    },
    (date(2025, 8, 28), None): {"overdue": 34},
    (date(2025, 10, 28), None): {"overdue": 51},
    (date(2025, 11, 15), None): {
        "total": 944,
        "completed_on_time": 282,
        "completed_late": 88,
        "overdue": 51,
        "in_time_underway": 176,
        "in_time_not_started": 217,
        "in_time_awaiting": 0,
        "in_time_suspended": 0,
        "regular": 130,
    },
}
PREFIXES = {"71/NQ-CP": "NQ71"}


def end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), HANOI)


class Course:
    """What is known of one task: dated phases and dated deadlines, oldest first."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.phases: list[tuple[date, str]] = []
        self.deadlines: list[tuple[date, date]] = []
        self.request: Act | None = None

    def do(self, act: Act) -> None:
        getattr(self, act.kind)(act)

    def draft(self, act: Act) -> None:
        assert not self.phases, act

    def assign(self, act: Act) -> None:
        self.phases.append((act.happened_on, "assigned"))
        if self.plan.deadline:
            self.deadlines.append((act.happened_on, self.plan.deadline))

    def report_progress(self, act: Act) -> None:
        if self.phases[-1][1] == "assigned":
            self.phases.append((act.happened_on, "underway"))

    def report_occurrence(self, act: Act) -> None:
        assert not self.deadlines, act
        self.report_progress(act)

    def submit(self, act: Act) -> None:
        assert self.phases[-1][1] in {"assigned", "underway"}, act
        assert self.phases[-1][0] <= act.happened_on, act
        assert act.params["product_date"] <= act.happened_on, act
        self.phases.append((act.happened_on, "submitted"))

    def accept(self, act: Act) -> None:
        day, phase = self.phases.pop()
        assert phase == "submitted", act
        self.phases.append((day, "completed"))

    def send_back(self, act: Act) -> None:
        assert self.phases[-1][1] == "submitted", act
        self.phases.append((act.happened_on, "underway"))

    def ask_extension(self, act: Act) -> None:
        assert self.request is None, act
        self.request = act

    def decide_extension(self, act: Act) -> None:
        asked, self.request = self.request, None
        assert asked is not None, act
        if act.params["granted"]:
            in_time = asked.happened_on <= self.deadlines[-1][1]
            since = asked.happened_on if in_time else act.happened_on
            granted = act.params.get("deadline", asked.params["new_deadline"])
            self.deadlines.append((since, granted))

    def withdraw(self, act: Act) -> None:
        self.phases.append((act.happened_on, "gone"))

    split = merge = discard = withdraw

    def supersede(self, act: Act) -> None:
        if act.params["fate"] != "continue":
            self.withdraw(act)

    def revoke_acceptance(self, act: Act) -> None:
        assert self.phases[-1][1] == "completed", act
        self.phases.append((act.happened_on, "underway"))

    def end(self, act: Act) -> None:
        assert not self.deadlines, act
        self.phases.append((act.happened_on, "gone"))

    def suspend(self, act: Act) -> None:
        self.phases.append((act.happened_on, "suspended"))

    def resume(self, act: Act) -> None:
        assert self.phases[-1][1] == "suspended", act
        self.phases.append((act.happened_on, self.phases[-2][1]))

    def leave(self, act: Act) -> None:
        """What leaves the task where it is; only while it is owed."""
        assert self.phases[-1][1] not in {"completed", "gone"}, act

    answer_obstacle = report_part = finish_part = return_part = hand_down = pass_on = leave
    raise_obstacle = reassign = edit_task = leave

    def deadline_on(self, day: date) -> date:
        return [deadline for since, deadline in self.deadlines if since <= day][-1]

    def standing(self, day: date) -> str | None:
        past = [(since, phase) for since, phase in self.phases if since <= day]
        if not past or past[-1][1] == "gone":
            return None
        since, phase = past[-1]
        if not self.deadlines:
            return "regular"
        if phase == "completed":
            late = since > self.deadline_on(since)
            return "completed_late" if late else "completed_on_time"
        due = self.deadline_on(day)
        if phase == "suspended":
            return "in_time_suspended"
        if phase == "submitted" and since <= due:
            return "in_time_awaiting"
        if due < day:
            return "overdue"
        return {
            "assigned": "in_time_not_started",
            "underway": "in_time_underway",
            "submitted": "in_time_awaiting",
        }[phase]


def courses(story: Story, *, known_until: date | None = None) -> dict[str, Course]:
    """Task code → what is known of it; everything, or what was recorded by the end of a day."""
    known = {plan.code: Course(plan) for plan in story.leaves}
    for act in story.acts:
        if act.task_code in known and (
            known_until is None or act.recorded_at < end_of(known_until)
        ):
            known[act.task_code].do(act)
    return known


def figures(story: Story, day: date, *, known: bool, instrument: str | None = None) -> Counter[str]:
    """How many tasks have which standing on `day`, and "total": as known, or as it happened."""
    counts: Counter[str] = Counter()
    for course in courses(story, known_until=day if known else None).values():
        if instrument is None or course.plan.instrument == PREFIXES[instrument]:
            standing = course.standing(day)
            if standing is not None:
                counts[standing] += 1
                counts["total"] += 1
    return counts
