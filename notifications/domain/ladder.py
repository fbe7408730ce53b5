from dataclasses import dataclass

from django.db import router, transaction
from django.db.models import QuerySet

from notifications.enums import Audience, Cause, Unit, Urgency
from notifications.models import Rung
from tasks.models import Programme

LEAD = (Audience.OFFICER, Audience.FOCAL_POINTS)
EVERYBODY = (*LEAD, Audience.HEAD, Audience.SECRETARY)
WORKING, URGENT = Unit.WORKING, Urgency.URGENT


@dataclass(frozen=True)
class Step:
    """A rung of the usual ladder; see `Rung`."""

    code: str
    cause: Cause
    audiences: tuple[Audience, ...]
    days: int = 0
    unit: Unit = Unit.CALENDAR
    every: int | None = None
    urgency: Urgency = Urgency.DIGEST


# A new rung of the usual ladder is a line here.
DEFAULT = (
    *(Step(f"before-{n}", Cause.DEADLINE, LEAD, -n) for n in (30, 14, 7, 3, 1)),
    Step("on-the-day", Cause.DEADLINE, LEAD),
    Step("after-1", Cause.DEADLINE, LEAD, 1, WORKING),
    Step("after-3", Cause.DEADLINE, LEAD, 3, WORKING),
    Step("after-7", Cause.DEADLINE, (Audience.HEAD,), 7, WORKING),
    Step("after-14", Cause.DEADLINE, (Audience.SECRETARY,), 14, WORKING),
    Step("weekly", Cause.DEADLINE, EVERYBODY, 28, every=7),
    Step("assigned", Cause.ASSIGNED, LEAD),
    Step("returned", Cause.RETURNED, LEAD, urgency=URGENT),
    Step("revoked", Cause.REVOKED, LEAD, urgency=URGENT),
    Step("extension-asked", Cause.EXTENSION_ASKED, (Audience.SECRETARY, Audience.AUTHORITY)),
    Step("extension-decided", Cause.EXTENSION_DECIDED, LEAD, urgency=URGENT),
    Step("review-waiting", Cause.REVIEW_WAITING, (Audience.SECRETARY,)),
    Step("unclear", Cause.UNCLEAR, (Audience.ASKED,)),
    Step("obstacle", Cause.OBSTACLE, (Audience.ASKED,), urgency=URGENT),
    Step("silent", Cause.SILENT, LEAD, 30, every=30),
    Step("part-late", Cause.PART_LATE, (Audience.ASKED, Audience.FOCAL_POINTS), 1),
    Step("unheard", Cause.UNHEARD, (Audience.SECRETARY,)),
)


def give_default_ladder(programme: Programme) -> QuerySet[Rung]:
    """The usual reminders for `programme`, unless it has a ladder already; its rungs.

    Works on the database that `programme` was read from. Calling it twice changes nothing.
    """
    database = router.db_for_write(Rung, instance=programme)
    found = Rung.objects.using(database).filter(programme=programme)
    if found.exists():
        return found
    with transaction.atomic(using=database):
        Programme.objects.using(database).select_for_update().get(pk=programme.pk)
        rungs = Rung.objects.using(database).filter(programme=programme)
        if not rungs.exists():
            rungs.bulk_create(_rung(programme, step) for step in DEFAULT)
        return rungs


def give_missing_ladders() -> None:
    """The usual reminders for every programme that has no ladder yet.

    However a programme came about, nobody has to remember this. One that wants no reminders
    keeps its rungs and retires them.
    """
    for programme in Programme.objects.filter(rungs=None):
        give_default_ladder(programme)


def _rung(programme: Programme, step: Step) -> Rung:
    return Rung(
        programme=programme,
        code=step.code,
        cause=step.cause,
        days=step.days,
        unit=step.unit,
        every=step.every,
        audiences=list(step.audiences),
        urgency=step.urgency,
    )
