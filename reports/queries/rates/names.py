"""The slices of a report by name, in the order in which a reader looks for them."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from reports.enums import Slice
from reports.rules.counts import Counts
from reports.rules.report import Cell, Key, Question, Row
from tasks.queries.facets import FACETS, Named

__all__ = ["cells_of", "named", "rows_of", "said_of"]

Keys = Mapping[Key, object]


def rows_of(by: Slice, counts: Mapping[Key, Counts], question: Question) -> Iterator[Row]:
    """A row for each key of `counts`, named in the language in use. One query at most."""
    for identity, key, name in named(by, counts):
        said = said_of(identity, name, by, question)
        yield Row(key=key, name=said, counts=counts[identity], identity=identity)


def cells_of(
    cells: Mapping[tuple[Key, Key], Counts], rows: Named, columns: Named
) -> Iterator[Cell]:
    """The cells of a crossing that have tasks, row by row, each with the keys of both."""
    across = list(columns)
    for row, key, _name in rows:
        for column, across_key, _across_name in across:
            if (row, column) in cells:
                yield Cell(key, across_key, cells[row, column])


def named(by: Slice, keys: Keys) -> Named:
    """Each key of `keys` with its code or number and its name. One query at most."""
    return FACETS[by].names(keys)


def said_of(identity: Key, name: str, by: Slice | None, question: Question) -> str:
    """With all below it counted in rows of their own, an organisation has one for the rest."""
    top = question.organisation
    if by is Slice.ORGANISATION and question.under and top and identity == top.pk:
        return _("%(organisation)s itself") % {"organisation": name}
    return name
