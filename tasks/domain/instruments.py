"""Entering the documents that assign tasks."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from psycopg.errors import UniqueViolation

from accounts.domain.writing import written_by
from accounts.enums import Role
from accounts.models import Organisation, User
from accounts.queries import seats_of
from tasks.domain.recording import filled
from tasks.models import Clause, Instrument, Theme
from tracker.clock import day_of
from tracker.lib.refused import Refused


class NewClause(NamedTuple):
    """A clause to be entered; `theme` is the group of work that it belongs to, if any."""

    number: str
    text: str
    theme: Theme | None = None


@transaction.atomic
def enter_instrument(
    *,
    by: User,
    now: datetime,
    kind: str,
    number: str,
    title: str,
    issuer: Organisation,
    issued_on: date,
    source_url: str = "",
    clauses: Iterable[NewClause | tuple[str, str]] = (),
) -> Instrument:
    """A new instrument with its clauses (number, text), in their order.

    Raises PermissionDenied for anyone but a secretary, Refused for a number that is there
    already, a blank number, title or text, or a date in the future.
    """
    check_secretary(by, now)
    number = filled(number, field="number")
    if issued_on > day_of(now):
        raise Refused(_("This day lies in the future."), code="future", field="issued_on")
    instrument = _created(
        kind=kind,
        number=number,
        title=filled(title, field="title"),
        issuer=issuer,
        issued_on=issued_on,
        source_url=source_url,
    )
    for clause in clauses:
        add_clause(instrument, by=by, now=now, **NewClause(*clause)._asdict())
    return instrument


@transaction.atomic
def add_clause(
    instrument: Instrument,
    *,
    by: User,
    now: datetime,
    number: str,
    text: str,
    theme: Theme | None = None,
) -> Clause:
    """A further clause at the end of the instrument. Raises as `enter_instrument`."""
    check_secretary(by, now)
    number, text = filled(number, field="clauses"), filled(text, field="clauses")
    Instrument.objects.select_for_update().get(pk=instrument.pk)
    check_number_free(instrument, number, field="clauses")
    last = Clause.objects.filter(instrument=instrument).aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    with written_by(by):
        return Clause.objects.create(
            instrument=instrument, number=number, text=text, theme=theme, position=position
        )


def check_number_free(instrument: Instrument, number: str, *, field: str) -> None:
    """Raises Refused when a clause of the instrument has this number."""
    if Clause.objects.filter(instrument=instrument, number=number).exists():
        raise Refused(
            _("The instrument has a clause with this number already."),
            code="number_taken",
            field=field,
        )


def _created(**columns: Any) -> Instrument:
    """The database decides whether the number is taken: of two at once, the later is refused."""
    try:
        with transaction.atomic():
            return Instrument.objects.create(**columns)
    except IntegrityError as fault:
        if not isinstance(fault.__cause__, UniqueViolation):
            raise
        raise Refused(
            _("An instrument with this number has been entered already."),
            code="number_taken",
            field="number",
        ) from fault


def check_secretary(by: User, now: datetime) -> None:
    """Raises PermissionDenied unless `by` is a secretary on the day of `now`."""
    if not seats_of(by, on=day_of(now)).where(Role.SECRETARY):
        raise PermissionDenied(_("Only a secretary can enter instruments."))
