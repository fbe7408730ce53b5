"""Choices and inputs are drawn without a template each, and say the very same."""

import re
from typing import Any

import pytest
from django import forms
from django.forms.renderers import BaseRenderer, DjangoTemplates, get_default_renderer

from tracker.lib.choosing import QuickSelect

ODD = "<Đắk Lắk & 'Huế\">"
GROUPED = [("", "–"), ("a", ODD), (ODD, [("1", "one"), (2, "two")])]
# Each widget, its value.
WIDGETS = [
    (forms.Select(choices=GROUPED), "2"),
    (forms.Select(attrs={"class": ODD, "disabled": True, "hidden": False}, choices=GROUPED), ODD),
    (forms.SelectMultiple(choices=GROUPED), ["a", "1"]),
    (forms.NullBooleanSelect(), True),
    (forms.TextInput(attrs={"maxlength": 9, "autofocus": True}), ODD),
    (forms.NumberInput(attrs={"step": 0.5}), None),
    (forms.EmailInput(), "a@b.vn"),
    (forms.DateInput(attrs={"type": "date"}), "2025-11-17"),
    (forms.HiddenInput(), 7),
    (forms.CheckboxInput(), True),
]


@pytest.mark.parametrize(("widget", "value"), WIDGETS)
def test_as_djangos(widget: forms.Widget, value: object) -> None:
    drawn = [_drawn(widget, value, each) for each in (get_default_renderer(), DjangoTemplates())]
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize("value", ["", None, "a", ODD, 7])
def test_a_long_list_of_choices_as_djangos(value: object) -> None:
    words: Any = {"attrs": {"class": ODD}, "choices": [("", "–"), ("a", ODD), (ODD, "b"), (7, "")]}
    quick, plain = QuickSelect(**words), forms.Select(**words)
    assert _drawn(quick, value, DjangoTemplates()) == _drawn(plain, value, DjangoTemplates())


def _drawn(widget: forms.Widget, value: object, renderer: BaseRenderer) -> str:
    """Without the space between tags, which no browser shows within a choice."""
    html = widget.render("name", value, {"id": "id_name"}, renderer)
    return re.sub(r"\s*(<|>)\s*", r"\1", html)
