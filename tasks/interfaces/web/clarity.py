"""The six clarities of a task, and the page of what is unclear and who must mend it."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.interfaces.web.reader import Reader, reader_of
from tasks.enums import UNFINISHED, Clarity, Status
from tasks.interfaces.web.fields import OrganisationField
from tasks.models import Programme, Task
from tasks.queries.clarity import Mending, lacking_of, mending_of
from tasks.queries.programmes import programmes_of
from tasks.queries.unclear import scores_of, unclear_tasks
from tasks.rules.clarity import last_gaps, score
from tasks.rules.clarity_score import ClarityScore
from tasks.templatetags.task_words import day
from tracker.lib.choosing import OneOf
from tracker.lib.rounding import rounded

PAGE = 50


class Narrowing(forms.Form):
    """Every field may be left out."""

    programme = OneOf(
        Programme.objects.all(), label=_("Programme"), required=False, empty_label=_("– all –")
    )
    organisation = OrganisationField(
        label=_("Organisation"), required=False, empty_label=_("– all –")
    )
    clarity = forms.ChoiceField(
        label=_("What is missing"), choices=[("", _("– all –")), *Clarity.choices], required=False
    )
    mine = forms.BooleanField(label=_("Only what I must supply"), required=False)


@dataclass(frozen=True)
class Row:
    """One unclear task."""

    task: Task
    mending: list[Mending]

    @property
    def score(self) -> int:
        """How many of the six are clear."""
        return score([mending.clarity for mending in self.mending])


@dataclass(frozen=True)
class ScoreRow:
    """The score of a programme or an organisation, in the reader's numerals."""

    name: str
    score: ClarityScore

    @property
    def share(self) -> str | Promise:
        share = self.score.share
        return _("no tasks") if share is None else f"{_shown(share * 100, 1)}\N{NO-BREAK SPACE}%"

    @property
    def mean(self) -> str | Promise:
        mean = self.score.mean
        return _("no tasks") if mean is None else _shown(mean, 2)


@login_required
def unclear(request: HttpRequest) -> HttpResponse:
    """What lacks a clarity among the tasks that the reader may see, and the scores."""
    reader = reader_of(request)
    form = Narrowing(request.GET or None)
    asked = asked_by(form)
    found = unclear_tasks(reader.user, on=reader.today, **asked).order_by("code_key", "pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    mending = mending_of(tasks := list(page.object_list), on=reader.today)
    context = {
        "form": form,
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1),
        "rows": [Row(task, mending[task.pk]) for task in tasks],
    }
    return render(request, "tasks/clarity.html", context | _scores(reader, asked))


def asked_by(form: Narrowing) -> dict[str, Any]:
    """What the form says; a field that makes no sense narrows nothing and shows its error."""
    form.is_valid()
    said = getattr(form, "cleaned_data", {})
    return {name: value for name, value in said.items() if value}


def _scores(reader: Reader, asked: dict[str, Any]) -> dict[str, list[ScoreRow]]:
    """Rows for the programmes of which the reader is a member."""
    programmes = programmes_of(reader.user, on=reader.today)
    if (wanted := asked.get("programme")) is not None:
        programmes = programmes.filter(pk=wanted.pk)
    scores = scores_of(list(programmes), on=reader.today, organisation=asked.get("organisation"))
    return {
        "programmes": [ScoreRow(str(one), found) for one, found in scores.programmes.items()],
        "organisations": [ScoreRow(str(one), found) for one, found in scores.organisations.items()],
    }


def _shown(value: Fraction, places: int) -> str:
    return str(number_format(rounded(value, places), decimal_pos=places))


def unclear_of(task: Task, reader: Reader) -> list[tuple[Task, list[Mending]]]:
    """The draft, or those members of a group, that lack something today, and who must supply it."""
    drafts = [task]
    if task.is_group:
        members = Task.objects.filter(parent=task, status=Status.DRAFT).select_related("lead")
        drafts = list(members.order_by("code_key"))
    lacking = lacking_of(drafts, on=reader.today)
    mending = mending_of(drafts, on=reader.today, lacking=lacking)
    return [(draft, mending[draft.pk]) for draft in drafts if mending.get(draft.pk)]


def gaps_now(task: Task, reader: Reader) -> list[str]:
    """What it lacks: of a draft by the rule of today, of others as it was noted last."""
    if task.status != Status.DRAFT:
        return last_gaps(task)
    return lacking_of([task], on=reader.today).get(task.pk, [])


# Why what is there does not count.
WHY = {
    Clarity.PERSON: _("not clear: holds no role in the lead today"),
    Clarity.AUTHORITY: _("not clear: no longer exists, or stands below the lead"),
    Clarity.RESPONSIBILITY: _("not clear: no longer exists, or a co-agency is without its part"),
    Clarity.DELIVERABLE: _("not clear: kind, unit and count are all needed"),
}


def panel(task: Task, reader: Reader, acts: list[dict[str, Any]], *, may_edit: bool) -> Any:
    """The six clarities of `task` for its page: what it says, lacks, and who must supply it."""
    gaps = gaps_now(task, reader)
    mending = mending_of([task], on=reader.today, lacking={task.pk: gaps}).get(task.pk, [])
    missing = {one.clarity: one for one in mending}
    says = _says(task)
    notes: dict[Clarity, object] = {
        Clarity.PERSON: task.unit or "",
        Clarity.TASK: task.clause.text,
        Clarity.TIMELINE: task.deadline_text,
    }
    return {
        "clarities": [
            {
                "name": clarity.label,
                "says": says[clarity],
                "note": notes.get(clarity, ""),
                "missing": missing.get(clarity),
                "why": WHY.get(clarity, _("not clear")),
                "mend": _mend(task, clarity, acts, may_edit) if clarity in missing else "",
            }
            for clarity in Clarity
        ],
        "clarity_score": score(gaps),
        "can_be_mended": task.status == Status.DRAFT or task.status in UNFINISHED,
    }


def _mend(task: Task, clarity: Clarity, acts: list[dict[str, Any]], may_edit: bool) -> str:
    """Where this reader can supply it; empty where they cannot."""
    if may_edit:
        return reverse("task_edit", args=[task.pk])
    if clarity is Clarity.PERSON and any(act["slug"] == "hand-down" for act in acts):
        return reverse("task_act", args=[task.pk, "hand-down"])
    return ""


def _says(task: Task) -> dict[Clarity, object]:
    return {
        Clarity.PERSON: task.officer,
        Clarity.TASK: f"{task.clause.instrument}, {task.clause.number}",
        Clarity.TIMELINE: _timeline(task),
        Clarity.RESPONSIBILITY: task.lead,
        Clarity.AUTHORITY: task.authority,
        Clarity.DELIVERABLE: _deliverable(task),
    }


def _timeline(task: Task) -> str | Promise:
    if task.rhythm:
        return _("Regular: %(rhythm)s") % {"rhythm": task.get_rhythm_display()}
    if task.is_regular:
        return _("Regular, without a deadline")
    return day(task.deadline) if task.deadline else ""


def _deliverable(task: Task) -> str | Promise:
    if not task.deliverable_kind:
        return ""
    amount = f"{task.deliverable_count or ''} {task.deliverable_measure}".strip()
    kind = task.get_deliverable_kind_display()
    return f"{kind}: {amount}" if amount else kind
