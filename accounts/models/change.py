"""Who changed what about people, their roles and tokens, and organisations, and when."""

from collections.abc import Mapping
from typing import Any

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import About
from tracker.lib.functions import Now
from tracker.lib.triggers import AppendOnly, Guard

AUTHOR = "tracker.by"  # a setting of the transaction: the id of whoever does it


class Noted(Guard):
    """Copies each row that is new, becomes another or goes into `accounts_change`.

    `facts`: what is kept → SQL for it, with {row} for the row. `person` and `organisation`: the
    columns with their ids, if any. What changes none of the facts is not noted.
    """

    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def __init__(
        self,
        *,
        name: str,
        about: About,
        facts: Mapping[str, str],
        person: str = "",
        organisation: str = "",
    ) -> None:
        self.about, self.facts = about, facts
        self.person, self.organisation = person, organisation
        super().__init__(name=name)

    def get_declare(self, _model: Any) -> list[tuple[str, str]]:
        return [("was", "jsonb"), ("became", "jsonb")]

    def get_func(self, _model: Any) -> str:
        return f"""
            IF TG_OP <> 'INSERT' THEN was := {self._object("OLD")}; END IF;
            IF TG_OP <> 'DELETE' THEN became := {self._object("NEW")}; END IF;
            IF was IS DISTINCT FROM became THEN
                INSERT INTO accounts_change
                    (about, row_id, person_id, organisation_id, was, became, by_id, recorded_at)
                VALUES (
                    '{self.about}', coalesce(NEW.id, OLD.id),
                    {self._either(self.person)}, {self._either(self.organisation)}, was, became,
                    nullif(current_setting('{AUTHOR}', true), '')::bigint, tracker_now()
                );
            END IF;
            RETURN NULL;
        """  # noqa: S608 - what is written here

    def _object(self, row: str) -> str:
        pairs = (f"'{name}', {sql.format(row=row)}" for name, sql in self.facts.items())
        return f"jsonb_build_object({', '.join(pairs)})"

    def _either(self, column: str) -> str:
        return f"coalesce(NEW.{column}, OLD.{column})" if column else "NULL"


def as_they_are(*columns: str) -> dict[str, str]:
    """Facts that are kept as the columns are."""
    return {column: f"{{row}}.{column}" for column in columns}


class Change(models.Model):
    """One row became another: `was` and `became` are what it says, None before it and after it.

    The database writes it, whoever changes the row; `by` is whoever was named for the transaction,
    None for a command or the owner of the database.
    """

    about = models.CharField(_("about"), max_length=12, choices=About)
    row_id = models.BigIntegerField(_("row"))
    person = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        related_name="changes",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        null=True,
        related_name="changes",
        verbose_name=_("organisation"),
    )
    was = models.JSONField(_("before"), null=True)
    became = models.JSONField(_("after"), null=True)
    by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="+", verbose_name=_("done by")
    )
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    application_may = ("SELECT",)

    class Meta:
        verbose_name = _("change of people and organisations")
        verbose_name_plural = _("changes of people and organisations")
        ordering = ["-pk"]
        triggers = [AppendOnly(name="change_append_only")]

    def __str__(self) -> str:
        return f"{self.get_about_display()} {self.row_id}, {self.recorded_at:%Y-%m-%d}"
