"""What waits for an answer or a decision: obstacles, extensions, reviews, reports due."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.interfaces.web.reader import Reader
from reports.interfaces.exports import figured
from tasks.enums import Act, ObstacleKind, Outcome, Reporting
from tasks.interfaces.api.serializers.extensions import ExtensionsQuery
from tasks.interfaces.api.serializers.obstacles import ObstacleQuery
from tasks.interfaces.api.serializers.occurrences import OccurrenceQuery
from tasks.interfaces.api.serializers.reviews import ReviewQuery
from tasks.interfaces.web.drafting import check_oversees
from tasks.interfaces.web.obstacles import lists_of
from tasks.models import Obstacle, Task
from tasks.queries import extensions as asked
from tasks.queries.inbox import deciding_extensions, own_organisations
from tasks.queries.obstacles import obstacles_of
from tasks.queries.occurrences import listed, owed_reports
from tasks.queries.reviews import Review, each_review, review_count
from tasks.queries.workdays import working_calendar
from tasks.rules.extensions import NAMES, ExtensionCounts
from tasks.rules.obstacles import days_silent
from tracker.lib.exporting.table import (
    Column,
    Export,
    Kind,
    Table,
    Words,
    day,
    integer,
    moment,
    of_queryset,
    of_rows,
    text,
)
from tracker.lib.workdays import Calendar

CODE, TITLE = text(_("Code"), "task.code"), text(_("Task"), "task.title")
LEAD = text(_("Lead"), "task.lead")
BY, RECORDED = text(_("Entered by"), "by"), moment(_("Recorded at"), "recorded_at")


def obstacles(reader: Reader, words: Words) -> Table:
    """All of the API's list, or one of the lists of the page."""
    found = _section(reader, words["list"]) if "list" in words else _narrowed(reader, words)
    calendar = working_calendar()
    columns = [
        *(CODE, TITLE, LEAD),
        Column(_("Kind"), lambda one: ObstacleKind(one.kind).label),
        text(_("What it is about"), "text"),
        text(_("Asked by"), "raised_by"),
        BY,
        day(_("Raised on"), "raised_on"),
        text(_("Who must answer"), "asked"),
        day(_("Answer by"), "answer_by"),
        Column(
            _("Days without an answer"), lambda one: _silent(one, reader, calendar), Kind.INTEGER
        ),
        Column(_("Outcome"), lambda one: Outcome(one.outcome).label),
        text(_("Answer"), "answer"),
        text(_("Answered by"), "answered_by"),
        day(_("Answered on"), "answered_on"),
    ]
    return of_queryset(columns, found)


def _narrowed(reader: Reader, words: Words) -> "QuerySet[Obstacle]":
    return obstacles_of(reader.user, on=reader.today).filter(**words)


def _section(reader: Reader, name: str) -> "QuerySet[Obstacle]":
    for named, _heading, found in lists_of(reader):
        if named == name:
            return found
    raise Http404


def _silent(obstacle: Any, reader: Reader, calendar: Calendar) -> int | None:
    waiting = obstacle.outcome == Outcome.PENDING
    return days_silent(obstacle, reader.today, calendar) if waiting else None


def section_of(given: QueryDict, _reader: Reader) -> Words:
    return {"list": given["list"]} if "list" in given else {}


def extensions(reader: Reader, words: Words) -> Table:
    """Requests that nobody has decided yet."""
    tasks = Task.objects.visible_to(reader.user, on=reader.today).filter(**words)
    return of_queryset(_asked_columns(), asked.waiting(tasks))


def _asked_columns() -> list[Column]:
    return [
        *(CODE, TITLE, LEAD, BY),
        day(_("Asked on"), "asked_on"),
        day(_("Deadline when asked"), "old_deadline"),
        day(_("Deadline asked for"), "new_deadline"),
        text(_("Reason"), "reason"),
        RECORDED,
    ]


