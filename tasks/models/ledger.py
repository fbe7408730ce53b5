"""What makes a change of history show: a chain of digests per task, and a seal a day over all.

Every event carries its facts once more as a text (`payload`), and the SHA-256 of that text and of
the digest before it. `TaskChain` holds the newest digest of each task, so that a chain cannot be
cut off; `Seal` covers the events of all tasks, so that a chain cannot be written anew.
`tasks.rules.ledger` computes the same in Python; docs/history.md says what this is worth.
"""

from typing import Any

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.lib.texts import facts
from tracker.lib.triggers import AppendOnly, Guard

BEFORE_THE_FIRST = bytes(32)
# Tables of dated changes (`tracker.lib.moves`) that are sealed with the events.
SEALED = ("accounts_placement", "tasks_retheming")
BEFORE = rf"\x{BEFORE_THE_FIRST.hex()}"


class Chained(Guard):
    """Writes a new event's payload and digest, and moves the head of its task's chain on.

    The head is only touched while its task's row is locked by the same transaction (whoever writes
    an event has just written the task), so it adds no lock to wait for and no order to keep.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: Any) -> str:
        chain = f"""
            NEW.xid := pg_current_xact_id()::text::bigint;
            NEW.payload := {facts(model, "NEW")};
            IF NEW.revision = 1 THEN
                NEW.digest := sha256('{BEFORE}'::bytea || convert_to(NEW.payload, 'UTF8'));
                INSERT INTO tasks_taskchain (task_id, revision, digest)
                VALUES (NEW.task_id, NEW.revision, NEW.digest)
                ON CONFLICT DO NOTHING;
            ELSE
                UPDATE tasks_taskchain
                SET revision = NEW.revision,
                    digest = sha256(digest || convert_to(NEW.payload, 'UTF8'))
                WHERE task_id = NEW.task_id AND revision = NEW.revision - 1
                RETURNING digest INTO NEW.digest;
            END IF;
        """
        message = "task %: event % does not follow the last one"
        refused = self.refuse("NOT FOUND", message, "NEW.code", "NEW.revision")
        return chain + refused + "RETURN NEW;"


class OnlyGrows(Guard):
    """A head moves on by one event at a time and is never taken away."""

    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete

    def get_func(self, model: Any) -> str:
        other = """TG_OP = 'DELETE'
            OR NEW.task_id <> OLD.task_id OR NEW.revision <> OLD.revision + 1"""
        return self.refuse(other, "the chain of a task only grows") + "RETURN NEW;"


class TaskChain(models.Model):
    """The head of a task's history: the number and the digest of its newest event."""

    task = models.OneToOneField(
        "tasks.Task", models.PROTECT, primary_key=True, related_name="chain", verbose_name=_("task")
    )
    revision = models.PositiveIntegerField(_("revision"))
    digest = models.BinaryField(_("digest"))

    application_may = ("SELECT",)

    class Meta:
        verbose_name = _("head of a history")
        verbose_name_plural = _("heads of histories")
        triggers = [OnlyGrows(name="chain_only_grows")]

    def __str__(self) -> str:
        return f"{self.task_id} #{self.revision}"


class Seal(models.Model):
    """One day's seal over all events that no seal before it covers; made by `tracker_seal()`.

    `payload` is all there is to it, as JSON: its number, its moment, the numbers of the events as
    ranges (the id of an event whose transaction was still open is not among them: the next seal
    covers it), how many they are, the SHA-256 of their digests in the order of their ids, the same
    of the dated changes in each table of `SEALED`, the transactions that were open then, and the
    digest of the seal before. `digest` is its SHA-256.
    """

    number = models.BigIntegerField(_("number of the seal"), primary_key=True)
    sealed_at = models.DateTimeField(_("sealed at"))
    day = models.DateField(_("day"))
    events = models.TextField(_("events"))
    count = models.PositiveBigIntegerField(_("number of events"))
    payload = models.TextField(_("sealed text"))
    digest = models.BinaryField(_("digest"))

    application_may = ("SELECT",)

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="seal_once_a_day", fields=["day"])]
        triggers = [AppendOnly(name="seal_append_only")]

    def __str__(self) -> str:
        return f"{self.number} ({self.day})"
