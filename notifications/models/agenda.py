"""When it has to be looked at whether somebody must be told about a task.

Whatever could change the answer adds an entry for today, in its own transaction and without
waiting for anybody; planning takes the entries that have come and adds one for the day of the
task's next rung. So a sweep with nothing to do reads the end of one index, however many tasks
there are, and nothing that happened is overlooked.
"""

from typing import Any

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Deputy, Membership, User
from notifications.models.rung import Rung
from notifications.models.suppressed import SuppressedAddress
from tasks.enums import UNFINISHED
from tasks.models import DayDecision, Task, TaskEvent
from tracker.lib.triggers import Guard

_OWED = "NOT is_group AND status IN ('{}')".format("', '".join(sorted(UNFINISHED)))


class Agenda(models.Model):
    """An entry: look at the task on that Hanoi day, or as soon after it as may be.

    There may be several for one task; those too many find nothing to do.
    """

    task = models.ForeignKey(
        Task,
        models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        db_index=False,
        verbose_name=_("task"),
    )
    on_day = models.DateField(_("on"))

    application_may = ("SELECT", "INSERT", "UPDATE", "DELETE")

    class Meta:
        verbose_name = _("entry of the agenda")
        verbose_name_plural = _("entries of the agenda")
        indexes = [models.Index(name="agenda_by_day", fields=["on_day", "id"])]

    def __str__(self) -> str:
        return f"{self.task_id}, {self.on_day}"


class LooksAgain(Guard):
    """Puts tasks on today's agenda when something has changed; `tasks` is SQL for their ids.

    It reads the changed rows from the transition table `became`.
    """

    level = pgtrigger.Statement
    when = pgtrigger.After
    referencing = pgtrigger.Referencing(new="became")

    def __init__(
        self, *, name: str, tasks: str, operation: Any = pgtrigger.Insert, **options: Any
    ) -> None:
        self.tasks = tasks
        super().__init__(name=name, operation=operation, **options)

    def get_func(self, model: Any) -> str:
        del model
        return f"""
            INSERT INTO notifications_agenda (task_id, on_day)
            SELECT DISTINCT found.id, tracker_today() FROM ({self.tasks}) AS found(id);
            RETURN NULL;
        """  # noqa: S608 - only what is written here


def _twice(name: str, tasks: str) -> list[LooksAgain]:
    """For new rows and for changed ones: a trigger with a transition table has one operation."""
    return [
        LooksAgain(name=f"{name}_new", tasks=tasks),
        LooksAgain(name=f"{name}_change", tasks=tasks, operation=pgtrigger.Update),
    ]


def _worked_on_in(organisations: str) -> str:
    """SQL: the unfinished tasks that concern people of these organisations."""
    return f"""
        SELECT id FROM tasks_task WHERE {_OWED} AND (
            lead_id IN ({organisations}) OR unit_id IN ({organisations})
            OR authority_id IN ({organisations})
        )
    """  # noqa: S608


_OF_THE_LADDER = f"""
    SELECT id FROM tasks_task
    WHERE {_OWED} AND programme_id IN (SELECT programme_id FROM became)
"""  # noqa: S608
# Not whoever signs in: that changes the row as well.
_OF_PEOPLE = """
    SELECT organisation_id FROM accounts_membership JOIN became ON became.id = user_id
    JOIN was ON was.id = became.id
    WHERE (became.is_active, became.email) <> (was.is_active, was.email)
"""
_OF_THE_ADDRESS = """
    SELECT organisation_id FROM accounts_membership
    JOIN accounts_user ON accounts_user.id = user_id
    JOIN became ON became.address = lower(email)
"""


class EventOnTheAgenda(TaskEvent):
    class Meta:
        proxy = True
        triggers = [LooksAgain(name="event_agenda", tasks="SELECT task_id FROM became")]


class MembershipOnTheAgenda(Membership):
    class Meta:
        proxy = True
        triggers = _twice("membership_agenda", _worked_on_in("SELECT organisation_id FROM became"))


class DeputyOnTheAgenda(Deputy):
    class Meta:
        proxy = True
        triggers = _twice("deputy_agenda", _worked_on_in("SELECT organisation_id FROM became"))


class UserOnTheAgenda(User):
    class Meta:
        proxy = True
        triggers = [
            LooksAgain(
                name="user_agenda",
                tasks=_worked_on_in(_OF_PEOPLE),
                operation=pgtrigger.Update,
                referencing=pgtrigger.Referencing(old="was", new="became"),
            )
        ]


class RungOnTheAgenda(Rung):
    class Meta:
        proxy = True
        triggers = _twice("rung_agenda", _OF_THE_LADDER)


class SuppressedAddressOnTheAgenda(SuppressedAddress):
    class Meta:
        proxy = True
        triggers = _twice("suppressed_agenda", _worked_on_in(_OF_THE_ADDRESS))


class DayDecisionOnTheAgenda(DayDecision):
    class Meta:
        proxy = True
        triggers = [
            LooksAgain(
                name="daydecision_agenda",
                tasks=f"SELECT id FROM tasks_task WHERE {_OWED}",  # noqa: S608
            )
        ]
