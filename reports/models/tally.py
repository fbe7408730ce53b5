"""Today's figures, kept by the database itself in the transaction of every change.

Whoever changes tasks only adds entries to the tally, and never waits for another who does; a tick
draws them together (`reports.domain.tallying`). Midnight changes no row: an entry says from which
day on it counts.
"""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from reports.models.contributions import COLUMNS, contributions
from tasks.enums import DeadlineBasis, Standing
from tasks.models import Programme, Task
from tracker.lib.triggers import Guard


class Tally(models.Model):
    """An entry: so many tasks more, or fewer, in a standing from a Hanoi day on.

    The figures of today are the sums of all entries that count by then. `is_drawn`: drawn together
    from earlier entries, at most one of each kind.
    """

    # Neither checked nor indexed: they come from tasks, where they were checked.
    organisation = models.ForeignKey(
        Organisation,
        models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        db_index=False,
        verbose_name=_("organisation"),
    )
    programme = models.ForeignKey(
        Programme,
        models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        db_index=False,
        verbose_name=_("programme"),
    )
    basis = models.CharField(_("held against"), max_length=8, choices=DeadlineBasis)
    standing = models.CharField(_("standing"), max_length=20, choices=Standing)
    from_day = models.DateField(_("counts from"))
    tasks = models.IntegerField(_("tasks"))
    clear = models.IntegerField(_("tasks with all six clarities"))
    is_drawn = models.BooleanField(_("drawn together"), default=False, db_default=False)

    class Meta:
        verbose_name = _("entry of the tally")
        verbose_name_plural = _("entries of the tally")
        constraints = [
            models.UniqueConstraint(
                name="tally_drawn_once",
                fields=["basis", "from_day", "programme", "organisation", "standing"],
                condition=Q(is_drawn=True),
            )
        ]
        indexes = [
            models.Index(name="tally_by_day", fields=["basis", "from_day"]),
            models.Index(name="tally_not_drawn", fields=["id"], condition=Q(is_drawn=False)),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.standing} {self.from_day}: {self.tasks:+}"


class _Tallies(Guard):
    """Adds what the changed rows count now, and takes away what they counted before."""

    level = pgtrigger.Statement
    when = pgtrigger.After
    changed: str

    def get_func(self, model: Any) -> str:
        return f"""
            INSERT INTO reports_tally ({COLUMNS}) {contributions(self.changed)};
            RETURN NULL;
        """


class TalliesNew(_Tallies):
    operation = pgtrigger.Insert
    referencing = pgtrigger.Referencing(new="became")
    changed = "SELECT *, 1 AS sign FROM became"


class TalliesChanges(_Tallies):
    operation = pgtrigger.Update
    referencing = pgtrigger.Referencing(old="was", new="became")
    changed = "SELECT *, 1 AS sign FROM became UNION ALL SELECT *, -1 FROM was"


class TalliedTask(Task):
    """Tasks, whose table has the triggers that keep the tally."""

    class Meta:
        proxy = True
        triggers = [TalliesNew(name="task_tally_new"), TalliesChanges(name="task_tally_change")]
