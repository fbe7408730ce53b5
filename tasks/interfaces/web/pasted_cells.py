"""What one cell of a pasted table means, by the column in which it stands.

Nothing is guessed: a cell that fits nothing, or several, raises ValidationError.
"""

import re
from collections.abc import Callable
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from tasks.domain import Part
from tasks.enums import DeliverableKind
from tasks.interfaces.web.choosing import Directory
from tasks.queries.facets import folded
from tasks.rules.deadline_text import read_deadline

# What a deliverable is called in documents → its kind; what stands first in the text decides.
KINDS = {
    DeliverableKind.LAW: r"luat|phap lenh|law",
    DeliverableKind.DECREE: r"nghi dinh|decree",
    DeliverableKind.RESOLUTION: r"nghi quyet|resolution",
    DeliverableKind.DECISION: r"quyet dinh|decision",
    DeliverableKind.CIRCULAR: r"thong tu|circular",
    DeliverableKind.PLAN: r"ke hoach|chuong trinh|de an|chien luoc|plan|programme",
    DeliverableKind.REPORT: r"bao cao|report",
    DeliverableKind.PLATFORM: r"nen tang|he thong|platform|system",
    DeliverableKind.DATABASE: r"co so du lieu|csdl|database",
    DeliverableKind.INFRASTRUCTURE: r"ha tang|infrastructure",
    DeliverableKind.SERVICE: r"dich vu cong|online service",
    DeliverableKind.TRAINING: r"dao tao|tap huan|training",
    DeliverableKind.PRODUCT: r"san pham|cong nghe|product|technology",
    DeliverableKind.DOCUMENT: r"van ban|cong van|to trinh|tai lieu|document",
}
COUNTED = re.compile(r"(?P<count>[0-9]{1,6})\s+(?P<what>.+)", re.DOTALL)
LONGEST = {"clause": 40, "deadline": 120, "deliverable": 120, "measure": 120}


class Known(Protocol):
    """Who can be named in a cell."""

    @property
    def organisations(self) -> Directory[Organisation]:
        """By any of their names, or a part of it."""

    @property
    def people(self) -> Directory[User]:
        """Who holds a role; of two with one name, the organisation tells them apart."""


def _clause(cell: str, _known: Known) -> dict[str, Any]:
    _check_length("clause", cell)
    return {"clause": _required(cell)}


def _title(cell: str, _known: Known) -> dict[str, Any]:
    return {"title": _required(cell)}


def _lead(cell: str, known: Known) -> dict[str, Any]:
    return {"lead": known.organisations.find(cell) if cell else None}


def _officer(cell: str, known: Known) -> dict[str, Any]:
    return {"officer": known.people.find(cell)} if cell else {}


def _authority(cell: str, known: Known) -> dict[str, Any]:
    return {"authority": known.organisations.find(cell)} if cell else {}


def _deadline(cell: str, _known: Known) -> dict[str, Any]:
    _check_length("deadline", cell)
    if cell:
        read_deadline(cell)
    return {"deadline_text": cell}


def _deliverable(cell: str, _known: Known) -> dict[str, Any]:
    """ "02 nghị định" are two; without a number it is one."""
    if not cell:
        return {}
    counted = COUNTED.fullmatch(cell)
    what = counted["what"] if counted else cell
    _check_length("deliverable", what)
    return {
        "deliverable_kind": _kind(what),
        "deliverable_measure": what,
        "deliverable_count": max(int(counted["count"]), 1) if counted else 1,
    }


def _measure(cell: str, _known: Known) -> dict[str, Any]:
    _check_length("measure", cell)
    return {"deliverable_measure": cell} if cell else {}


def _count(cell: str, _known: Known) -> dict[str, Any]:
    if not cell:
        return {}
    if not re.fullmatch(r"[0-9]{1,6}", cell) or int(cell) == 0:
        message = _("“%(cell)s” is no whole number from 1 on.")
        raise ValidationError(message % {"cell": cell}, code="no_count")
    return {"deliverable_count": int(cell)}


def _kind(what: str) -> DeliverableKind:
    plain = folded(what)
    found = [(match.start(), kind) for kind, w in KINDS.items() if (match := re.search(w, plain))]
    return min(found, key=lambda pair: pair[0])[1] if found else DeliverableKind.OTHER


def _co_agencies(cell: str, known: Known) -> dict[str, Any]:
    """Separated by semicolons: a comma stands in many a name."""
    names = [name.strip() for name in cell.split(";")]
    return {"co_agencies": [Part(known.organisations.find(name)) for name in names if name]}


def _required(cell: str) -> str:
    if not cell:
        raise ValidationError(_("This field cannot be blank."), code="missing")
    return cell


def _check_length(name: str, cell: str) -> None:
    if len(cell) > LONGEST[name]:
        message = _("At most %(most)d letters; these are %(count)d.")
        raise ValidationError(message % {"most": LONGEST[name], "count": len(cell)})


READERS: dict[str, Callable[[str, Known], dict[str, Any]]] = {
    "clause": _clause,
    "title": _title,
    "lead": _lead,
    "deadline": _deadline,
    "deliverable": _deliverable,
    "measure": _measure,
    "count": _count,
    "officer": _officer,
    "authority": _authority,
    "co_agencies": _co_agencies,
}
