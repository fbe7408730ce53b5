"""Guard of evidence, obstacles, reporting occurrences and mergers → how to be refused by it."""

from datetime import date
from typing import Any

from django.db import connection

from tasks.models import Evidence, Merger, MergerChoice, Obstacle, Occurrence, OccurrenceReport
from tests.accounts.inventory import Violation, added, as_owner, changed
from tests.factories import (
    InstrumentFactory,
    OrganisationFactory,
    UserFactory,
    assigned,
    completed,
    in_progress,
    submit,
)
from tests.tasks.refusals_of_acts import by_the_owner
from tracker import clock

YESTERDAY, TODAY, TOMORROW = date(2025, 11, 16), date(2025, 11, 17), date(2025, 11, 18)


def evidence() -> Evidence:
    return Evidence.objects.create(
        submission=submit(in_progress()),
        name="to-trinh.pdf",
        sha256="0" * 64,
        size=1,
        media_type="application/pdf",
    )


def late_evidence() -> Evidence:
    return Evidence.objects.filter(submission__task=completed())[0]


def obstacle() -> Obstacle:
    return Obstacle.objects.create(
        task=assigned(),
        kind="obstacle",
        text="Chưa có kinh phí.",
        raised_by=OrganisationFactory.create(),
        by=UserFactory.create(),
        raised_on=TODAY,
        asked=OrganisationFactory.create(),
        answer_by=TOMORROW,
    )


def judged_otherwise() -> None:
    """Another check refuses every word it does not know, so that is taken away first."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE tasks_obstacle DROP CONSTRAINT obstacle_answered_by_somebody")
        changed(obstacle, outcome="granted")()


def occurrence() -> Occurrence:
    task = assigned(deadline=None)
    return Occurrence.objects.create(task=task, period_from=TODAY, due_on=date(2025, 11, 30))


def report() -> OccurrenceReport:
    return OccurrenceReport.objects.create(
        occurrence=occurrence(), reported_on=TODAY, narrative="Đã làm.", by=UserFactory.create()
    )


def merger() -> Merger:
    return Merger.objects.create(
        predecessor=OrganisationFactory.create(),
        successor=OrganisationFactory.create(),
        on=TOMORROW,
        instrument=InstrumentFactory.create(),
        reason="Hợp nhất.",
        by=UserFactory.create(),
    )


def called_off(**words: Any) -> None:
    changed(merger, called_off_at=clock.now(), called_off_by=UserFactory.create(), **words)()


def called_off_and_begun() -> None:
    called_off(called_off_reason="Hoãn.", begun_at=clock.now())


def passed_to_itself() -> None:
    made = merger()
    changed(lambda: made, successor=made.predecessor)()


def choice() -> MergerChoice:
    return MergerChoice.objects.create(
        merger=merger(), task=assigned(), successor=OrganisationFactory.create()
    )


REFUSALS_OF_ANSWERS: dict[str, Violation] = {
    "evidence_append_only": by_the_owner(changed(evidence, name="khac.pdf")),
    "evidence_has_content": added(evidence, size=0),
    "evidence_has_name": added(evidence, name=""),
    "evidence_of_a_known_kind": added(evidence, sha256="1" * 64, media_type="text/html"),
    "evidence_of_an_open_claim": added(late_evidence, sha256="1" * 64),
    "evidence_once": added(evidence),
    "evidence_named_by_its_content": added(evidence, sha256="../etc/passwd"),
    "merger_choice_once": added(choice),
    "merger_called_off_by_somebody_for_a_reason": called_off,
    "merger_called_off_or_begun": called_off_and_begun,
    "merger_ends_an_organisation_once": added(merger),
    "merger_has_reason": added(merger, reason=""),
    "merger_passes_to_another": passed_to_itself,
    "obstacle_answered_after_it_was_raised": added(obstacle, answer_by=YESTERDAY),
    "obstacle_answered_by_somebody": changed(obstacle, outcome="answered"),
    "obstacle_answered_once": changed(obstacle, text="Khác."),
    "obstacle_kind_known": added(obstacle, kind="rumour"),
    "obstacle_outcome_known": judged_otherwise,
    "obstacle_recorded": added(obstacle, raised_on=TOMORROW, answer_by=TOMORROW),
    "obstacle_says_something": added(obstacle, text=""),
    "occurrence_append_only": by_the_owner(changed(occurrence, due_on=date(2025, 12, 31))),
    "occurrence_due_after_its_period_began": added(occurrence, due_on=YESTERDAY),
    "occurrence_due_once": added(occurrence),
    "occurrence_recorded": added(occurrence, period_from=TOMORROW, due_on=date(2025, 12, 31)),
    "occurrence_report_append_only": by_the_owner(changed(report, narrative="Khác.")),
    "occurrence_report_recorded": added(report, reported_on=TOMORROW),
    "occurrence_report_says_something": added(report, narrative=""),
    "tasks_occurrencereport_occurrence_id_key": added(report),
}
