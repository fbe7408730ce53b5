"""Organisations: added, and renamed. Where they stand and when they end is told elsewhere."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from accounts.domain.keeping import check_administers
from accounts.domain.writing import written_by
from accounts.models import Organisation, User
from tracker.lib.refused import Refused


def add_organisation(
    *,
    by: User,
    now: datetime,
    code: str,
    name: str,
    name_en: str,
    kind: str,
    block: str,
    parent: Organisation | None,
    alive_from: date,
) -> Organisation:
    """An organisation, part of `parent` or of none, that exists from the day `alive_from` on.

    Raises PermissionDenied unless `by` looks after `parent`, or after everything; Refused for a
    code that is taken and for a parent that does not exist then.
    """
    with written_by(by):
        check_administers(parent, by=by, now=now)
        code = code.upper()
        if Organisation.objects.filter(code=code).exists():
            raise Refused(
                _("Another organisation has this code already."), code="taken", field="code"
            )
        _check_parent(parent, alive_from)
        return Organisation.objects.create(
            code=code,
            name=name,
            name_en=name_en,
            kind=kind,
            block=block,
            parent=parent,
            alive_from=alive_from,
        )


def rename_organisation(
    organisation: Organisation, *, by: User, now: datetime, name: str, name_en: str
) -> Organisation:
    """From now on it is called so, everywhere; what it was called before is kept, with the moment.

    Raises PermissionDenied; Refused when nothing changes.
    """
    with written_by(by):
        found = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
        check_administers(found, by=by, now=now)
        if (found.name, found.name_en) == (name, name_en):
            raise Refused(_("It is called so already."), code="same", field="name")
        found.name, found.name_en = name, name_en
        found.save(update_fields=["name", "name_en"])
    return found


def _check_parent(parent: Organisation | None, day: date) -> None:
    if parent and not Organisation.objects.alive_on(day).filter(pk=parent.pk).exists():
        raise Refused(
            _("The organisation above it does not exist on that day."),
            code="not_alive",
            field="parent",
        )
