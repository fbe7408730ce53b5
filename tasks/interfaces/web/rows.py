"""Several rows of the same small form under one larger form."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from tasks.domain import Part, PartOfTask
from tasks.enums import DeliverableKind
from tasks.interfaces.web.fields import DayField, OrganisationField, PersonField, TextField
from tasks.models import Theme

# Value of a choice → its label, and what it stands for.
Choices = Mapping[str, tuple[str, Any]]


class ClauseForm(forms.Form):
    number = forms.CharField(
        label=_("Clause"),
        max_length=40,
        widget=forms.TextInput(attrs={"placeholder": "3, 2.b …"}),
    )
    text = TextField(label=_("Text"), rows=2)
    theme = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, *args: Any, themes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.themes = themes
        choices = [("", _("– none –")), *((code, label) for code, (label, _one) in themes.items())]
        self.fields["theme"].choices = choices  # type: ignore[attr-defined]

    def clean_theme(self) -> Theme | None:
        chosen = self.cleaned_data["theme"]
        return self.themes[chosen][1] if chosen else None


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


_ClauseRows = formset_factory(ClauseForm, formset=Rows, extra=4)
_PartRows = formset_factory(
    PartForm, formset=Rows, extra=2, can_delete=True, can_delete_extra=False
)


def clause_rows(data: Any) -> Any:
    """Rows for clauses; the themes are read once, however many rows there are."""
    return _ClauseRows(data, prefix="clauses", form_kwargs={"themes": all_themes()})


def all_themes() -> Choices:
    """Every theme by its code. One query."""
    return {theme.code: (str(theme), theme) for theme in Theme.objects.all()}


class PartOfTaskForm(forms.Form):
    """One of the tasks that another one is split into."""

    title = TextField(label=_("Task"), rows=2)
    lead = forms.ChoiceField(label=_("Lead"))
    officer = forms.ChoiceField(label=_("Officer in charge"), required=False)
    deliverable_kind = forms.ChoiceField(
        label=_("Deliverable"),
        required=False,
        choices=[("", _("– choose –")), *DeliverableKind.choices],
    )
    deliverable_measure = forms.CharField(label=_("Measured in"), required=False, max_length=120)
    deliverable_count = forms.IntegerField(label=_("How many"), required=False, min_value=1)
    deadline = DayField(label=_("Due earlier than the whole"), required=False)

    def __init__(self, *args: Any, leads: Choices, officers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leads, self.officers = leads, officers
        for name, found in (("lead", leads), ("officer", officers)):
            choices = [("", _("– choose –")), *((pk, label) for pk, (label, _one) in found.items())]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_lead(self) -> Any:
        return self.leads[self.cleaned_data["lead"]][1]

    def clean_officer(self) -> Any:
        chosen = self.cleaned_data["officer"]
        return self.officers[chosen][1] if chosen else None


_SplitRows = formset_factory(PartOfTaskForm, formset=Rows, extra=3)


def split_rows(data: Any, *, on: date) -> Any:
    """Rows for the parts of a task, with leads and officers of the Hanoi day `on`.

    Organisations and people are read once, however many rows there are.
    """
    people = PersonField(on=on)
    leads = {str(one.pk): (str(one), one) for one in Organisation.objects.alive_on(on)}
    officers = {
        str(one.pk): (people.label_from_instance(one), one) for one in people.queryset or ()
    }
    return _SplitRows(data, prefix="split", form_kwargs={"leads": leads, "officers": officers})


def parts_of_task(rows: Any) -> list[PartOfTask]:
    """The parts that were filled in."""
    return [PartOfTask(**row) for row in rows.filled()]


def part_rows(data: Any, *, on: date, parts: Sequence[Any] = ()) -> Any:
    """Rows for co-agencies that exist on the Hanoi day `on`, `parts` filled in already."""
    alive = Organisation.objects.alive_on(on)
    choices = [("", _("– choose –")), *((found.pk, str(found)) for found in alive)]
    return _PartRows(data, prefix="parts", initial=parts, form_kwargs={"organisations": choices})


def parts_of(rows: Any) -> list[Part]:
    """The co-agencies that were filled in."""
    return [Part(**row) for row in rows.filled()]
