"""Where organisations stand in the tree, and in which block: today, and on any day before."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import Block
from accounts.models.organisation import Organisation
from accounts.models.people import User
from tracker.lib.moves import Arrives, Move, Moves
from tracker.lib.triggers import AppendOnly

OWNER, COLUMNS = "organisation", ("parent_id", "block")


class Places(Moves):
    """Besides, the tree is one on every day, as it happened and as known then.

    So it lies before no change of what the organisation comes to lie below; and one comes after the
    other, or two at once could lie below each other.
    """

    def further(self, _model: Any) -> str:
        moved = """EXISTS (
                WITH RECURSIVE above(id) AS (
                    SELECT NEW.parent_id
                    UNION
                    SELECT parent_id FROM accounts_organisation JOIN above USING (id)
                )
                SELECT FROM accounts_placement JOIN above ON organisation_id = above.id
                WHERE from_day > NEW.from_day
            )"""
        message = "accounts_placement: what it comes to lie below was moved after that day"
        return self.refuse(moved, message)

    def get_func(self, model: Any) -> str:
        alone = "PERFORM pg_advisory_xact_lock(hashtext('accounts_placement'));"
        return alone + super().get_func(model)


class Placement(Move):
    """From a Hanoi day on an organisation is part of `parent`, or of none, and counts in `block`.

    `was_parent` and `was_block` are what it was before. The database sets them and the moment, and
    puts the organisation where it belongs.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="placements", verbose_name=_("organisation")
    )
    was_parent = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("part of, before"),
    )
    was_block = models.CharField(
        _("block, before"), max_length=12, choices=Block, editable=False, default=""
    )
    parent = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("part of"),
    )
    block = models.CharField(_("block"), max_length=12, choices=Block)
    from_day = models.DateField(_("from"))
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("done by"))

    application_may = ("SELECT", "INSERT")

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        ordering = ["-from_day", "-pk"]
        constraints = [
            models.CheckConstraint(name="placement_has_reason", condition=~Q(reason="")),
        ]
        triggers = [
            AppendOnly(name="placement_append_only"),
            Places(name="placement_moves", owner=OWNER, columns=COLUMNS),
            Arrives(name="placement_arrives", owner=OWNER, columns=COLUMNS),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} → {self.parent or '–'}, {self.from_day}"
