from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tasks.enums import InstrumentKind
from tasks.interfaces.web.fields import DayField, OrganisationField, TextField
from tasks.models import Programme


class InstrumentForm(forms.Form):
    """The issuer may no longer exist: old documents stay in force."""

    kind = forms.ChoiceField(label=_("Kind"), choices=InstrumentKind.choices)
    number = forms.CharField(label=_("Number"), max_length=60)
    title = TextField(label=_("Title"), rows=2)
    issuer = OrganisationField(label=_("Issuer"))
    issued_on = DayField(label=_("Issued on"))
    source_url = forms.URLField(
        label=_("Address of the source"), required=False, max_length=500, assume_scheme="https"
    )


class NewInstrumentForm(InstrumentForm):
    """With `programme`, that of the tasks entered next, where the secretary has more than one."""

    def __init__(self, data: Any, *, programmes: "QuerySet[Programme]") -> None:
        super().__init__(data)
        found = list(programmes)
        self.fields["kind"].widget.attrs["autofocus"] = True
        if len(found) > 1:
            self.fields["programme"] = forms.ModelChoiceField(
                programmes, label=_("Programme of its tasks"), to_field_name="code"
            )
