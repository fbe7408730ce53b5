"""Mergers are carried out: what is open passes on the day, each task an event of its own."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Organisation
from accounts.queries import heirs_of
from tasks.domain.judging import judge
from tasks.domain.leading import lead_by
from tasks.domain.recording import record
from tasks.enums import Act
from tasks.models import Merger, Task
from tasks.queries.mergers import concerned, due_mergers
from tasks.queries.workdays import working_calendar
from tasks.rules.lateness import needs_reason
from tasks.rules.parts import parts_of, written
from tasks.rules.passing import Capacity, capacities_of, parts_passed, parts_without
from tracker.clock import day_of


def carry_out_mergers(*, now: datetime) -> int:
    """Pass on what is still open with organisations whose merger is due; how many tasks did.

    Also what was assigned meanwhile, or came back to such an organisation later (an acceptance
    revoked). Each task commits by itself, so it can be stopped and run again, and by two at once:
    a task that somebody is acting on is left for the next time.
    """
    return sum(_carry_out(merger, now=now) for merger in due_mergers(day_of(now)))


def _carry_out(merger: Merger, *, now: datetime) -> int:
    if not _claimed(merger, now=now):
        return 0
    open_tasks = list(concerned(merger.predecessor_id).order_by("pk").values_list("pk", flat=True))
    passed = 0
    if open_tasks:
        heirs = _heirs(merger)
        passed = sum(_pass_on(pk, merger, heirs, now=now) for pk in open_tasks)
    if merger.done_at is None and not _still_open(merger):
        Merger.objects.filter(pk=merger.pk, done_at=None).update(done_at=now)
    return passed


def _claimed(merger: Merger, *, now: datetime) -> bool:
    """Whether it stands: from now on it cannot be called off, and was not until now."""
    if merger.begun_at is not None:
        return True
    standing = Merger.objects.filter(pk=merger.pk, called_off_at=None)
    return bool(standing.update(begun_at=Coalesce("begun_at", Value(now))))


def _heirs(merger: Merger) -> Mapping[int | None, Organisation]:
    """Id of a task → who has it after the merger; under None, who has all others.

    Whoever was chosen may have ended before that day: then whoever has its place then.
    """
    chosen: dict[int | None, int] = dict(merger.choices.values_list("task_id", "successor_id"))
    chosen[None] = merger.successor_id
    follows = heirs_of(merger.on)
    found = {task: follows.get(to, to) for task, to in chosen.items()}
    by_id = Organisation.objects.in_bulk(set(found.values()))
    return {task: by_id[to] for task, to in found.items()}


def _still_open(merger: Merger) -> bool:
    tasks = concerned(merger.predecessor_id)
    return any(capacities_of(task, merger.predecessor_id) for task in tasks)


@transaction.atomic
def _pass_on(
    pk: int, merger: Merger, heirs: Mapping[int | None, Organisation], *, now: datetime
) -> bool:
    """Whether the task passed: not if somebody has it locked, or was faster."""
    unlocked = Task.objects.select_for_update(of=("self",), skip_locked=True)
    task = unlocked.select_related("lead", "unit").filter(pk=pk).first()
    capacities = capacities_of(task, merger.predecessor_id) if task else []
    if task is None or not capacities:
        return False
    heir, day = heirs.get(pk, heirs[None]), _day(task, merger, capacities)
    detail = _fact(task, merger, capacities, heir)
    _hand_over(task, capacities, merger.predecessor, heir, day)
    judge(task, on=day)
    record(
        task,
        Act.PASS,
        by=merger.by,
        on=day,
        note=merger.reason,
        late_reason=_late_reason(merger, day, day_of(now)),
        instrument=merger.instrument,
        detail=detail,
    )
    return True


def _day(task: Task, merger: Merger, capacities: list[Capacity]) -> date:
    """The merger's, unless the task was assigned, or given to who ended, after it."""
    later: list[date] = task.phase_from[:1]
    if Capacity.LEAD in capacities and later:
        later = task.lead_from[-1:]
    return max([merger.on, *later])


def _hand_over(
    task: Task,
    capacities: list[Capacity],
    predecessor: Organisation,
    heir: Organisation,
    day: date,
) -> None:
    """The officer stays named; whether they hold a post with the heir, the judgement says."""
    if Capacity.LEAD in capacities:
        task.parts = written(parts_without(parts_of(task), heir.pk, on=day))
        lead_by(task, heir, on=day)
        task.unit = None
    if Capacity.PART in capacities:
        new = None if task.lead_id == heir.pk else heir.pk
        task.parts = written(parts_passed(parts_of(task), predecessor.pk, new, on=day))
    if Capacity.AUTHORITY in capacities:
        task.authority = heir


def _fact(
    task: Task, merger: Merger, capacities: list[Capacity], heir: Organisation
) -> dict[str, Any]:
    return {
        "merger": merger.pk,
        "from": merger.predecessor.code,
        "to": heir.code,
        "as": [capacity.value for capacity in capacities],
        "from_unit": task.unit.code if task.unit and Capacity.LEAD in capacities else None,
    }


def _late_reason(merger: Merger, day: date, today: date) -> str:
    """Why it is recorded late: as was said with the merger, or that the job was late."""
    if merger.late_reason or day == today:
        return merger.late_reason
    if not needs_reason(day, today, working_calendar()):
        return merger.late_reason
    with override(settings.LANGUAGE_CODE):
        return _("The merger had been planned in time, and was carried out late.")
