"""To which theme clauses belong: today, and on any day before."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tasks.models.instrument import Clause
from tasks.models.theme import Theme
from tracker.lib.moves import Arrives, Move, Moves
from tracker.lib.triggers import AppendOnly


def _theme(name: Any, **options: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=name, **options
    )


class Retheming(Move):
    """From a Hanoi day on a clause belongs to `theme`, or to none; before, to `was_theme`.

    The database sets what was before and the moment, and the theme of the clause.
    """

    clause = models.ForeignKey(
        Clause, models.PROTECT, related_name="rethemings", verbose_name=_("clause")
    )
    was_theme = _theme(_("theme, before"), editable=False)
    theme = _theme(_("theme"))
    from_day = models.DateField(_("from"))
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("done by"))

    application_may = ("SELECT", "INSERT")

    class Meta:
        verbose_name = _("change of theme")
        verbose_name_plural = _("changes of theme")
        ordering = ["-from_day", "-pk"]
        constraints = [
            models.CheckConstraint(name="retheming_has_reason", condition=~Q(reason="")),
        ]
        triggers = [
            AppendOnly(name="retheming_append_only"),
            Moves(name="retheming_moves", owner="clause", columns=("theme_id",)),
            Arrives(name="retheming_arrives", owner="clause", columns=("theme_id",)),
        ]

    def __str__(self) -> str:
        return f"{self.clause} → {self.theme or '–'}, {self.from_day}"
