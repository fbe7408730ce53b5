"""The documents that assign tasks, and their clauses."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import About
from accounts.models import Organisation
from accounts.models.change import Noted, as_they_are
from tasks.enums import InstrumentKind
from tasks.models.theme import Theme
from tracker.lib.functions import Fold, Sorted
from tracker.lib.moves import OnlyMoves


class Instrument(models.Model):
    """A resolution, decision, directive … that assigns tasks."""

    kind = models.CharField(_("kind"), max_length=20, choices=InstrumentKind)
    number = models.CharField(_("number"), max_length=60, unique=True)
    title = models.TextField(_("title"))
    issuer = models.ForeignKey(
        Organisation, models.PROTECT, related_name="instruments", verbose_name=_("issuer")
    )
    issued_on = models.DateField(_("issued on"))
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    amends = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="amended_by", verbose_name=_("amends")
    )
    supersedes = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("supersedes"),
    )
    folded = models.GeneratedField(
        expression=Fold("number", "title"),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        ordering = ["-issued_on", Sorted("number"), "pk"]
        constraints = [
            models.CheckConstraint(
                name="instrument_kind_known", condition=Q(kind__in=InstrumentKind.values)
            ),
            models.CheckConstraint(
                name="instrument_has_number_and_title", condition=~Q(number="") & ~Q(title="")
            ),
        ]
        indexes = [GinIndex(OpClass(F("folded"), "gin_trgm_ops"), name="instrument_folded_trgm")]

    def __str__(self) -> str:
        return self.number


class Clause(models.Model):
    """One point of an instrument: the source of tasks.

    `theme` is that of today: a `Retheming` changes it, and keeps the past.
    """

    instrument = models.ForeignKey(
        Instrument, models.PROTECT, related_name="clauses", verbose_name=_("instrument")
    )
    number = models.CharField(_("clause"), max_length=40)
    text = models.TextField(_("text"))
    position = models.PositiveIntegerField(_("position"), default=0)
    theme = models.ForeignKey(
        Theme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="clauses",
        verbose_name=_("theme"),
    )

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ["instrument", "position", "pk"]
        constraints = [
            models.UniqueConstraint(name="clause_numbered_once", fields=["instrument", "number"]),
            models.CheckConstraint(
                name="clause_has_number_and_text", condition=~Q(number="") & ~Q(text="")
            ),
        ]
        triggers = [
            OnlyMoves(
                name="clause_only_moves",
                table="tasks_retheming",
                owner="clause_id",
                columns=("theme_id",),
            ),
            Noted(name="clause_noted", about=About.CLAUSE, facts=as_they_are("number", "text")),
        ]

    def __str__(self) -> str:
        return f"{self.instrument}, {self.number}"
