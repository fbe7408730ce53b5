"""How much of a long table a document to be read and printed holds; the workbook holds it all."""

from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from reports.interfaces.pack.document import Cells, Table
from reports.rules.pack.lists import MOST


def listed(table: Table) -> Iterator[Cells]:
    """The rows that are written into Word and PDF."""
    return islice(iter(table.rows), MOST)


def cut_note(table: Table) -> str:
    """What is said where rows are left out; empty where none are."""
    if table.count <= MOST:
        return ""
    return _("The first %(shown)d of %(all)d rows; the workbook has all of them.") % {
        "shown": MOST,
        "all": table.count,
    }
