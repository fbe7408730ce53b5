"""Where organisations stood on a day of the past: today's tree, but for what has moved since."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q

from accounts.models import Organisation, Placement


class Place(NamedTuple):
    """The id of the organisation that it was part of, if any, and the block it counted in."""

    parent_id: int | None
    block: str


# Id of each organisation that stood elsewhere → where.
Places = Mapping[int, Place]


def changed_since(day: date, known_by: datetime | None) -> Q:
    """For dated changes: not in force on the Hanoi day `day`, or recorded at `known_by` or later.

    The first of an owner is the one that found what it had then.
    """
    later = Q(from_day__gt=day)
    return later if known_by is None else later | Q(recorded_at__gte=known_by)


def places_then(day: date, *, known_by: datetime | None = None) -> dict[int, Place]:
    """Who stood elsewhere on the Hanoi day `day` than today, and where. One query.

    With `known_by`, by what had been recorded before that moment.
    """
    since = Placement.objects.filter(changed_since(day, known_by))
    first = since.order_by("organisation_id", "pk").distinct("organisation_id")
    rows = first.values_list("organisation_id", "was_parent_id", "was_block")
    return {organisation: Place(parent, block) for organisation, parent, block in rows}


def blocks_of(places: Places) -> dict[int, str]:
    """Id of each organisation → its block today, or that of `places`. One query."""
    blocks = dict(Organisation.objects.values_list("pk", "block"))
    return blocks | {each: place.block for each, place in places.items()}


def rows_under(organisation: int | None, places: Places | None = None) -> dict[int, int]:
    """Id of each organisation below `organisation`, and its own → the one whose row has it.

    That is the child of `organisation` that it is or lies below, or `organisation` itself; for
    None, of all organisations, the top of the tree. The tree is today's, but for `places`. One
    query.
    """
    above: dict[int | None, int | None] = dict(Organisation.objects.values_list("pk", "parent_id"))
    above |= {each: place.parent_id for each, place in (places or {}).items()}
    rows: dict[int, int] = {}
    for each in filter(None, above):
        row, parent = each, above[each]
        while row != organisation and parent not in (organisation, None):
            row, parent = parent, above[parent]
        if parent == organisation or row == organisation:
            rows[each] = row
    return rows
