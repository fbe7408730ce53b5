"""All tasks the reader may see, narrowed down by a form in the address."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from accounts.interfaces.web.reader import reader_of
from accounts.models import Organisation
from tasks.enums import DeadlineBasis, Knowledge, Organised, Standing, Status
from tasks.interfaces.web.fields import DayField, KeyField, OrganisationField
from tasks.interfaces.web.pages import Pages
from tasks.models import Instrument, Programme
from tasks.queries.facets import FACETS
from tasks.queries.listing import (
    KEYED,
    OF_NO_FIGURE,
    RESTING,
    filtered_tasks,
    size_of_figure,
)
from tasks.queries.then import put_back
from tasks.rules.standing import standing_of
from tracker.lib.choosing import OneOf

FIRST = ("text", "organisation", "standing")
# What is still owed, the soonest first; then what was completed, the latest first.
# An index has them so: tasks_task's `task_listed`.
OPEN_FIRST = (
    F("completed_on").desc(nulls_first=True),
    F("deadline").asc(nulls_last=True),
    "code_key",
    "pk",
)
# The same against the first deadline, which `due` is then.
FIRST_DUE = (OPEN_FIRST[0], F("due").asc(nulls_last=True), *OPEN_FIRST[2:])
SOONEST_FIRST = (F("due").asc(nulls_last=True), "code_key", "pk")
# What no row shows, and what takes long to read: words, and parts of co-agencies.
UNSHOWN = (
    *("act_detail", "act_note", "act_late_reason", "parts", "deadline_text", "folded"),
    *("deliverable_measure", "gap_steps", "gap_from", "gaps", "joined", "lead_from"),
    *("clause__text", "clause__instrument__title", "clause__instrument__folded", "lead__folded"),
)
STANDINGS = [
    ("", _("– all –")),
    ("in_time", _("In time (all)")),
    ("completed", _("Completed (all)")),
    *Standing.choices,
    *((status.value, status.label) for status in (Status.WITHDRAWN, Status.ENDED)),
]


class Narrowing(forms.Form):
    """Every field may be left out."""

    text = forms.CharField(label=_("Words or code"), required=False, max_length=200)
    organisation = OrganisationField(
        label=_("Organisation"), required=False, empty_label=_("– all –")
    )
    programme = OneOf(
        Programme.objects.all(), label=_("Programme"), required=False, empty_label=_("– all –")
    )
    instrument = OneOf(
        Instrument.objects.all(), label=_("Instrument"), required=False, empty_label=_("– all –")
    )
    standing = forms.ChoiceField(label=_("Standing"), choices=STANDINGS, required=False)
    due_from = DayField(label=_("Due from"), required=False)
    due_to = DayField(label=_("Due to"), required=False)
    deadline = forms.ChoiceField(
        label=_("Held against"), choices=DeadlineBasis.choices, required=False
    )
    as_of = DayField(label=_("As of"), required=False)
    knowledge = forms.TypedChoiceField(
        label=_("Knowledge"), choices=Knowledge.choices, coerce=Knowledge, required=False
    )
    # Only in addresses that lead here: who leads the task itself, and not one below it.
    lead = OneOf(
        Organisation.objects.all(), to_field_name="code", required=False, widget=forms.HiddenInput
    )
    organised = forms.TypedChoiceField(
        choices=Organised.choices, coerce=Organised, required=False, widget=forms.HiddenInput
    )
    # What a figure of the rates counts, of which the reader may not see all.
    figure = forms.BooleanField(required=False, widget=forms.HiddenInput)
    theme = KeyField("theme")
    block = KeyField("block")
    deliverable = KeyField("deliverable")
    authority = KeyField("authority")
    quarter = KeyField("quarter")

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data)
        self.today = today

    def asked_first(self) -> list[forms.BoundField]:
        """What is asked on most days; the rest is folded until it says something."""
        return [field for field in self.visible_fields() if field.name in FIRST]

    def asked_further(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in FIRST]

    def asks_further(self) -> bool:
        return any(field.data or field.errors for field in self.asked_further())

    def clean_as_of(self) -> date | None:
        day: date | None = self.cleaned_data["as_of"]
        if day is not None and day > self.today:
            raise forms.ValidationError(
                say("This day lies in the future: nothing is known of it yet."), code="future"
            )
        return day


@login_required
def task_list(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    form = Narrowing(request.GET or None, today=reader.today)
    narrowed = narrowed_by(form)
    as_of, day = narrowed.get("as_of"), narrowed.get("as_of", reader.today)
    tasks = filtered_tasks(reader.user, on=reader.today, **narrowed)
    related = tasks.select_related("lead", "clause__instrument").defer(*UNSHOWN)
    ordered = related.order_by(*(SOONEST_FIRST if as_of else open_first(narrowed["basis"])))
    page = Pages(ordered, exact=narrowed["figure"]).get_page(request.GET.get("page"))
    other = other_basis(narrowed["basis"])
    knowledge = narrowed.get("knowledge", Knowledge.HAPPENED)
    listed = put_back(page, day=day, knowledge=knowledge) if as_of else page
    rows = [(task, standing_of(task, day, other)) for task in listed]
    context = {"form": form, "page": page, "rows": rows, "today": day, "other": other}
    context |= {"as_of": as_of, "knowledge": knowledge, "also": also(narrowed["only"])}
    context["numbers"] = page.paginator.get_elided_page_range(page.number, on_each_side=1)
    if narrowed["figure"]:
        context["counted"] = size_of_figure(reader.user, on=reader.today, **narrowed)
    return render(request, "tasks/task_list.html", context)


def open_first(basis: DeadlineBasis) -> tuple[Any, ...]:
    """The order of tasks as they are today."""
    return OPEN_FIRST if basis is DeadlineBasis.IN_FORCE else FIRST_DUE


def narrowed_by(form: Narrowing) -> dict[str, Any]:
    """What the form says; a field that makes no sense narrows nothing and shows its error."""
    form.is_valid()
    said = getattr(form, "cleaned_data", {})
    narrowed = {name: value for name, value in said.items() if value not in (None, "")}
    narrowed["only"] = {name: narrowed.pop(name) for name in KEYED if name in narrowed}
    if narrowed.get("standing") in RESTING:
        narrowed["status"] = Status(narrowed.pop("standing"))
    narrowed["figure"] = bool(narrowed.get("figure")) and not OF_NO_FIGURE & narrowed.keys()
    basis = narrowed.pop("deadline", DeadlineBasis.IN_FORCE)
    return narrowed | {"basis": DeadlineBasis(basis)}


def also(only: Mapping[str, str]) -> list[str]:
    """What else narrows the list down, by name."""
    found = ((FACETS[name], key) for name, key in only.items())
    return [name for facet, key in found for _raw, _key, name in facet.names([facet.raw(key)])]


def other_basis(basis: DeadlineBasis) -> DeadlineBasis:
    in_force = basis is DeadlineBasis.IN_FORCE
    return DeadlineBasis.FIRST if in_force else DeadlineBasis.IN_FORCE
