"""Which notices are asked for, as the page and its files read it from an address."""

from typing import Any

from django import forms
from django.http import Http404, QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.interfaces.web.reader import Reader
from notifications.enums import NoticeState
from notifications.interfaces.asking import owners_in
from tasks.interfaces.web.fields import DayField
from tasks.models import Programme
from tasks.queries.programmes import programmes_of
from tracker.lib.choosing import OneOf

DIGITS = 18  # so many a number of the database always has


class Narrowing(forms.Form):
    """Every field may be left out; of whom and of which task, the address says."""

    programme = OneOf(
        Programme.objects.none(), label=_("Programme"), required=False, empty_label=_("– all –")
    )
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("– all –")), *NoticeState.choices], required=False
    )
    from_day = DayField(label=_("Planned from"), required=False)
    until_day = DayField(label=_("Planned until"), required=False)

    def __init__(self, data: Any, *, reader: Reader) -> None:
        super().__init__(data)
        programmes = programmes_of(reader.user, on=reader.today)
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]


def owners_of(given: QueryDict, reader: Reader) -> dict[str, Any]:
    """The `task` and the `person` of the address. Raises Http404 for those that are not there."""
    ids = {name: _number(str(given[name])) for name in ("task", "person") if name in given}
    return owners_in(ids, reader)


def asked_by(form: Narrowing) -> dict[str, Any]:
    """What the form says; a field that makes no sense narrows nothing and shows its error."""
    form.is_valid()
    said = getattr(form, "cleaned_data", {})
    return {name: value for name, value in said.items() if value}


def asked_of_page(given: QueryDict, reader: Reader) -> dict[str, Any] | None:
    """All that the address says; None where a part of it makes no sense."""
    form = Narrowing(given, reader=reader)
    return owners_of(given, reader) | asked_by(form) if form.is_valid() else None


def _number(given: str) -> int:
    if not (given.isascii() and given.isdecimal()) or len(given) > DIGITS:
        raise Http404
    return int(given)
