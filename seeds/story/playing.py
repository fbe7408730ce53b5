"""Playing a script: from its windows to the moments and days of one task's steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from seeds.story.calendar import days, is_worked, moment
from seeds.story.script import Step, Window
from seeds.story.tables import by_key, day, pick, rank

KINDS = {
    "progress": "report_progress",
    "return": "send_back",
    "grant": "decide_extension",
    "refuse": "decide_extension",
}


class NoDay(ValueError):
    """A step finds no day within its window."""


@dataclass(frozen=True)
class Beat:
    """One step of one task, dated."""

    step: Step
    recorded_at: datetime
    happened_on: date

    @property
    def kind(self) -> str:
        """The domain function that carries it out."""
        return KINDS.get(self.step.verb, self.step.verb)


@dataclass
class _Course:
    """Where a task stands while its script is played."""

    key: tuple[object, ...]
    anchors: dict[str, date]
    last: datetime
    since: date


def deadline_day(text: str) -> date | None:
    """The day that a deadline as written means; None for a regular task."""
    written = by_key("deadlines", "text")[text]["day"]
    return day(written) if written else None


def play(
    steps: Sequence[Step], *, assigned: datetime, deadline: date | None, key: tuple[object, ...]
) -> list[Beat]:
    """The beats of one task. `key` stands for chance. Raises NoDay when the script cannot fit."""
    anchors = {"A": assigned.date()} | ({"D": deadline} if deadline else {})
    course = _Course(key, anchors, assigned, assigned.date())
    return list(_beats(steps, course))


def _beats(steps: Sequence[Step], course: _Course) -> Iterator[Beat]:
    for number, step in enumerate(steps):
        if rank("share", number, *course.key) % step.share.denominator >= step.share.numerator:
            continue
        try:
            beat = _beat(step, number, course)
        except NoDay:
            if step.share < 1:
                continue
            raise
        _move(course, beat)
        yield beat


def _beat(step: Step, number: int, course: _Course) -> Beat:
    kind, key = KINDS.get(step.verb, step.verb), (number, *course.key)
    course.anchors[""] = course.last.date()
    low, high = step.window.bounds(course.anchors)
    fixed = low == high
    high = high if fixed else min(high, day(by_key("story", "key")["last_day"]["value"]))
    free = [
        moment(each, kind, *key)
        for each in days(max(low, course.last.date()), high)
        if (fixed or is_worked(each)) and moment(each, kind, *key) > course.last
    ]
    if not free:
        raise NoDay(f"{course.key}: {step.verb} has no day within {low} … {high}")
    recorded = pick(free, "day", *key)
    return Beat(step, recorded, _happened(step.on, recorded.date(), course, key))


def _happened(on: Window | None, recorded: date, course: _Course, key: tuple[object, ...]) -> date:
    if on is None:
        return recorded
    low, high = on.bounds(course.anchors)
    free = days(max(low, course.since), min(high, recorded))
    if not free:
        raise NoDay(f"{course.key}: nothing could have happened within {low} … {high}")
    return pick([each for each in free if is_worked(each)] or free, "on", *key)


def _move(course: _Course, beat: Beat) -> None:
    course.last = beat.recorded_at
    if beat.kind in {"submit", "send_back", "suspend", "resume"}:
        course.since = beat.happened_on
    if beat.kind == "report_progress":
        course.since = max(course.since, beat.happened_on)
    if beat.step.verb == "ask_extension":
        course.anchors["E"] = day(by_key("deadlines", "text")[beat.step.to]["day"])
