"""What became of each task between two meetings, or between a meeting and now."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.interfaces.web.reader import reader_of
from reports.interfaces.web.meeting_page import changes_context
from reports.interfaces.web.meetings import visible_meeting
from reports.interfaces.wording import meetings as words
from reports.models import Meeting
from reports.queries.meetings.seen import seen_by
from reports.queries.meetings.sided import sides_of
from reports.queries.meetings.since import since
from reports.queries.meetings.visible import comparable_with
from reports.rules.meetings.changes import Change, Fact
from reports.rules.meetings.since import Since, class_label

PAGE = 50
NOW = "now"
DIGITS = 19  # so many a number of the database may not have


class ListForm(forms.Form):
    """Which list; what is not known is left out, as an address may be typed."""

    fact = forms.TypedChoiceField(choices=Fact.choices, coerce=Fact, empty_value=None)
    change = forms.TypedChoiceField(choices=Change.choices, coerce=Change, empty_value=None)
    was = forms.ChoiceField(choices=[(name, name) for name in words.SHOWN])
    became = forms.ChoiceField(choices=[(name, name) for name in words.SHOWN])

    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        found = {name: self.cleaned_data.get(name) for name in self.fields}
        return {name: value for name, value in found.items() if value}


@login_required
@require_safe
def meeting_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """`since`: another meeting, by default the one before; `until=now`: from this one to now."""
    reader, found = reader_of(request), visible_meeting(request, pk)
    until_now = request.GET.get("until") == NOW
    try:
        sides = sides_of(found, today=reader.today, since=_asked(request), until_now=until_now)
    except Meeting.DoesNotExist as fault:
        raise Http404 from fault
    if sides is None:
        context = {"meeting": found, "earlier": None, "others": comparable_with(found)}
        return render(request, "reports/meeting_changes.html", context)
    passed = since(sides.before, sides.after)
    chosen = ListForm(request.GET).chosen()
    context = changes_context(passed) | {
        "meeting": found,
        "earlier": sides.earlier,
        "until_now": until_now,
        "sides": sides,
        "others": comparable_with(found),
        "table": words.passing_table(passed),
        "classes": [(name, class_label(name)) for name in words.SHOWN],
        "same": f"until={NOW}" if until_now else f"since={sides.earlier.pk}",
        "chosen": chosen,
        "title": _title(chosen),
    }
    return render(
        request, "reports/meeting_changes.html", context | _listed(request, passed, chosen, found)
    )


def _asked(request: HttpRequest) -> int | None:
    """The meeting that the address names; 0, which none has, for what is no number."""
    asked = request.GET.get("since", "")
    if not asked:
        return None
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < DIGITS else 0


def _title(chosen: dict[str, Any]) -> str:
    """What the list is a list of."""
    if "fact" in chosen or "change" in chosen:
        return str((chosen.get("fact") or chosen["change"]).label)
    return " → ".join(class_label(chosen[name]) for name in ("was", "became") if name in chosen)


def _listed(
    request: HttpRequest, passed: Since, chosen: dict[str, Any], meeting: Meeting
) -> dict[str, Any]:
    """The tasks of the list that the reader may see, and how many there are."""
    if not chosen:
        return {"listed": None}
    found = passed.listed(
        fact=chosen.get("fact"),
        change=chosen.get("change"),
        was=words.classes_of([chosen.get("was", "")]),
        became=words.classes_of([chosen.get("became", "")]),
    )
    reader = reader_of(request)
    seen = seen_by(reader.user, found, meeting, on=reader.today)
    page = Paginator(seen, PAGE).get_page(request.GET.get("page"))
    return {
        "listed": [(each, words.explained(each)) for each in page],
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1),
        "count": len(found),
        "hidden": len(found) - len(seen),
    }
