"""Obstacles and petitions: the lists of both sides, and the answer."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.interfaces.web.reader import Reader, posted, reader_of
from accounts.queries import heirs_of
from tasks import domain
from tasks.enums import Act, ObstacleKind, Outcome
from tasks.interfaces.web.act_form import ActForm
from tasks.interfaces.web.fields import DayField, OrganisationField, TextField
from tasks.interfaces.web.first import First, first
from tasks.models import Obstacle
from tasks.queries import obstacles
from tasks.queries.workdays import explained, working_calendar
from tasks.rules.obstacles import answer_day, days_silent, who_answers
from tasks.rules.permissions import may
from tracker.clock import day_of
from tracker.lib.refused import Refused

RECENT = timedelta(days=30)


@login_required
def obstacle_list(request: HttpRequest) -> HttpResponse:
    """What the reader has to answer, has asked, and, for who oversees, every silence."""
    reader = reader_of(request)
    context = {"sections": [_section(reader, *each) for each in lists_of(reader)]}
    return render(request, "tasks/obstacles.html", context)


def lists_of(reader: Reader) -> Iterable[tuple[str, Promise, QuerySet[Obstacle]]]:
    """Each list that is theirs: its name, its heading, and what is on it."""
    seats = reader.seats
    if seats.where(*obstacles.ANSWERERS):
        yield "to-answer", _("Waiting for our answer"), obstacles.to_answer(seats, on=reader.today)
    if seats.where(Role.FOCAL_POINT, Role.HEAD, Role.OFFICER):
        found = obstacles.asked_by(seats, on=reader.today)
        yield "asked", _("Asked by us, not answered yet"), found
        since = reader.today - RECENT
        yield (
            "answered",
            _("Answered to us in the last 30 days"),
            obstacles.answered_lately(seats, on=reader.today, since=since),
        )
    if seats.where(Role.SECRETARY, Role.AUDITOR):
        found = obstacles.unanswered(seats)
        yield "unanswered", _("Not answered yet, in all the programme"), found


def _section(
    reader: Reader, name: str, heading: Promise, found: QuerySet[Obstacle]
) -> dict[str, Any]:
    rows = first(found)
    return {
        "name": name,
        "heading": heading,
        "obstacles": First(shown(rows, reader), total=rows.total),
    }


def shown(found: Iterable[Obstacle], reader: Reader) -> list[dict[str, Any]]:
    """Each obstacle with how long its answer is late, and whether the reader can give it."""
    heirs, calendar = heirs_of(reader.today), working_calendar()
    return [
        {
            "obstacle": one,
            "silent": days_silent(one, reader.today, calendar),
            "today": reader.today,
            "may_answer": one.outcome == Outcome.PENDING and _may_answer(one, reader, heirs),
        }
        for one in found
    ]


def _may_answer(obstacle: Obstacle, reader: Reader, heirs: Mapping[int, int]) -> bool:
    obstacle.task.acting_at = who_answers(obstacle, heirs)
    return may(Act.ANSWER, reader.seats, obstacle.task)


class AnswerForm(forms.Form):
    answer = TextField(label=_("Answer"), rows=5)


@login_required
def obstacle_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answers 422 with what was filled in when a rule says no."""
    reader = reader_of(request)
    obstacle = obstacles.obstacles_of(reader.user, on=reader.today).filter(pk=pk).first()
    if obstacle is None:
        raise Http404
    if not _may_answer(obstacle, reader, heirs_of(reader.today)):
        raise PermissionDenied
    form = AnswerForm(posted(request))
    if form.is_valid() and _answered(obstacle, form, reader):
        messages.success(request, _("The answer has been recorded."))
        return redirect("obstacle_list")
    allowed = explained(day_of(obstacle.recorded_at), obstacle.answer_by)
    context = {"row": shown([obstacle], reader)[0], "form": form, "explanation": allowed}
    return render(
        request, "tasks/obstacle_answer.html", context, status=422 if form.is_bound else 200
    )


def _answered(obstacle: Obstacle, form: forms.Form, reader: Reader) -> bool:
    try:
        domain.answer_obstacle(obstacle, by=reader.user, now=reader.now, **form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused)
        return False
    return True


def suggest_who_answers(form: ActForm) -> None:
    """Offer `form` the organisations of today; the programme's owner answers unless changed."""
    asked = form.fields["asked"]
    form.fields["asked"] = OrganisationField(
        label=asked.label, required=asked.required, on=form.reader.today
    )
    form.initial.setdefault("asked", form.task.programme.owner_id)
    form.initial.setdefault("answer_by", answer_day(form.reader.today, working_calendar()))


class Raise(ActForm):
    act, heading = Act.RAISE, _("Report an obstacle")
    done = _("Recorded. Whoever must answer finds it in their list.")

    kind = forms.ChoiceField(label=_("Kind"), choices=ObstacleKind.choices)
    text = TextField(label=_("What it is about"))
    asked = OrganisationField(label=_("Who must answer"))
    answer_by = DayField(label=_("Answer by"))

    def prepare(self) -> None:
        self.initial.setdefault("kind", ObstacleKind.OBSTACLE)
        suggest_who_answers(self)

    def perform(self, **words: Any) -> object:
        return domain.raise_obstacle(self.task, **self.who, **words)
