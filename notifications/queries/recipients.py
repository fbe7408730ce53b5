"""Whom each audience of a rung is, in SQL: people who hold the role on that day and can be mailed.

`step` is what has to be told, `task` the task it is about; whoever acts for a head on that day is
told what the head is told.
"""

from accounts.enums import Role
from notifications.enums import Audience

HELD = """
    member.from_day <= %(day)s AND (member.until_day IS NULL OR member.until_day >= %(day)s)
    AND person.is_active AND person.email <> ''
"""
FOCAL_POINT, HEAD = f"member.role = '{Role.FOCAL_POINT}'", f"member.role = '{Role.HEAD}'"
SECRETARY, OFFICER = f"member.role = '{Role.SECRETARY}'", "member.user_id = task.officer_id"

# Audience → which memberships, in `task.places`, are those of its people.
MEMBERS: dict[Audience, str] = {
    Audience.OFFICER: f"{OFFICER} AND member.organisation_id IN (task.lead_id, task.unit_id)",
    Audience.FOCAL_POINTS: f"{FOCAL_POINT} AND member.organisation_id = task.lead_id",
    Audience.HEAD: f"{HEAD} AND member.organisation_id = task.lead_id",
    Audience.CO_AGENCIES: f"{FOCAL_POINT} AND member.organisation_id = ANY (task.joined)",
    Audience.PARENT: f"{HEAD} AND member.organisation_id = task.above",
    Audience.AUTHORITY: f"{HEAD} AND member.organisation_id = task.decides",
    Audience.SECRETARY: f"{SECRETARY} AND member.organisation_id = task.owner_id",
    Audience.ASKED: f"""member.user_id = step.person
        OR member.organisation_id = step.body AND ({FOCAL_POINT} OR {SECRETARY})""",
}
_TOLD = " ".join(f"WHEN '{audience}' THEN {rule}" for audience, rule in MEMBERS.items())

# (user_id): the people of `step.audience`. The places come first, so that an index finds them.
RECIPIENTS = f"""
    SELECT coalesce(acting.deputy_id, member.user_id) AS user_id
    FROM accounts_membership member
    JOIN accounts_user person ON person.id = member.user_id
    LEFT JOIN LATERAL (
        SELECT deputy_id FROM accounts_deputy deputy
        JOIN accounts_user stands_in ON stands_in.id = deputy.deputy_id
        WHERE {HEAD} AND deputy.organisation_id = member.organisation_id
          AND deputy.head_id = member.user_id
          AND deputy.from_day <= %(day)s AND deputy.until_day >= %(day)s
          AND (deputy.ended_on IS NULL OR deputy.ended_on > %(day)s)
          AND stands_in.is_active AND stands_in.email <> ''
        UNION ALL SELECT NULL
    ) acting ON true
    WHERE member.organisation_id = ANY (task.places || step.body) AND {HELD}
      AND CASE step.audience {_TOLD} END
"""  # noqa: S608 -- only what is written here
