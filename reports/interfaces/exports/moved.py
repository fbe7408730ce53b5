"""What changed of that by which tasks are told apart: where organisations stand, and themes."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.enums import Block
from accounts.interfaces.web.reader import Reader
from tasks.domain.merging import check_plans_mergers
from tasks.interfaces.api.serializers.placing import PlacementQuery
from tasks.models import Clause
from tasks.queries.placements import placements_of
from tasks.queries.themes import rethemings_of
from tracker.lib.api.queries import Query
from tracker.lib.exporting.table import (
    Column,
    Export,
    Table,
    Words,
    day,
    moment,
    of_queryset,
    text,
)

RECORDED = [
    text(_("Why"), "reason"),
    text(_("Recorded by"), "by"),
    moment(_("Recorded at"), "recorded_at"),
]


class OfClause(Query):
    """For what belongs to one clause."""

    clause = serializers.IntegerField(min_value=1, help_text="Id of a clause.")


def placements(reader: Reader, words: Words) -> Table:
    check_plans_mergers(reader.seats)
    columns = [
        text(_("Organisation"), "organisation"),
        day(_("From"), "from_day"),
        text(_("Belonged to"), "was_parent"),
        text(_("Belongs to"), "parent"),
        Column(_("Block, before"), lambda one: Block(one.was_block).label),
        Column(_("Block"), lambda one: Block(one.block).label),
        *RECORDED,
    ]
    return of_queryset(columns, placements_of(words.get("organisation")))


def rethemings(_reader: Reader, words: Words) -> Table:
    clause: Any = Clause.objects.filter(pk=words["clause"]).first()
    if clause is None:
        raise Http404
    columns = [
        day(_("From"), "from_day"),
        text(_("Theme, before"), "was_theme"),
        text(_("Theme"), "theme"),
        *RECORDED,
    ]
    return of_queryset(columns, rethemings_of(clause))


EXPORTS = {
    "placements": Export(
        _("Changes of place in the tree and of block"), "placements", placements, PlacementQuery
    ),
    "rethemings": Export(_("Changes of theme"), "home", rethemings, OfClause),
}
