"""Organisations and people chosen by typing a part of the name, without diacritics.

What is typed is found here, so that it works without JavaScript; `combobox.js` shows what fits
while one types. All fields of a page look into the same two lists, each read once.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership, Organisation, User
from tasks.interfaces.web.fields import PersonField
from tasks.queries.facets import folded

T = TypeVar("T", Organisation, User)
NAMED = 4  # so many of those that fit are named
NOBODY = gettext_lazy("Nobody who holds a role is called “%(value)s”: mend it, or leave it empty.")
NO_ORGANISATION = gettext_lazy("No organisation is called “%(value)s”.")
PLACES = ("Thành phố ", "Tỉnh ")
MINISTRY = "Bộ "


@dataclass(frozen=True)
class Choice(Generic[T]):
    """`label` names it in the field; `also` are its other names, and its code."""

    it: T
    label: str
    also: tuple[str, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All that it is found by, without diacritics."""
        return tuple(map(_plain, (self.label, *self.also)))

    @cached_property
    def bare(self) -> frozenset[str]:
        """The same without commas and the like."""
        return frozenset(map(_bare, (self.label, *self.also)))


@dataclass(frozen=True)
class Directory(Generic[T]):
    """Those who can be chosen; `name` is the id of the list of them on the page.

    `none` is said of a name that nobody has.
    """

    name: str
    choices: Sequence[Choice[T]]
    none: str | Promise = NO_ORGANISATION

    def find(self, text: str) -> T:
        """Who is called `text`, or the only one whose names hold every word of it.

        Raises ValidationError, which names those that fit if there are several.
        """
        wanted = _plain(text)
        found = [one for one in self.choices if _bare(text) in one.bare] or [
            one
            for one in self.choices
            if all(word in " ".join(one.names) for word in wanted.split())
        ]
        if len(found) == 1:
            return found[0].it
        if not found:
            raise ValidationError(str(self.none) % {"value": text}, code="unknown")
        named = "; ".join(one.label for one in found[:NAMED])
        more = " …" if len(found) > NAMED else ""
        message = _("“%(value)s” fits several: %(names)s") % {"value": text, "names": named + more}
        raise ValidationError(message, code="several")

    @property
    def suggested(self) -> SafeString:
        """With the folded names, of no language, where browsers without JavaScript look too."""
        named = ((one.label, " ".join(one.names[1:])) for one in self.choices)
        options = format_html_join("", '<option value="{}" lang="zxx">{}</option>', named)
        return format_html('<datalist id="{}">{}</datalist>', self.name, options)

    def label_of(self, it: T) -> str:
        """As it is written in the field."""
        return next((one.label for one in self.choices if one.it == it), str(it))


def organisations_on(day: date) -> Directory[Organisation]:
    """Those that exist on the Hanoi day `day`, found by name and code. One query."""
    alive = Organisation.objects.alive_on(day)
    choices = [Choice(one, str(one), (*_known_as(one), one.name, one.name_en)) for one in alive]
    return Directory("organisations", choices)


def people_on(day: date) -> Directory[User]:
    """Who holds a role on the Hanoi day `day`, named with the organisation. Two queries."""
    field = PersonField(on=day)
    held = Membership.objects.held_on(day)
    people = User.objects.filter(pk__in=held.values("user")).order_by("sort_key", "pk")
    related = people.prefetch_related("memberships__organisation")
    choices = [Choice(one, field.label_from_instance(one), (one.username,)) for one in related]
    return Directory("people", choices, NOBODY)


class NamedField(forms.CharField):
    """One of a directory, typed by name or a part of it."""

    def __init__(self, directory: Directory[Any], **words: Any) -> None:
        self.directory = directory
        super().__init__(**{"required": False} | words)
        self.widget.attrs |= {"list": directory.name, "autocomplete": "off", "data-choose": ""}

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self.directory.find(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        return self.directory.label_of(value) if isinstance(value, Organisation | User) else value


def _known_as(organisation: Organisation) -> list[str]:
    """Its code, and what documents call it for short: Hà Nội, Bộ KH&CN."""
    name = organisation.name
    known = [organisation.code]
    known += [name.removeprefix(place) for place in PLACES if name.startswith(place)]
    if name.startswith(MINISTRY):
        words = name.removeprefix(MINISTRY).replace(",", " ").split()
        known.append(MINISTRY + "".join(word[0] for word in words if word != "và"))
    return known


def _plain(text: str) -> str:
    return " ".join(folded(text).split())


def _bare(text: str) -> str:
    return _plain(re.sub(r"\s*&\s*|[,.]", "", text))
