"""Guard of updates, submissions, extensions and events → how to be refused by it."""

from datetime import date

from django.db import connection

from tasks.domain import ask_extension
from tasks.models import Extension, ProgressUpdate, Submission, TaskEvent
from tests.accounts.inventory import Violation, added, as_owner, changed
from tests.factories import (
    UserFactory,
    assigned,
    completed,
    draft,
    focal_point_of,
    in_progress,
    submit,
)
from tracker import clock

TODAY, TOMORROW = date(2025, 11, 17), date(2025, 11, 18)


def update() -> ProgressUpdate:
    return ProgressUpdate.objects.get(task=in_progress())


def claim() -> Submission:
    return submit(in_progress())


def accepted() -> Submission:
    return Submission.objects.get(task=completed())


def request() -> Extension:
    task = assigned()
    return ask_extension(
        task,
        by=focal_point_of(task),
        now=clock.now(),
        new_deadline=date(2026, 1, 31),
        reason="Chờ ý kiến.",
    )


def event() -> TaskEvent:
    return TaskEvent.objects.get(task=draft())


def decided(make: Violation, **columns: object) -> Violation:
    """The decision of somebody today, but for `columns`."""

    def violate() -> None:
        by = UserFactory.create()
        changed(make, **{"decided_by": by, "decided_on": TODAY} | columns)()  # type: ignore[arg-type]

    return violate


def unproved() -> None:
    added(claim, task=in_progress(), no_evidence_reason="")()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def by_the_owner(violate: Violation) -> Violation:
    def as_the_owner() -> None:
        with as_owner():
            violate()

    return as_the_owner


REFUSALS_OF_ACTS: dict[str, Violation] = {
    "event_append_only": by_the_owner(changed(event, title="Khác")),
    "extension_decided_by_somebody": changed(request, outcome="refused"),
    "extension_decided_once": changed(request, asked_on=date(2025, 11, 1)),
    "extension_granted_to_a_day": decided(request, outcome="granted"),
    "extension_has_reason": added(request, reason=""),
    "extension_one_open": added(request),
    "extension_outcome_known": decided(request, outcome="accepted"),
    "extension_recorded": added(request, asked_on=TOMORROW),
    "submission_decided_by_somebody": changed(claim, outcome="accepted"),
    "submission_decided_once": changed(claim, product_number="16/2025/NĐ-CP"),
    "submission_names_its_product": added(claim, product_number=""),
    "submission_not_before_its_product": added(claim, product_date=TOMORROW),
    "submission_is_proved": unproved,
    "submission_one_accepted": added(accepted),
    "submission_one_open": added(claim),
    "submission_outcome_known": decided(claim, outcome="granted"),
    "submission_recorded": added(claim, completed_on=TOMORROW),
    "submission_revoked_for_a_reason": changed(accepted, outcome="revoked"),
    "submission_return_has_reason": decided(claim, outcome="returned"),
    "update_append_only": by_the_owner(changed(update, percent=99)),
    "update_percent_to_100": added(update, percent=101),
    "update_recorded": added(update, happened_on=TOMORROW),
    "update_says_something": added(update, percent=None),
}
