"""The five classes, read off hand-made time lines. Days are of November 2025."""

from datetime import date

import pytest

from tasks.enums import DeadlineBasis, Standing
from tasks.rules.standing import TimeLine, standing_on

LETTERS = {
    "a": "assigned",
    "p": "in_progress",
    "s": "submitted",
    "c": "completed",
    "z": "suspended",
    "w": "withdrawn",
    "e": "ended",
}
ON_TIME, LATE = Standing.COMPLETED_ON_TIME, Standing.COMPLETED_LATE
NOT_STARTED, UNDERWAY = Standing.IN_TIME_NOT_STARTED, Standing.IN_TIME_UNDERWAY
AWAITING, RESTING = Standing.IN_TIME_AWAITING, Standing.IN_TIME_SUSPENDED
OVERDUE, REGULAR = Standing.OVERDUE, Standing.REGULAR

# phases (letter and day), deadlines (day, in force from day), the day asked for, the standing
CASES = [
    # Not in force: before the assignment; from the day of withdrawal or ending on.
    ("a5", "20@5", 4, None),
    ("a5", "20@5", 5, NOT_STARTED),
    ("a5 w9", "20@5", 8, NOT_STARTED),
    ("a5 w9", "20@5", 9, None),
    ("a5 p6 e9", "", 8, REGULAR),
    ("a5 p6 e9", "", 9, None),
    # The deadline is met until the end of its day.
    ("a5", "20@5", 20, NOT_STARTED),
    ("a5", "20@5", 21, OVERDUE),
    ("a5 p6", "20@5", 20, UNDERWAY),
    ("a5 p6", "20@5", 21, OVERDUE),
    ("a5", "5@5", 5, NOT_STARTED),
    ("a5", "5@5", 6, OVERDUE),
    # Completed, judged against the deadline in force on the completed day.
    ("a5 c20", "20@5", 19, NOT_STARTED),
    ("a5 c20", "20@5", 20, ON_TIME),
    ("a5 c20", "20@5", 30, ON_TIME),
    ("a5 c21", "20@5", 20, NOT_STARTED),
    ("a5 c21", "20@5", 21, LATE),
    ("a5 c21", "20@5 25@20", 21, ON_TIME),
    ("a5 c21", "20@5 25@21", 30, ON_TIME),
    ("a5 c21", "20@5 25@22", 30, LATE),
    ("a5 c5", "5@5", 5, ON_TIME),
    # A submission by the deadline covers as long as it is undecided; a later one does not.
    ("a5 s20", "20@5", 20, AWAITING),
    ("a5 s20", "20@5", 30, AWAITING),
    ("a5 s21", "20@5", 20, NOT_STARTED),
    ("a5 s21", "20@5", 21, OVERDUE),
    ("a5 s21", "20@5 25@23", 22, OVERDUE),
    ("a5 s21", "20@5 25@23", 23, AWAITING),
    # A return ends that cover from its day.
    ("a5 s20 p25", "20@5", 24, AWAITING),
    ("a5 s20 p25", "20@5", 25, OVERDUE),
    ("a5 s18 p19", "20@5", 20, UNDERWAY),
    ("a5 s18 p19 s20", "20@5", 21, AWAITING),
    ("a5 s18 p19 s21", "20@5", 21, OVERDUE),
    # Suspended: in time until resumed, also past the deadline.
    ("a5 z9", "20@5", 9, RESTING),
    ("a5 z9", "20@5", 30, RESTING),
    ("a5 z9 a25", "20@5", 24, RESTING),
    ("a5 z9 a25", "20@5", 25, OVERDUE),
    ("a5 p6 z9 p15", "20@5", 15, UNDERWAY),
    ("a5 z21", "20@5", 21, RESTING),
    # Without a deadline: regular whatever its phase, also before one is supplied.
    ("a5", "", 30, REGULAR),
    ("a5 p6 z9", "", 30, REGULAR),
    ("a5", "20@10", 9, REGULAR),
    ("a5", "20@10", 10, NOT_STARTED),
    ("a5", "8@10", 10, OVERDUE),
    # An extension changes nothing before the day from which it is in force.
    ("a5", "20@5 28@22", 21, OVERDUE),
    ("a5", "20@5 28@22", 22, NOT_STARTED),
    ("a5", "20@5 28@22", 29, OVERDUE),
    ("a5", "20@5 24@20 28@24", 25, NOT_STARTED),
    # Several acts on one day: the last one counts.
    ("a5 p5 s5 c5", "20@5", 5, ON_TIME),
    ("a5 s20 p20", "20@5", 20, UNDERWAY),
    ("a5 w5", "20@5", 5, None),
    ("a5", "20@5 24@5", 21, NOT_STARTED),
]
# The same against the first deadline, where it makes a difference or might.
FIRST = [
    ("a5", "20@5 28@15", 20, NOT_STARTED),
    ("a5", "20@5 28@15", 21, OVERDUE),
    ("a5 c21", "20@5 28@15", 21, LATE),
    ("a5 c20", "20@5 28@15", 20, ON_TIME),
    ("a5 s21", "20@5 28@15", 21, OVERDUE),
    ("a5 s20", "20@5 28@15", 30, AWAITING),
    ("a5 z9", "20@5 28@15", 30, RESTING),
    ("a5", "20@10", 9, REGULAR),
    ("a5", "", 30, REGULAR),
]


def line(phases: str, deadlines: str) -> TimeLine:
    steps = [(LETTERS[step[0]], nov(step[1:])) for step in phases.split()]
    dated = [step.split("@") for step in deadlines.split()]
    return TimeLine(
        phases=[phase for phase, _ in steps],
        phase_from=[day for _, day in steps],
        deadlines=[nov(day) for day, _ in dated],
        deadline_from=[nov(since) for _, since in dated],
    )


def nov(day: str | int) -> date:
    return date(2025, 11, int(day))


@pytest.mark.parametrize(("phases", "deadlines", "day", "expected"), CASES)
def test_against_the_deadline_in_force(
    phases: str, deadlines: str, day: int, expected: Standing | None
) -> None:
    assert standing_on(line(phases, deadlines), nov(day)) == expected


@pytest.mark.parametrize(("phases", "deadlines", "day", "expected"), FIRST)
def test_against_the_first_deadline(
    phases: str, deadlines: str, day: int, expected: Standing | None
) -> None:
    assert standing_on(line(phases, deadlines), nov(day), DeadlineBasis.FIRST) == expected
