"""Organisations: a tree with life spans, and who follows whom."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.enums import About, Block, OrganisationKind
from accounts.models.change import Noted, as_they_are
from accounts.models.querysets import OrganisationQuerySet
from tracker.lib.functions import Fold, Sorted, sort_key
from tracker.lib.moves import OnlyMoves
from tracker.lib.triggers import Tree


class Organisation(models.Model):
    """A body that can owe a task, or a unit inside one.

    `parent` and `block` are those of today: a `Placement` changes them, and keeps the past.
    """

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    block = models.CharField(_("block"), max_length=12, choices=Block)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
        verbose_name=_("part of"),
    )
    alive_from = models.DateField(_("alive from"))
    alive_until = models.DateField(_("alive until"), null=True, blank=True)
    folded = models.GeneratedField(
        expression=Fold("name", "name_en", "code"), output_field=models.TextField(), db_persist=True
    )

    sort_key = sort_key(Sorted("name"))

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                name="organisation_code_is_upper_case", condition=Q(code=Upper("code"))
            ),
            models.CheckConstraint(
                name="organisation_block_known", condition=Q(block__in=Block.values)
            ),
            models.CheckConstraint(
                name="organisation_kind_known", condition=Q(kind__in=OrganisationKind.values)
            ),
            models.CheckConstraint(
                name="organisation_lives_forward",
                condition=Q(alive_until=None) | Q(alive_until__gte=F("alive_from")),
            ),
            models.CheckConstraint(
                name="organisation_not_its_own_parent",
                condition=Q(parent=None) | ~Q(parent=F("id")),
            ),
        ]
        indexes = [
            GinIndex(OpClass(F("folded"), "gin_trgm_ops"), name="organisation_folded_trgm"),
        ]
        triggers = [
            Tree(name="organisation_tree"),
            OnlyMoves(
                name="organisation_only_moves",
                table="accounts_placement",
                owner="organisation_id",
                columns=("parent_id", "block"),
            ),
            Noted(
                name="organisation_noted",
                about=About.ORGANISATION,
                facts=as_they_are("code", "name", "name_en", "kind", "alive_from", "alive_until"),
                organisation="id",
            ),
        ]

    def __str__(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name


class Succession(models.Model):
    """`successor` took over from `predecessor` when that ended; one of them by default."""

    predecessor = models.ForeignKey(
        Organisation, models.PROTECT, related_name="successions", verbose_name=_("predecessor")
    )
    successor = models.ForeignKey(
        Organisation, models.PROTECT, related_name="inheritances", verbose_name=_("successor")
    )
    is_default = models.BooleanField(_("default successor"), default=False)

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.UniqueConstraint(
                name="succession_named_once", fields=["predecessor", "successor"]
            ),
            models.UniqueConstraint(
                name="succession_has_one_default",
                fields=["predecessor"],
                condition=Q(is_default=True),
            ),
            models.CheckConstraint(
                name="succession_between_two", condition=~Q(predecessor=F("successor"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
