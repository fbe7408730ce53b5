"""Who comes first, and what changed since the last meeting."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.interfaces.pack.document import (
    Block,
    Cell,
    Cells,
    Column,
    Kind,
    Paragraph,
    Rate,
    Table,
)
from reports.interfaces.wording.rates import change, percent, why_not
from reports.rules.ranking import Place, Ranking


def blocks(ranking: Ranking) -> Iterator[Block]:
    """The rule first, then the places; those without a rank say why."""
    yield Paragraph(
        _(
            "Ranked by: %(measure)s. Equals share a rank. An organisation with fewer than %(least)s"
            " tasks due is not ranked: one more or less would move its rate too far."
        )
        % {"measure": str(ranking.measure.name).lower(), "least": ranking.least}
    )
    columns = [
        Column(_("Rank"), Kind.NUMBER, 5),
        Column(_("Organisation"), width=18),
        Column(str(ranking.measure.name), Kind.RATE, 7),
        Column(_("Tasks due"), Kind.NUMBER, 6),
        *(_since(ranking)),
        Column(_("Note"), width=14),
    ]
    rows = [_place(place, ranking) for place in ranking.places]
    yield Table(_("Ranking"), columns, rows, len(rows), empty=_("None."))


def _since(ranking: Ranking) -> list[Column]:
    if ranking.since is None:
        return []
    day = ranking.since.strftime("%d/%m/%Y")
    return [
        Column(_("Rank on %(day)s") % {"day": day}, Kind.NUMBER, 7),
        Column(_("Change, percentage points"), Kind.CODE, 7),
    ]


def _place(place: Place, ranking: Ranking) -> Cells:
    value = place.value
    figure = str(ranking.measure.empty) if value is None else percent(value)
    numbers = "" if value is None else f"{value.numerator}/{value.denominator}"
    before = place.before.rank if place.before else None
    moved: list[Cell] = [before, change(place)] if ranking.since else []
    return (
        place.rank,
        place.name,
        Rate(value, figure, numbers),
        place.due,
        *moved,
        why_not(place, ranking),
    )
