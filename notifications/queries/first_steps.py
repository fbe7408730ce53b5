"""How far a new system has been filled, step by step."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import connection

from accounts.enums import Role


class FirstStep(StrEnum):
    """In the order in which they are taken; the later ones need the earlier."""

    ORGANISATIONS = "organisations"
    PROGRAMME = "programme"
    PEOPLE = "people"
    INSTRUMENT = "instrument"
    TASKS = "tasks"
    LADDER = "ladder"


@dataclass(frozen=True)
class FirstSteps:
    """Which have been taken."""

    taken: frozenset[FirstStep]

    @property
    def are_taken(self) -> bool:
        return len(self.taken) == len(FirstStep)

    @property
    def next(self) -> FirstStep | None:
        """The first that has not been."""
        return next((step for step in FirstStep if step not in self.taken), None)


# People: a secretary with a programme to look after, and somebody who reports.
TAKEN = """
    WITH held AS NOT MATERIALIZED (
        SELECT role, organisation_id FROM accounts_membership
        WHERE from_day <= %(day)s AND (until_day IS NULL OR until_day >= %(day)s)
    )
    SELECT EXISTS (SELECT FROM accounts_organisation),
        EXISTS (SELECT FROM tasks_programme),
        EXISTS (
            SELECT FROM held JOIN tasks_programme ON owner_id = organisation_id
            WHERE role = %(secretary)s
        ) AND EXISTS (SELECT FROM held WHERE role = %(focal_point)s),
        EXISTS (SELECT FROM tasks_instrument),
        EXISTS (SELECT FROM tasks_task WHERE status <> 'draft'),
        EXISTS (SELECT FROM tasks_programme) AND NOT EXISTS (
            SELECT FROM tasks_programme WHERE NOT EXISTS (
                SELECT FROM notifications_rung WHERE programme_id = tasks_programme.id
            )
        )
"""


def first_steps(*, on: date) -> FirstSteps:
    """Which have been taken by the Hanoi day `on`. One query."""
    with connection.cursor() as cursor:
        roles = {"secretary": Role.SECRETARY.value, "focal_point": Role.FOCAL_POINT.value}
        cursor.execute(TAKEN, {"day": on, **roles})
        found = cursor.fetchone()
    return FirstSteps(
        frozenset(step for step, is_taken in zip(FirstStep, found, strict=True) if is_taken)
    )
