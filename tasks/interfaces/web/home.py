"""The first page: what the reader's organisation owes, and what waits for a secretary."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.enums import Role
from accounts.interfaces.web.reader import Reader, reader_of
from accounts.models import Deputy
from accounts.queries import lent_to
from tasks.interfaces.web import occurrences
from tasks.interfaces.web.first import First, first, first_of
from tasks.interfaces.web.heading import not_begun, who_is_late
from tasks.interfaces.web.owed import Row, row_of
from tasks.interfaces.web.pages import COUNTED
from tasks.interfaces.web.review import late_of
from tasks.models import Task
from tasks.queries import inbox
from tasks.queries.obstacles import answered_lately, to_answer
from tasks.queries.occurrences import owed_reports
from tasks.queries.parts import SeenPart, seen_parts
from tasks.rules.permissions import reports_for
from tasks.rules.urgency import Urgency, part_urgency

LATE = 10
# The soonest due; whoever owes more finds the others in the list of tasks, and in the file.
OWED = 200
ANSWERED = 7  # days in which an answer is news


@login_required
def home(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    if _only_administers(reader):
        return redirect("administration")
    context: dict[str, Any] = {"today": reader.today}
    if reader.seats.where(Role.SECRETARY, Role.AUDITOR):
        context["oversight"] = _oversight(reader)
    if reader.seats.where(Role.FOCAL_POINT, Role.HEAD, Role.OFFICER):
        soonest = first(inbox.owed_by(reader.seats, on=reader.today), OWED, counted=COUNTED)
        context |= {"owed": _owed(soonest, reader), "soonest": soonest}
        context |= _headed(context["owed"], reader) if reader.seats.where(Role.HEAD) else {}
        context |= _waiting(reader, soonest)
        due = first(owed_reports(reader.seats, on=reader.today))
        context["reports_due"] = First(occurrences.shown(due, reader), total=due.total)
        context["joined"] = _joined(reader)
    return render(request, "tasks/home.html", context)


def _only_administers(reader: Reader) -> bool:
    """Whether the reader owes and oversees nothing, and looks after people or the system."""
    others = reader.seats.where(*(role for role in Role if role != Role.ADMINISTRATOR))
    administers = reader.user.is_superuser or reader.seats.where(Role.ADMINISTRATOR)
    return bool(administers) and not others


def _headed(owed: list[tuple[Urgency, list[Row]]], reader: Reader) -> dict[str, Any]:
    """What a head asks besides: whose is late, what has not begun, and who acts for them."""
    rows = [row for _urgency, found in owed for row in found]
    acting = Deputy.objects.acting_on(reader.today).filter(head=reader.user)
    return {
        "headed": True,
        "late": who_is_late(rows),
        "not_begun": not_begun(rows),
        "deputies": acting.select_related("deputy", "organisation"),
    }


def _waiting(reader: Reader, owed: list[Task]) -> dict[str, Any]:
    """What waits for the reader, besides what the organisation owes; and for whom they act."""
    return {
        "lent": lent_to(reader.user, on=reader.today) if reader.seats.lent else [],
        "decides": first_of(inbox.deciding_extensions(reader.seats)),
        "answers": to_answer(reader.seats, on=reader.today).count(),
        "answered": _answered(reader),
        "unclear": sum(bool(task.gaps) for task in owed),
    }


def _answered(reader: Reader) -> int:
    """How many answers to what we asked came in the last days."""
    since = reader.today - timedelta(days=ANSWERED)
    return answered_lately(reader.seats, on=reader.today, since=since).count()


def _owed(tasks: list[Task], reader: Reader) -> list[tuple[Urgency, list[Row]]]:
    """Every urgency that occurs with its tasks, the most urgent first."""
    rows = [row_of(task, reader) for task in tasks]
    order = list(Urgency)
    rows.sort(key=lambda row: order.index(row["urgency"]))  # stable: soonest first within each
    return [(urgency, list(found)) for urgency, found in groupby(rows, lambda row: row["urgency"])]


def _joined(reader: Reader) -> "First[Row]":
    """The parts of the reader's organisations, the most urgent first, those done last."""
    tasks = first(inbox.joined_by(reader.seats, on=reader.today), OWED)
    own, parts = inbox.own_organisations(reader.seats), seen_parts(tasks, on=reader.today)
    rows = [
        _part_row(task, part, reader)
        for task in tasks
        for part in parts[task.pk]
        if part.organisation.pk in own
    ]
    order: list[Urgency | None] = [*Urgency, None]
    rows.sort(key=lambda row: (order.index(row["urgency"]), row["part"].due or date.max))
    return First(rows, total=max(tasks.total, len(rows)))


def _part_row(task: Task, part: SeenPart, reader: Reader) -> Row:
    return {
        "task": task,
        "part": part,
        "urgency": part_urgency(part.joined, part.standing, part.due, reader.today),
        "may_report": reports_for(reader.seats, part.organisation.pk),
    }


def _oversight(reader: Reader) -> dict[str, Any]:
    submissions = inbox.waiting_submissions(reader.seats)
    extensions = inbox.waiting_extensions(reader.seats)
    return {
        "late": late_of(reader, LATE),
        "submissions": submissions[:10],
        "submission_count": submissions.count(),
        "extensions": extensions[:10],
        "extension_count": extensions.count(),
        "draft_count": inbox.drafts(reader.seats).count(),
    }
