"""Several rows of the same small form under one larger form."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from tasks.domain import Part
from tasks.interfaces.web.fields import DayField, OrganisationField, TextField


class ClauseForm(forms.Form):
    number = forms.CharField(label=_("Clause"), max_length=40)
    text = TextField(label=_("Text"), rows=2)


class PartForm(forms.Form):
    organisation = OrganisationField(label=_("Co-agency"))
    part = forms.CharField(label=_("Part"), required=False)
    deadline = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, organisations: list[tuple[Any, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = organisations  # type: ignore[attr-defined]


class Rows(BaseFormSet):  # type: ignore[type-arg]
    """Rows left empty are left out."""

    def filled(self) -> list[dict[str, Any]]:
        """What was filled in and not taken out, after `is_valid()`."""
        said = [form.cleaned_data for form in self.forms if form.has_changed() or form.initial]
        return [
            {name: value for name, value in row.items() if name != "DELETE"}
            for row in said
            if row and not row.get("DELETE")
        ]


ClauseRows = formset_factory(ClauseForm, formset=Rows, extra=4)
_PartRows = formset_factory(
    PartForm, formset=Rows, extra=2, can_delete=True, can_delete_extra=False
)


def part_rows(data: Any, *, on: date, parts: Sequence[Any] = ()) -> Any:
    """Rows for co-agencies that exist on the Hanoi day `on`, `parts` filled in already."""
    alive = Organisation.objects.alive_on(on)
    choices = [("", _("– choose –")), *((found.pk, str(found)) for found in alive)]
    return _PartRows(data, prefix="parts", initial=parts, form_kwargs={"organisations": choices})


def parts_of(rows: Any) -> list[Part]:
    """The co-agencies that were filled in."""
    return [Part(**row) for row in rows.filled()]
