"""Form fields as these pages want them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation, User
from tasks.queries.facets import FACETS
from tracker.lib import days
from tracker.lib.choosing import OneOf

DayField = days.DayField


class TextField(forms.CharField):
    """Some lines of text."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": rows})} | kwargs)


class OrganisationField(OneOf):
    """One organisation that exists on a day, or any where no day is given."""

    def __init__(self, *, on: date | None = None, **kwargs: Any) -> None:
        found = Organisation.objects.all() if on is None else Organisation.objects.alive_on(on)
        super().__init__(found, **{"empty_label": _("– choose –")} | kwargs)


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody who holds a role on a day, named with the organisation."""

    def __init__(self, *, on: date, **kwargs: Any) -> None:
        held = Membership.objects.held_on(on)
        people = User.objects.filter(pk__in=held.values("user"))
        super().__init__(
            people.prefetch_related("memberships__organisation"),
            **{"empty_label": _("– choose –")} | kwargs,
        )

    def label_from_instance(self, person: User) -> str:
        seats = {str(held.organisation) for held in person.memberships.all()}
        return f"{person} ({', '.join(sorted(seats))})"


class KeyField(forms.CharField):
    """The key of a facet: only in addresses that lead here, so its choices are not shown."""

    def __init__(self, facet: str) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)
        self.facet = FACETS[facet]

    def clean(self, value: Any) -> str:
        key: str = super().clean(value)
        try:
            self.facet.raw(key) if key else None
        except LookupError as unknown:
            message = say("There is nothing called “%(value)s” here.") % {"value": key}
            raise forms.ValidationError(message, code="unknown") from unknown
        return key


class SuggestingInput(forms.TextInput):
    """A text field that suggests values, each with a label; others can be typed too."""

    def __init__(self, suggestions: Sequence[tuple[str, str]]) -> None:
        self.suggestions = suggestions
        super().__init__()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        field = super().render(name, value, {**(attrs or {}), "list": f"{name}-list"}, renderer)
        return format_html("{}{}", field, datalist(f"{name}-list", self.suggestions))


def datalist(name: str, suggestions: Iterable[tuple[str, str]]) -> SafeString:
    """What fields with `list=name` suggest: pairs of a value and its label."""
    options = format_html_join("", '<option value="{}">{}</option>', suggestions)
    return format_html('<datalist id="{}">{}</datalist>', name, options)


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; their content is looked at by the domain."""

    widget = FilesInput

    def clean(self, data: Any, _initial: Any = None) -> list[Any]:
        return list(data or [])
