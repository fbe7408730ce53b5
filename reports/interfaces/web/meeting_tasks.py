"""The tasks of a meeting's document that one of its figures counts."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.interfaces.web.reader import reader_of
from reports.interfaces.asking.figures import FigureForm
from reports.interfaces.web.meeting_changes import page_asked
from reports.interfaces.web.meetings import visible_meeting
from reports.interfaces.wording.meetings import name_of
from reports.queries.meetings.behind import page_behind, sight_of
from reports.queries.meetings.pictures import Picture, picture_of
from reports.queries.meetings.seen import Numbered
from reports.rules.meetings.behind import Figure
from reports.rules.meetings.frozen import Line
from tracker.lib.refused import Refused

PAGE = 50


@login_required
@require_safe
def meeting_tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """As long as the figure, and as it was frozen; of a planned meeting by what is recorded now.

    Raises Http404 for a meeting that was called off, and for what no figure counts.
    """
    reader, meeting = reader_of(request), visible_meeting(request, pk)
    form = FigureForm(request.GET)
    if meeting.called_off_at or form.figure is None:
        raise Http404
    picture = picture_of(meeting, today=reader.today)
    sight = sight_of(reader.user, meeting, on=reader.today)
    try:
        picked = page_behind(picture, form.figure, sight, size=PAGE, page=page_asked(request))
    except Refused as fault:
        raise Http404 from fault
    context: dict[str, Any] = {"meeting": meeting, "frozen": meeting.frozen, "form": form}
    asked = {name: form.data[name] for name in form.fields if form.data.get(name)}
    context |= {"picture": picture, "narrowed": urlencode({"meeting": pk, **asked})}
    context |= _listed(request, picked, picture, form.figure)
    return render(request, "reports/meeting_tasks.html", context)


def _listed(
    request: HttpRequest, picked: Numbered[Line], picture: Picture, figure: Figure
) -> dict[str, Any]:
    page = Paginator(range(picked.seen), PAGE).get_page(request.GET.get("page"))
    who = picture.by_code
    return {
        "rows": [_row(line, figure, picture) for line in picked.page],
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1),
        "counted": picked.count,
        "lead": name_of(who[figure.organisation]) if figure.organisation else "",
    }


def _row(line: Line, figure: Figure, picture: Picture) -> tuple[Line, str, str, date | None]:
    """With the name of its lead, its standing and its deadline, as the figure is held against."""
    first = figure.deadline == "first"
    due = line.first_deadline if first else line.deadline
    day = date.fromisoformat(due) if due else None
    return line, name_of(picture.by_code[line.lead]), line.standing_by(figure.deadline), day
