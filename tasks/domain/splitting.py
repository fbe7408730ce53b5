"""One task becomes several: the parts are owed from the day on which the whole no longer is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count, islice

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from tasks.domain.assigning import assign
from tasks.domain.grounds import Grounds
from tasks.domain.joining import Part, join
from tasks.domain.judging import judge
from tasks.domain.leading import lead_by
from tasks.domain.reassigning import check_alive
from tasks.domain.recording import filled, move, record, since, take
from tasks.domain.verifying import close_requests
from tasks.enums import Act
from tasks.models import Instrument, Programme, Task
from tracker.clock import day_of
from tracker.lib.refused import Refused


@dataclass(frozen=True)
class PartOfTask:
    """What one of the new tasks says.

    Without an `authority` that of the whole decides; without a `deadline` that of the whole holds.
    """

    title: str
    lead: Organisation
    officer: User | None = None
    authority: Organisation | None = None
    deliverable_kind: str = ""
    deliverable_measure: str = ""
    deliverable_count: int | None = None
    deadline: date | None = None
    co_agencies: Sequence[Part] = ()


@transaction.atomic
def split(
    task: Task,
    *,
    by: User,
    now: datetime,
    parts: Sequence[PartOfTask],
    reason: str,
    instrument: Instrument | None = None,
    on: date | None = None,
    late_reason: str = "",
) -> list[Task]:
    """From the Hanoi day `on` the `parts` are owed instead of the task; returns them.

    Each has the deadlines of the whole, the first among them, and may get an earlier one; a later
    one takes an extension. What waits for a decision lapses. Raises PermissionDenied or Refused.
    """
    task = take(task, Act.SPLIT, by=by, now=now)
    why = Grounds(reason, instrument, on, late_reason)
    earliest = max(day for day in (since(task), *task.deadline_from[-1:]) if day)
    day = why.checked(Act.SPLIT, now=now, not_before=earliest)
    for part in parts:
        check_alive(part.lead, day, day_of(now), field="parts")
    if len(parts) < 2:
        raise Refused(_("Name at least two parts."), code="too_few_parts", field="parts")
    codes = list(islice(_free_codes(task), len(parts)))
    ended = close_requests(task, by=by, on=day_of(now))
    move(task, Act.SPLIT, on=day)
    why.recorded(task, Act.SPLIT, by=by, on=day, detail={"parts": codes} | ended)
    return [
        _handed_out(task, part, code, why, by, now, day)
        for part, code in zip(parts, codes, strict=True)
    ]


def _handed_out(
    whole: Task, part: PartOfTask, code: str, why: Grounds, by: User, now: datetime, day: date
) -> Task:
    """The part, written down and assigned on the Hanoi day `day`."""
    task = Task(
        code=code,
        programme=whole.programme,
        clause=whole.clause,
        parent=whole.parent,
        split_from=whole,
        title=filled(part.title, field="parts"),
        officer=part.officer,
        authority=part.authority or whole.authority,
        deliverable_kind=part.deliverable_kind,
        deliverable_measure=part.deliverable_measure.strip(),
        deliverable_count=part.deliverable_count,
        is_regular=whole.is_regular,
        rhythm=whole.rhythm,
        deadline_text=whole.deadline_text,
    )
    task.deadlines, task.deadline_from = _deadlines(whole, part.deadline, day)
    lead_by(task, part.lead, on=day)
    join(task, part.co_agencies, on=day)
    judge(task, on=day)
    record(
        task,
        Act.DRAFT,
        by=by,
        on=day,
        note=why.reason,
        late_reason=why.late_reason,
        instrument=why.instrument,
        detail={"split_from": whole.code},
    )
    return assign(task, by=by, now=now, on=day, late_reason=why.late_reason, reason=why.reason)


def _deadlines(whole: Task, own: date | None, day: date) -> tuple[list[date], list[date]]:
    """Those of the whole with their days, and an earlier one of the part's own from `day` on."""
    if own is None or own == whole.deadline:
        return [*whole.deadlines], [*whole.deadline_from]
    if whole.is_regular:
        raise Refused(
            _("A regular task has no deadline: choose one of the two."),
            code="regular_with_deadline",
            field="parts",
        )
    if whole.deadline is not None and own > whole.deadline:
        raise Refused(
            _("A part can be due earlier than the whole, not later: that takes an extension."),
            code="later_than_the_whole",
            field="parts",
        )
    if own < day:
        raise Refused(
            _("The deadline lies before the day of assignment."),
            code="deadline_before_assignment",
            field="parts",
        )
    return [*whole.deadlines, own], [*whole.deadline_from, day]


def _free_codes(task: Task) -> Iterator[str]:
    """`X-1`, `X-2` … but for those taken; no longer than a code may be. Held until the commit."""
    Programme.objects.select_for_update(no_key=True).get(pk=task.programme_id)
    taken = set(_taken(task))
    longest = Task._meta.get_field("code").max_length or 0
    for number in count(1):
        code = f"{task.code[: longest - len(str(number)) - 1]}-{number}"
        if code not in taken:
            yield code


def _taken(task: Task) -> Iterable[str]:
    return Task.objects.filter(programme=task.programme_id).values_list("code", flat=True)
