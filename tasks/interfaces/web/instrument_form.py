from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.enums import InstrumentKind
from tasks.interfaces.web.fields import DayField, OrganisationField, TextField


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