def to_decide(reader: Reader, _words: Words) -> Table:
    """Requests that wait for the reader as the head of the stated authority."""
    return Table(
        _asked_columns(),
        lambda: deciding_extensions(reader.seats),
        lambda: sum(1 for _each in deciding_extensions(reader.seats)),
    )


def extension_counts(reader: Reader, words: Words) -> Table:
    """By the organisation that led, then by programme."""
    tasks = Task.objects.visible_to(reader.user, on=reader.today).filter(**words)
    columns = [
        Column(_("By"), lambda row: row[0]),
        Column(_("Code"), lambda row: row[1].code),
        Column(_("Name"), lambda row: row[1]),
        *(
            Column(heading, partial(_counted, name), Kind.INTEGER)
            for name, heading in NAMES.items()
        ),
    ]
    rows: list[tuple[Any, Any, ExtensionCounts]] = [
        *((_("Organisation"), *pair) for pair in asked.by_lead(tasks)),
        *((_("Programme"), *pair) for pair in asked.by_programme(tasks)),
    ]
    return of_rows(columns, rows, partial(figured.seen_of, reader, words))


def _counted(name: str, row: tuple[Any, Any, ExtensionCounts]) -> int:
    return int(getattr(row[2], name))


def reviews(reader: Reader, words: Words) -> Table:
    """Submissions and requests that wait for a secretary."""
    check_oversees(reader, Role.SECRETARY, Role.AUDITOR)
    late = words.get("late")
    columns = [
        *(CODE, TITLE, LEAD),
        Column(_("Waits"), lambda review: Act(review.act).label),
        text(_("Entered by"), "asked.by"),
        day(_("Waiting since"), "since"),
        integer(_("Working days"), "workdays"),
        day(_("In time until"), "due"),
        Column(_("Late"), lambda review: _("yes") if review.is_late else ""),
        Column(_("Secretaries"), lambda review: "; ".join(map(str, review.secretaries))),
    ]

    def rows() -> Iterator[Review]:
        return each_review(reader.seats, on=reader.today, late=late)

    return Table(columns, rows, partial(review_count, reader.seats, on=reader.today, late=late))


def occurrences(reader: Reader, words: Words) -> Table:
    found = listed(reader.user, on=reader.today).filter(**words)
    return _of_occurrences(found.order_by("due_on", "pk"))


def reports_due(reader: Reader, _words: Words) -> Table:
    """What the reader's organisations have to report by the end of the month."""
    if not own_organisations(reader.seats):
        raise Http404
    return _of_occurrences(owed_reports(reader.seats, on=reader.today))


def _of_occurrences(found: Any) -> Table:
    columns = [
        *(CODE, TITLE, LEAD),
        day(_("Period from"), "period_from"),
        day(_("To be reported by"), "due_on"),
        Column(_("Reporting"), lambda one: Reporting(one.reporting).label),
        Column(_("Reported on"), lambda one: _report(one, "reported_on"), Kind.DAY),
        Column(_("What was done"), lambda one: _report(one, "narrative")),
        Column(_("Reported by"), lambda one: _report(one, "by")),
    ]
    return of_queryset(columns, found.select_related("task__lead", "report__by"))


def _report(occurrence: Any, name: str) -> Any:
    """Of the report, where there is one."""
    report = getattr(occurrence, "report", None)
    return getattr(report, name) if report else None


EXPORTS = {
    "obstacles": Export(
        _("Obstacles and petitions"), "obstacle_list", obstacles, ObstacleQuery, section_of
    ),
    "extensions": Export(_("Extensions asked for"), "extension_list", extensions, ExtensionsQuery),
    "extension-counts": Export(
        _("How often deadlines were moved"), "extension_list", extension_counts, ExtensionsQuery
    ),
    "to-decide": Export(_("Extensions that wait for your decision"), "home", to_decide),
    "reviews": Export(_("Reviews waiting"), "review", reviews, ReviewQuery),
    "occurrences": Export(_("Reports on regular tasks"), "home", occurrences, OccurrenceQuery),
    "reports-due": Export(_("Reports due"), "home", reports_due),
}
