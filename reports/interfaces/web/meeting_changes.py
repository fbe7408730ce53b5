"""What became of each task between two meetings, or between a meeting and now."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.enums import Role
from accounts.interfaces.web.reader import Reader, reader_of
from reports.interfaces import meeting_words as words
from reports.interfaces.web.meeting_page import changes_context
from reports.interfaces.web.meetings import visible_meeting
from reports.models import Meeting
from reports.queries.meetings import before, comparable_with
from reports.queries.pictures import Picture, picture_now, picture_of
from reports.queries.since import since
from reports.rules.changes import Change, Fact
from reports.rules.since import Passage, Since, class_label
from tasks.models import Task

PAGE = 50
NOW = "now"


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
    earlier, sides = _sides(request, found, reader)
    if sides is None:
        context = {"meeting": found, "earlier": None, "others": comparable_with(found)}
        return render(request, "reports/meeting_changes.html", context)
    passed = since(*sides)
    chosen = ListForm(request.GET).chosen()
    context = changes_context(passed) | {
        "meeting": found,
        "earlier": earlier,
        "until_now": request.GET.get("until") == NOW,
        "sides": sides,
        "others": comparable_with(found),
        "table": words.passing_table(passed),
        "classes": [(name, class_label(name)) for name in words.SHOWN],
        "same": f"since={earlier.pk}" if request.GET.get("until") != NOW else f"until={NOW}",
        "chosen": chosen,
        "title": _title(chosen),
    }
    return render(
        request, "reports/meeting_changes.html", context | _listed(request, passed, chosen, found)
    )


def _sides(
    request: HttpRequest, found: Meeting, reader: Reader
) -> tuple[Any, tuple[Picture, Picture] | None]:
    """The earlier meeting and both pictures; None where there is nothing to compare with."""
    here = picture_of(found, today=reader.today)
    if request.GET.get("until") == NOW:
        if found.frozen is None:
            raise Http404
        return found, (here, picture_now(found, day=reader.today))
    asked = request.GET.get("since", "")
    if asked:
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0
        earlier: Meeting | None = get_object_or_404(comparable_with(found), pk=number)
    else:
        earlier = before(found)
    if earlier is None:
        return None, None
    return earlier, (picture_of(earlier, today=reader.today), here)


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
    seen = _visible(found, reader_of(request), meeting)
    page = Paginator(seen, PAGE).get_page(request.GET.get("page"))
    return {
        "listed": [(each, words.explained(each)) for each in page],
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1),
        "count": len(found),
        "hidden": len(found) - len(seen),
    }


def _visible(found: Iterable[Passage], reader: Reader, meeting: Meeting) -> list[Passage]:
    """All for who oversees the programme; for others the tasks that they see anyway."""
    passages = list(found)
    if reader.seats.has(Role.SECRETARY, Role.AUDITOR, at=meeting.programme.owner_id):
        return passages
    visible = Task.objects.visible_to(reader.user, on=reader.today)
    mine = set(
        visible.filter(pk__in=[each.line.id for each in passages]).values_list("pk", flat=True)
    )
    return [each for each in passages if each.line.id in mine]
