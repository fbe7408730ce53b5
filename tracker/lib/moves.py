"""What a row was until it was changed: guards for a table of dated changes, and for its owner.

A row of such a table says that from a Hanoi day on its `owner` has certain `columns`, and in
`was_…` what it had before. Rows are only ever added, and their days ascend; so what the owner had
on a day, or what was known of it then, is what the first change after that day found, or else what
it has today. Nobody changes the columns of the owner in another way.
"""

from typing import Any

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.lib.functions import Now
from tracker.lib.texts import facts
from tracker.lib.triggers import Guard


class Move(models.Model):
    """Abstract: a dated change, with its facts once more as a text, and the SHA-256 of that text.

    `xid` is the transaction that wrote it, in this cluster's numbering. The database fills in all
    of them; a seal covers the digests (`tasks.models.Seal`).
    """

    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())
    xid = models.BigIntegerField(_("transaction"), editable=False, default=0)
    payload = models.TextField(_("sealed text"), editable=False, default="")
    digest = models.BinaryField(_("digest"), editable=False, default=b"")

    class Meta:
        abstract = True


class _OfOwner(Guard):
    """`owner` is the name of the foreign key to it; `columns` are those of the database."""

    def __init__(self, *, name: str, owner: str, columns: tuple[str, ...]) -> None:
        self.owner, self.columns = owner, columns
        super().__init__(name=name)

    def table(self, model: Any) -> str:
        """Of the owner."""
        return str(model._meta.get_field(self.owner).related_model._meta.db_table)

    def listed(self, prefix: str = "") -> str:
        return ", ".join(f"{prefix}{column}" for column in self.columns)


class Moves(_OfOwner):
    """Stamps a change with the database's moment, with what it found, and with its digest.

    None lies in the future or before the last one, and each changes something.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: Any) -> str:
        table, owner = model._meta.db_table, model._meta.get_field(self.owner).column
        earlier = f"""EXISTS (
                SELECT FROM {table}
                WHERE {owner} = NEW.{owner} AND (from_day > NEW.from_day OR id > NEW.id)
            )"""
        same = f"({self.listed('NEW.was_')}) IS NOT DISTINCT FROM ({self.listed('NEW.')})"
        return (
            f"""
            SELECT {self.listed()} INTO {self.listed("NEW.was_")}
            FROM {self.table(model)} WHERE id = NEW.{owner} FOR NO KEY UPDATE;
            NEW.recorded_at := tracker_now();
            """  # noqa: S608 - the model's own table
            + self.refuse("NEW.from_day > tracker_today()", f"{table}: it lies in the future")
            + self.refuse(earlier, f"{table}: it lies before the last change")
            + self.refuse(same, f"{table}: nothing changes")
            + self.further(model)
            + f"""
            NEW.xid := pg_current_xact_id()::text::bigint;
            NEW.payload := {facts(model, "NEW")};
            NEW.digest := sha256(convert_to(NEW.payload, 'UTF8'));
            RETURN NEW;
            """
        )

    def further(self, _model: Any) -> str:
        """SQL that refuses more."""
        return ""


class Arrives(_OfOwner):
    """Carries the change out: the owner has it from now on."""

    when = pgtrigger.After
    operation = pgtrigger.Insert

    def get_func(self, model: Any) -> str:
        owner = model._meta.get_field(self.owner).column
        return f"""
            UPDATE {self.table(model)} SET ({self.listed()}) = ROW ({self.listed("NEW.")})
            WHERE id = NEW.{owner};
            RETURN NULL;
        """  # noqa: S608 - the model's own tables


class OnlyMoves(Guard):
    """On the owner: refuses to change these columns to what the last row of `table` does not say.

    `owner` is the column of that table with the owner's id.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def __init__(self, *, name: str, table: str, owner: str, columns: tuple[str, ...]) -> None:
        self.moves, self.owner, self.columns = table, owner, columns
        super().__init__(name=name)

    def get_func(self, model: Any) -> str:
        table = model._meta.db_table
        became = ", ".join(f"NEW.{column}" for column in self.columns)
        was = ", ".join(f"OLD.{column}" for column in self.columns)
        said = ", ".join(f"last.{column}" for column in self.columns)
        unsaid = f"""({became}) IS DISTINCT FROM ({was}) AND NOT EXISTS (
                SELECT FROM (
                    SELECT * FROM {self.moves} WHERE {self.owner} = NEW.id ORDER BY id DESC LIMIT 1
                ) AS last
                WHERE ({said}) IS NOT DISTINCT FROM ({became})
            )"""  # noqa: S608 - tables of the models
        message = f"{table}: % changes by a row of {self.moves} only"
        return self.refuse(unsaid, message, "NEW.id") + "RETURN NEW;"
