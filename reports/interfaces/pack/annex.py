"""How much of a long table a document to be read and printed holds; the workbook holds it all."""

from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from reports.interfaces.pack.document import Cells, Table


def listed(table: Table) -> Iterator[Cells]:
    """The rows that are written into Word and PDF."""
    return islice(iter(table.rows), table.most)


def cut_note(table: Table) -> str:
    """What is said where rows are left out; empty where none are."""
    if table.count <= table.most:
        return ""
    return _("The first %(shown)d of %(all)d rows; the workbook has all of them.") % {
        "shown": table.most,
        "all": table.count,
    }
