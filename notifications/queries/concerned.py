"""Which tasks concern the people of an organisation, wherever the ladder may tell them."""

from tasks.enums import UNFINISHED, Outcome

_OF_THESE = "= ANY (%(organisations)s::bigint[])"
# (id): unfinished tasks, each through an index: arrays, so that one bitmap holds all the ways.
CONCERNED = f"""
    SELECT id FROM tasks_task
    WHERE NOT is_group AND status IN ({", ".join(f"'{status}'" for status in sorted(UNFINISHED))})
    AND (
        lead_id {_OF_THESE} OR unit_id {_OF_THESE} OR authority_id {_OF_THESE}
        OR joined && %(organisations)s::bigint[]
        OR lead_id = ANY (ARRAY(
            SELECT id FROM accounts_organisation WHERE parent_id {_OF_THESE}
        ))
        OR programme_id = ANY (ARRAY(
            SELECT id FROM tasks_programme WHERE owner_id {_OF_THESE}
        ))
        OR id = ANY (ARRAY(
            SELECT task_id FROM tasks_obstacle
            WHERE outcome = '{Outcome.PENDING}' AND asked_id {_OF_THESE}
        ))
    )
"""  # noqa: S608 -- only what is written here
