"""How each count of the work is counted: one condition in SQL, for the figure and for its list.

TASKS are conditions on `worked` (see `work_states`), REQUESTS and CLAIMS on what was handed in
about these tasks by the day, each with its `outcome_then`: what had become of it by the day.
"""

from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from reports.enums import Age, Risk
from reports.queries.pack.sides import claims_by, requests_by, undecided
from reports.rules.report import Question
from tasks.enums import Outcome, Standing
from tasks.models import Extension, Submission

COMPLETED = "state_standing IN ('completed_on_time', 'completed_late')"

TASKS: dict[str, str] = {
    "total": "true",
    "with_deadline": f"state_standing <> '{Standing.REGULAR.value}'",
    "overdue": f"state_standing = '{Standing.OVERDUE.value}'",
    **{age.value: f"age = '{age.value}'" for age in Age},
    "open": "is_open",
    "due_soon": "is_soon",
    **{risk.value: f"risk = '{risk.value}'" for risk in Risk},
    "completed": COMPLETED,
}
REQUESTS: dict[str, str] = {
    "requests": "true",
    "granted": "outcome_then = 'granted'",
    "refused": "outcome_then = 'refused'",
    "undecided": "outcome_then = 'pending'",
    "requests_lapsed": "outcome_then = 'lapsed'",
    "asked_late": "asked_on > old_deadline",
}
CLAIMS: dict[str, str] = {
    "claims": "true",
    "accepted": "outcome_then = 'accepted'",
    "returned": "outcome_then = 'returned'",
    "unreviewed": "outcome_then = 'pending'",
    "set_aside": "outcome_then IN ('lapsed', 'revoked')",
    "reviewed": "outcome_then IN ('accepted', 'returned', 'revoked')",
}


def requests_then(question: Question) -> QuerySet[Any]:
    """Requests by the day, with what had become of them."""
    return requests_by(question).annotate(outcome_then=_then(When(undecided(question), _PENDING)))


def claims_then(question: Question) -> QuerySet[Any]:
    """Submissions by the day, with what had become of them."""
    not_yet = Q(outcome=Outcome.REVOKED, revoked_on__gt=question.as_of)
    accepted = When(not_yet, Value(Outcome.ACCEPTED))
    then = _then(When(undecided(question), _PENDING), accepted)
    return claims_by(question).annotate(outcome_then=then)


def side_sql(sides: "QuerySet[Extension] | QuerySet[Submission]") -> tuple[str, list[Any]]:
    """SQL that joins a table `side` to `worked`, and its parameters."""
    common = ("id", "task_id", "decided_on", "recorded_at", "outcome_then")
    own = {
        Extension: ("asked_on", "old_deadline", "granted_deadline"),
        Submission: ("completed_on",),
    }
    asked = sides.values_list(*common, *own[sides.model])
    sql, params = asked.query.sql_with_params()
    return f"JOIN ({sql}) AS side ON side.task_id = task_row", list(params)


_PENDING = Value(Outcome.PENDING)


def _then(*cases: When) -> Case:
    return Case(*cases, default=F("outcome"), output_field=CharField())
