"""When it has to be looked at whether somebody must be told about a task.

Whatever could change the answer adds an entry in its own transaction and without waiting for
anybody: for the task, or for an organisation whose people or place have changed. That costs one
line, however many tasks concern the organisation; a sweep finds them. Planning takes the entries
that have come and adds one for the day of the task's next rung. So a sweep with nothing to do reads
the ends of two indexes, however many tasks there are, and nothing that happened is overlooked.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from tasks.models import Task


class Agenda(models.Model):
    """An entry: look at the task on that Hanoi day, or as soon after it as may be.

    There may be several for one task; those too many find nothing to do. A day that is noted
    already is not noted again, so that they do not become more with each change.
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
        indexes = [models.Index(name="agenda_by_day", fields=["on_day", "task"])]

    def __str__(self) -> str:
        return f"{self.task_id}, {self.on_day}"


class OrganisationAgenda(models.Model):
    """An entry: look at every task that concerns the organisation on that Hanoi day.

    People, what they hold and where the organisation belongs change here; who is told follows.
    """

    organisation = models.ForeignKey(
        Organisation,
        models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        db_index=False,
        verbose_name=_("organisation"),
    )
    on_day = models.DateField(_("on"))

    application_may = ("SELECT", "UPDATE", "DELETE")

    class Meta:
        verbose_name = _("entry of the agenda of organisations")
        verbose_name_plural = _("entries of the agenda of organisations")
        indexes = [models.Index(name="organisationagenda_by_day", fields=["on_day", "id"])]

    def __str__(self) -> str:
        return f"{self.organisation_id}, {self.on_day}"
