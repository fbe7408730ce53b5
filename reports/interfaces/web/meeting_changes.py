"""What became of each task between two meetings, or between a meeting and now."""

from typing import Any
from urllib.parse import urlencode

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
from reports.queries.meetings.seen import Numbered, Sight
from reports.queries.meetings.sided import Sides, sides_of
from reports.queries.meetings.since import since
from reports.queries.meetings.visible import comparable_with
from reports.rules.meetings.changes import Change, Fact
from reports.rules.meetings.passages import Passage, class_label
from reports.rules.meetings.wanted import Wanted

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
    if found.called_off_at:
        raise Http404
    until_now = request.GET.get("until") == NOW
    try:
        sides = sides_of(found, today=reader.today, since=_asked(request), until_now=until_now)
    except Meeting.DoesNotExist as fault:
        raise Http404 from fault
    if sides is None:
        context = {"meeting": found, "earlier": None, "others": comparable_with(found)}
        return render(request, "reports/meeting_changes.html", context)
    chosen = ListForm(request.GET).chosen()
    picked = _picked(request, chosen, found)
    passed = since(sides.before, sides.after, picked)
    context = changes_context(passed) | {
        "meeting": found,
        "earlier": sides.earlier,
        "until_now": until_now,
        "sides": sides,
        "others": comparable_with(found),
        "table": words.passing_table(passed),
        "classes": [(name, class_label(name)) for name in words.SHOWN],
        "same": urlencode(_same(sides, until_now)),
        "chosen": chosen,
        "narrowed": urlencode({"meeting": pk, **_same(sides, until_now), **chosen}),
        "title": _title(chosen),
    }
    listed = _listed(request, picked) if chosen else {"listed": None}
    return render(request, "reports/meeting_changes.html", context | listed)


def _same(sides: Sides, until_now: bool) -> dict[str, Any]:
    return {"until": NOW} if until_now else {"since": sides.earlier.pk}


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


def wanted(chosen: dict[str, Any]) -> Wanted:
    """The list that was chosen."""
    return Wanted(
        fact=chosen.get("fact"),
        change=chosen.get("change"),
        was=words.classes_of([chosen.get("was", "")]),
        became=words.classes_of([chosen.get("became", "")]),
    )


def _picked(request: HttpRequest, chosen: dict[str, Any], meeting: Meeting) -> Numbered[Passage]:
    """Picks the page that the address asks for; the first where it names none."""
    reader = reader_of(request)
    sight: Sight[Passage] = Sight(reader.user, meeting, on=reader.today)
    return Numbered(wanted(chosen), sight, size=PAGE, page=page_asked(request))


def page_asked(request: HttpRequest) -> int:
    """The page that the address names; the first for what is no number."""
    given = request.GET.get("page", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < DIGITS else 1


def _listed(request: HttpRequest, picked: Numbered[Passage]) -> dict[str, Any]:
    """The tasks of the list that the reader may see, and how many there are."""
    held = picked.page
    page = Paginator(range(picked.seen), PAGE).get_page(request.GET.get("page"))
    return {
        "listed": [(each, words.explained(each)) for each in held],
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1),
        "count": picked.count,
        "hidden": picked.hidden,
    }
