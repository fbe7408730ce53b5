"""Which figure of a meeting's document is asked about, as an address says it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Block
from reports.rules.meetings.behind import CLASSES, Figure
from tasks.enums import DeadlineBasis


class FigureForm(forms.Form):
    """Everything may be left out: all tasks in force then, against the deadline in force."""

    standing = forms.ChoiceField(
        label=_("Standing"), required=False, choices=[("", _("– all –")), *CLASSES]
    )
    deadline = forms.TypedChoiceField(
        label=_("Held against"),
        required=False,
        choices=DeadlineBasis.choices,
        coerce=DeadlineBasis,
        empty_value=DeadlineBasis.IN_FORCE,
    )
    block = forms.ChoiceField(
        label=_("Block"), required=False, choices=[("", _("– all –")), *Block.choices]
    )
    # Only in addresses that lead here: the document has names of its own.
    organisation = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        for name, field in self.fields.items():
            if name != "organisation":
                field.widget.attrs["class"] = "form-select"

    @property
    def figure(self) -> Figure | None:
        """None where the form says why not."""
        return Figure(**self.cleaned_data) if self.is_valid() else None
