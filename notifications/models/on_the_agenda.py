"""What puts tasks and organisations on the agenda: whatever changes what there is to tell, or whom.

Each row of a change says on which days somebody else may have to be told. Which audience hangs on
which of these, `tests/notifications/test_whoever_becomes_responsible_is_told.py` lists.
"""

from typing import Any

import pgtrigger

from accounts.models import Deputy, Membership, Organisation, User
from notifications.models.rung import Rung
from notifications.models.suppressed import SuppressedAddress
from tasks.enums import UNFINISHED
from tasks.models import DayDecision, Programme, TaskEvent
from tracker.lib.triggers import Guard

_OWED = "NOT is_group AND status IN ('{}')".format("', '".join(sorted(UNFINISHED)))


class LooksAgain(Guard):
    """Puts tasks on today's agenda when something has changed; `tasks` is SQL for their ids.

    It reads the changed rows from the transition table `became`.
    """

    level = pgtrigger.Statement
    when = pgtrigger.After

    def __init__(
        self, *, name: str, tasks: str = "", operation: Any = pgtrigger.Insert, **options: Any
    ) -> None:
        self.tasks = tasks
        gone = operation is pgtrigger.Delete
        table = pgtrigger.Referencing(old="became") if gone else pgtrigger.Referencing(new="became")
        super().__init__(**{"name": name, "operation": operation, "referencing": table} | options)

    def get_func(self, model: Any) -> str:
        del model
        return f"""
            INSERT INTO notifications_agenda (task_id, on_day)
            SELECT DISTINCT found.id, tracker_today() FROM ({self.tasks}) AS found(id);
            RETURN NULL;
        """  # noqa: S608 - only what is written here


class LooksAround(LooksAgain):
    """The same for organisations: `where` is SQL for ids and days, of which those to come count."""

    def __init__(self, *, where: str, **options: Any) -> None:
        self.where = where
        super().__init__(**options)

    def get_func(self, model: Any) -> str:
        del model
        return f"""
            INSERT INTO notifications_organisationagenda (organisation_id, on_day)
            SELECT DISTINCT found.id, found.day FROM ({self.where}) AS found(id, day)
            WHERE found.day >= tracker_today();
            RETURN NULL;
        """  # noqa: S608 - only what is written here


# A trigger with a transition table has one operation.
OPERATIONS = {"new": pgtrigger.Insert, "change": pgtrigger.Update, "end": pgtrigger.Delete}
BOTH = pgtrigger.Referencing(old="was", new="became")


def _around(name: str, where: str, *whens: str) -> list[LooksAround]:
    return [
        LooksAround(name=f"{name}_{when}", where=where, operation=OPERATIONS[when])
        for when in whens
    ]


_OF_THE_LADDER = f"""
    SELECT id FROM tasks_task
    WHERE {_OWED} AND programme_id IN (SELECT programme_id FROM became)
"""  # noqa: S608
# Somebody is there from the first day on, and from the day after the last others are told instead.
_OF_MEMBERS = """
    SELECT organisation_id, day
    FROM became, unnest(ARRAY[tracker_today(), from_day, until_day + 1]) AS day
"""
_OF_DEPUTIES = """
    SELECT organisation_id, day
    FROM became, unnest(ARRAY[tracker_today(), from_day, until_day + 1, ended_on]) AS day
"""
_POSTS = """(
    SELECT user_id, organisation_id FROM accounts_membership
    UNION SELECT deputy_id, organisation_id FROM accounts_deputy
) post"""
# Not whoever signs in: that changes the row as well.
_OF_PEOPLE = f"""
    SELECT organisation_id, tracker_today() FROM {_POSTS}
    JOIN became ON became.id = post.user_id JOIN was ON was.id = became.id
    WHERE (became.is_active, became.email) <> (was.is_active, was.email)
"""  # noqa: S608
_OF_THE_ADDRESS = f"""
    SELECT organisation_id, tracker_today() FROM {_POSTS}
    JOIN accounts_user ON accounts_user.id = post.user_id
    JOIN became ON became.address = lower(email)
"""  # noqa: S608
_OF_ORGANISATIONS = """
    SELECT became.id, day FROM became JOIN was ON was.id = became.id,
        unnest(ARRAY[tracker_today(), became.alive_from, became.alive_until + 1]) AS day
    WHERE (became.parent_id, became.alive_from, became.alive_until)
        IS DISTINCT FROM (was.parent_id, was.alive_from, was.alive_until)
"""
_OF_OWNERS = """
    SELECT became.owner_id, tracker_today() FROM became JOIN was ON was.id = became.id
    WHERE became.owner_id <> was.owner_id
"""


class EventOnTheAgenda(TaskEvent):
    class Meta:
        proxy = True
        triggers = [LooksAgain(name="event_agenda", tasks="SELECT task_id FROM became")]


class MembershipOnTheAgenda(Membership):
    class Meta:
        proxy = True
        triggers = _around("membership_agenda", _OF_MEMBERS, "new", "change", "end")


class DeputyOnTheAgenda(Deputy):
    class Meta:
        proxy = True
        triggers = _around("deputy_agenda", _OF_DEPUTIES, "new", "change")


class UserOnTheAgenda(User):
    class Meta:
        proxy = True
        triggers = [
            LooksAround(
                name="user_agenda", where=_OF_PEOPLE, operation=pgtrigger.Update, referencing=BOTH
            )
        ]


class OrganisationOnTheAgenda(Organisation):
    class Meta:
        proxy = True
        triggers = [
            LooksAround(
                name="organisation_agenda",
                where=_OF_ORGANISATIONS,
                operation=pgtrigger.Update,
                referencing=BOTH,
            )
        ]


class ProgrammeOnTheAgenda(Programme):
    class Meta:
        proxy = True
        triggers = [
            LooksAround(
                name="programme_agenda",
                where=_OF_OWNERS,
                operation=pgtrigger.Update,
                referencing=BOTH,
            )
        ]


class RungOnTheAgenda(Rung):
    class Meta:
        proxy = True
        triggers = [
            LooksAgain(name=f"rung_agenda_{when}", tasks=_OF_THE_LADDER, operation=operation)
            for when, operation in OPERATIONS.items()
        ]


class SuppressedAddressOnTheAgenda(SuppressedAddress):
    class Meta:
        proxy = True
        triggers = _around("suppressed_agenda", _OF_THE_ADDRESS, "new", "change")


class DayDecisionOnTheAgenda(DayDecision):
    class Meta:
        proxy = True
        triggers = [
            LooksAgain(
                name="daydecision_agenda",
                tasks=f"SELECT id FROM tasks_task WHERE {_OWED}",  # noqa: S608
            )
        ]
