"""Counting the work: seven set-based queries for a report, however many tasks there are."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from reports.queries.calendar import calendar_for
from reports.queries.lateness import NO_FACTS
from reports.queries.work.figures import (
    COMPLETED,
    REQUESTS,
    TASKS,
    claims_then,
    requests_then,
    side_sql,
)
from reports.queries.work.keys import key_column, keyed
from reports.queries.work.states import rows
from reports.rules.report import Key, Question
from reports.rules.work.counts import WorkCounts
from reports.rules.work.days import Days
from tasks.enums import Outcome
from tasks.rules.reviews import IN_TIME
from tracker.clock import end_of

PERIOD = 30  # days up to the one asked about, whose recordings are looked at

COUNTED = "SELECT state_key, {counted} FROM worked GROUP BY 1"
COMPLETION = """
    SELECT state_key, state_since - assigned, count(*), count(state_due) * (state_since - assigned),
           coalesce(sum(state_due - assigned), 0)
    FROM worked WHERE {completed} GROUP BY 1, 2
"""
EXTENDED = """
    SELECT state_key, {counted}, count(DISTINCT task_row) FILTER (WHERE {granted}),
           coalesce(sum(granted_deadline - old_deadline) FILTER (WHERE {granted}), 0)
    FROM worked {requests} GROUP BY 1
"""
REVIEWED = """
    SELECT state_key, outcome_then, {recorded_on} AS recorded_on, decided_on, count(*)
    FROM worked {claims} GROUP BY 1, 2, 3, 4
"""
# Events join by their task, so the index of a task's events serves small questions.
RECORDED = """
    SELECT state_key, event.act_on, {recorded_on} AS recorded_on, count(*)
    FROM worked JOIN tasks_taskevent event ON event.task_id = task_row
    WHERE event.recorded_at >= %s AND event.recorded_at < %s
      AND event.status <> 'draft' AND event.act <> ALL (%s)
    GROUP BY 1, 2, 3
"""
RECORDED_ON = "(recorded_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"

Found = dict[Key, dict[str, Any]]
DECIDED = (Outcome.ACCEPTED, Outcome.RETURNED, Outcome.REVOKED)


def work_by_slice(question: Question) -> dict[Key, WorkCounts]:
    """Key of the slice → its counts; without a slice there is one key, 0.

    Raises CountsDisagree where parts do not sum to their whole.
    """
    found: Found = defaultdict(lambda: defaultdict(int))
    for read in (_tasks, _completed, _requests, _claims, _facts):
        for key, counts in keyed(read(question), question):
            for name, count in counts.items():
                found[key][name] = _plus(found[key].get(name), count)
    return {key: WorkCounts(**counts) for key, counts in found.items()}


def _plus(before: Any, more: Any) -> Any:
    return more if before is None else before + more


def _tasks(question: Question) -> Iterator[tuple[Any, ...]]:
    select = COUNTED.format(counted=_counted(TASKS))
    for key, *counts in rows(question, select, key=key_column(question)):
        yield key, dict(zip(TASKS, counts, strict=True))


def _completed(question: Question) -> Iterator[tuple[Any, ...]]:
    select = COMPLETION.format(completed=COMPLETED)
    for key, days, count, used, given in rows(question, select, key=key_column(question)):
        yield (
            key,
            {"completion": Days({days: count}), "time_used": used, "time_given": int(given)},
        )


def _requests(question: Question) -> Iterator[tuple[Any, ...]]:
    sides, params = side_sql(requests_then(question))
    names = (*REQUESTS, "extended", "days_granted")
    select = EXTENDED.format(
        counted=_counted(REQUESTS), granted=REQUESTS["granted"], requests=sides
    )
    for key, *counts in rows(question, select, params, key=key_column(question)):
        yield key, dict(zip(names, map(int, counts), strict=True))


def _claims(question: Question) -> Iterator[tuple[Any, ...]]:
    sides, params = side_sql(claims_then(question))
    select = REVIEWED.format(recorded_on=RECORDED_ON, claims=sides)
    calendar = calendar_for(question)
    found = rows(question, select, params, key=key_column(question))
    for key, outcome, recorded_on, decided_on, count in found:
        decided = outcome in DECIDED
        last = decided_on if decided else question.as_of
        days = calendar.workdays_between(recorded_on, last)
        yield key, _reviews(outcome, days, count)


def _reviews(outcome: str, days: int, count: int) -> dict[str, Any]:
    """So many submissions with that outcome by the day, decided or waiting after so many days."""
    late = days > IN_TIME
    names = ["claims", CLASS_OF[Outcome(outcome)]]
    if outcome in DECIDED:
        names += ["reviewed", "reviewed_late" if late else "reviewed_in_time"]
    elif late and outcome == Outcome.PENDING:
        names.append("unreviewed_late")
    counts: dict[str, Any] = dict.fromkeys(names, count)
    return counts | ({"review": Days({days: count})} if outcome in DECIDED else {})


CLASS_OF = {
    Outcome.PENDING: "unreviewed",
    Outcome.ACCEPTED: "accepted",
    Outcome.RETURNED: "returned",
    Outcome.LAPSED: "set_aside",
    Outcome.REVOKED: "set_aside",
}


def _facts(question: Question) -> Iterator[tuple[Any, ...]]:
    select = RECORDED.format(
        recorded_on=f"{RECORDED_ON}".replace("recorded_at", "event.recorded_at")
    )
    params = [*period(question), [act.value for act in NO_FACTS]]
    calendar = calendar_for(question)
    for key, act_on, recorded_on, count in rows(question, select, params, key=key_column(question)):
        late = calendar.workdays_between(act_on, recorded_on) > 0
        yield key, {"facts": count, "facts_late": count if late else 0}


def period(question: Question) -> list[Any]:
    """The moments between which facts were recorded in the thirty days up to the day."""
    first = date.fromordinal(question.as_of.toordinal() - PERIOD)
    return [end_of(first), end_of(question.as_of)]


def _counted(conditions: Mapping[str, str]) -> str:
    return ", ".join(f"count(*) FILTER (WHERE {each})" for each in conditions.values())
