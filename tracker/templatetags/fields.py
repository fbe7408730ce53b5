"""A field of a form with its widget, as Bootstrap wants it."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

register = template.Library()

# Kinds of widgets that are drawn in a way of their own, and Bootstrap's class for each.
KINDS: tuple[tuple[type[forms.Widget] | tuple[type[forms.Widget], ...], str, str], ...] = (
    (forms.CheckboxInput, "checkbox", "form-check-input"),
    ((forms.RadioSelect, forms.CheckboxSelectMultiple), "choices", ""),
    (forms.FileInput, "file", ""),
    (forms.Select, "select", "form-select"),
)


@register.filter
def kind(field: BoundField) -> str:
    """`checkbox`, `choices` (of which each is seen), `file`, `select`, or `text`."""
    return _kind(field)[0]


@register.filter
def control(field: BoundField) -> SafeString:
    """The widget, marked where what was said is not right."""
    widget, name = field.field.widget, _kind(field)[1]
    classes = [type(widget).__name__.lower(), widget.attrs.get("class", ""), name]
    classes += ["is-invalid"] if field.errors else []
    return field.as_widget(attrs={"class": " ".join(filter(None, classes))})


def _kind(field: BoundField) -> tuple[str, str]:
    widget: Any = field.field.widget
    for types, found, name in KINDS:
        if isinstance(widget, types):
            return found, name
    return "text", "form-control"
