"""Whom each audience of a rung is, in SQL: people who hold the role on that day and may sign in.

`step` is what has to be told, `task` the task it is about. An audience is somebody who holds one of
some roles in one of some places, or is one person there. Many tasks have the same audience: it is
looked up once for all of them. Whoever acts for a head on that day is told what the head is told.
Who has no address is told in the application; a deputy without one does not take a head's mail.
"""

from accounts.enums import Role
from notifications.enums import Audience

# Audience → ids of the organisations where its people are, as an array.
PLACES: dict[Audience, str] = {
    Audience.OFFICER: "ARRAY[task.lead_id, task.unit_id]",
    Audience.FOCAL_POINTS: "ARRAY[task.lead_id]",
    Audience.HEAD: "ARRAY[task.lead_id]",
    Audience.CO_AGENCIES: "task.joined",
    Audience.PARENT: "ARRAY[task.above]",
    Audience.AUTHORITY: "ARRAY[task.decides]",
    Audience.SECRETARY: "ARRAY[task.owner_id]",
    Audience.ASKED: """
        CASE WHEN step.person IS NULL THEN ARRAY[step.body]
             ELSE ARRAY[task.lead_id, task.owner_id] END""",
}
# Audience → the person it is; whatever role that person holds there.
PERSON: dict[Audience, str] = {
    Audience.OFFICER: "coalesce(task.officer_id, -1)",
    Audience.ASKED: "step.person",
}
# Audience → the roles that its people hold, where it is no certain person.
ROLES: dict[Audience, tuple[Role, ...]] = {
    Audience.FOCAL_POINTS: (Role.FOCAL_POINT,),
    Audience.HEAD: (Role.HEAD,),
    Audience.CO_AGENCIES: (Role.FOCAL_POINT,),
    Audience.PARENT: (Role.HEAD,),
    Audience.AUTHORITY: (Role.HEAD,),
    Audience.SECRETARY: (Role.SECRETARY,),
    Audience.ASKED: (Role.FOCAL_POINT, Role.SECRETARY),
}


def _by_audience(given: dict[Audience, str]) -> str:
    whens = " ".join(f"WHEN '{audience}' THEN {sql}" for audience, sql in given.items())
    return f"CASE step.audience {whens} END"


_HOLDS = " OR ".join(
    f"seat.audience = '{audience}' AND member.role IN ({', '.join(map(repr, map(str, roles)))})"
    for audience, roles in ROLES.items()
)
# (user_id): the people of `seat`. The places come first, so that an index finds them.
_READERS = f"""
    SELECT coalesce(acting.deputy_id, member.user_id) AS user_id
    FROM accounts_membership member
    JOIN accounts_user person ON person.id = member.user_id
    LEFT JOIN LATERAL (
        SELECT deputy_id FROM accounts_deputy deputy
        JOIN accounts_user stands_in ON stands_in.id = deputy.deputy_id
        WHERE member.role = '{Role.HEAD}' AND deputy.organisation_id = member.organisation_id
          AND deputy.head_id = member.user_id
          AND deputy.from_day <= %(day)s AND deputy.until_day >= %(day)s
          AND (deputy.ended_on IS NULL OR deputy.ended_on > %(day)s)
          AND stands_in.is_active AND stands_in.email <> ''
        UNION ALL SELECT NULL
    ) acting ON true
    WHERE member.organisation_id = ANY (seat.places)
      AND member.from_day <= %(day)s AND (member.until_day IS NULL OR member.until_day >= %(day)s)
      AND person.is_active
      AND CASE WHEN seat.whom <> 0 THEN member.user_id = seat.whom ELSE {_HOLDS} END
"""  # noqa: S608 -- only what is written here


def told_of(steps: str) -> str:
    """SQL: `steps`, a table of what has to be told to which audience, with each `user_id`.

    One who is told by two audiences comes twice; NULL stands for nobody.
    """
    return f"""
        WITH addressed AS MATERIALIZED (
            SELECT step.*, {_by_audience(PLACES)} AS places,
                   coalesce({_by_audience(PERSON)}, 0) AS whom
            FROM {steps} step JOIN looked task ON task.id = step.task_id
        ), seat AS (
            SELECT DISTINCT audience, places, whom FROM addressed
        ), reader AS MATERIALIZED (
            SELECT seat.*, found.user_id FROM seat LEFT JOIN LATERAL ({_READERS}) found ON true
        )
        SELECT * FROM addressed FULL JOIN reader USING (audience, places, whom)
    """  # noqa: S608
