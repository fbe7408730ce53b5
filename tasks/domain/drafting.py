"""Writing tasks down before they are assigned, and mending what is unclear afterwards."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import count
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from tasks.domain.handing_down import place
from tasks.domain.joining import Part, check_does_not_join, join
from tasks.domain.judging import judge
from tasks.domain.leading import lead_by
from tasks.domain.recording import check_may, record, take
from tasks.domain.timing import KEPT, Kept, emptied, timed
from tasks.enums import Act, Status
from tasks.models import Clause, Programme, Task
from tracker.clock import day_of
from tracker.lib.refused import Refused

# What a task says besides its time line: the fields `draft_task` and `edit_task` take as they are.
WORDS = frozenset(
    {
        "title",
        "officer",
        "lead",
        "authority",
        "deliverable_kind",
        "deliverable_measure",
        "deliverable_count",
        "deadline_text",
        "is_regular",
        "rhythm",
        "clause",
    }
)


@transaction.atomic
def draft_task(
    *,
    by: User,
    now: datetime,
    programme: Programme,
    clause: Clause,
    title: str,
    code: str = "",
    deadline: date | None = None,
    co_agencies: Sequence[Part] = (),
    parent: Task | None = None,
    is_group: bool = False,
    **words: Any,
) -> Task:
    """A new task as a draft; without a `code` it gets the programme's next one.

    `words` are those of WORDS; a `deadline_text` alone fills in the deadline or the rhythm that it
    means. Raises PermissionDenied, or Refused for a text that means neither or contradicts them, a
    code that is taken, a parent that is no group, an organisation named twice, or a task both
    regular and dated.
    """
    task = Task(programme=programme, clause=clause, parent=parent, is_group=is_group)
    check_may(Act.DRAFT, task, by=by, now=now)
    _check_group(task)
    task.code = _free_code(programme, code.strip())
    deadline, words = timed(task, deadline, words)
    _write(task, deadline, now, words | {"title": title})
    join(task, co_agencies, on=day_of(now))
    judge(task, on=day_of(now))
    task.act, task.act_by, task.act_on, task.revision = Act.DRAFT, by, day_of(now), 1
    task.save()
    return task


def draft_group(
    *, by: User, now: datetime, code: str, members: Iterable[Organisation], **words: Any
) -> Task:
    """A clause given to a group: a parent with one task for each member; returns the parent.

    `words` are the arguments of `draft_task`; each member leads its own task. Raises as that, and
    Refused for a lead or an officer of the whole group.
    """
    with transaction.atomic():
        parent = draft_task(by=by, now=now, code=code, is_group=True, **words)
        for member in members:
            draft_task(
                by=by,
                now=now,
                code=f"{parent.code}-{member.code}",
                parent=parent,
                **words | {"lead": member},
            )
    return parent


@transaction.atomic
def edit_task(
    task: Task,
    *,
    by: User,
    now: datetime,
    note: str = "",
    deadline: date | Kept | None = KEPT,
    co_agencies: Sequence[Part] | None = None,
    **words: Any,
) -> Task:
    """Change what a task says; what is not named stays.

    A deadline of None and no text that names one leave a draft without. Once a task is assigned
    its lead and clause stay, and a deadline can be supplied where there was none but not changed:
    that takes an extension. Raises PermissionDenied or Refused.
    """
    task = take(task, Act.EDIT, by=by, now=now)
    without = emptied(task, deadline, words)
    day, words = timed(task, None if deadline is KEPT else deadline, words)
    if task.status != Status.DRAFT:
        _check_kept(task, day, words, without=without)
    before = _said(task)
    if without and task.status == Status.DRAFT:
        task.deadlines, task.deadline_from = [], []
    _write(task, day, now, words)
    if task.officer != before["officer"]:
        place(task, task.officer, on=day_of(now))
    if co_agencies is not None:
        join(task, co_agencies, on=day_of(now))
    else:
        check_does_not_join(task, task.lead, field="lead")
    judge(task, on=day_of(now))
    after = _said(task)
    detail = {"changed": [name for name in before if before[name] != after[name]]}
    return record(task, Act.EDIT, by=by, on=day_of(now), note=note, detail=detail)


def _said(task: Task) -> dict[str, Any]:
    """What an edit may change, to be compared."""
    said = {name: getattr(task, name) for name in sorted(WORDS)}
    return said | {"deadline": [*task.deadlines], "co_agencies": [*task.parts]}


def _write(task: Task, deadline: date | None, now: datetime, words: dict[str, Any]) -> None:
    unknown = set(words) - WORDS
    if unknown:
        raise TypeError(f"a task has no {sorted(unknown)}")
    _say(task, words, on=day_of(now))
    if task.is_group and (task.lead_id or task.officer_id):
        raise Refused(
            _("A group has no lead and no officer: each of its members has."),
            code="group_has_no_lead",
            field="lead" if task.lead_id else "officer",
        )
    if not task.title:
        raise Refused(_("This field cannot be blank."), code="missing", field="title")
    if not task.is_regular:
        task.rhythm = ""
    if task.status == Status.DRAFT and words.get("is_regular") and deadline is None:
        task.deadlines, task.deadline_from = [], []
    if deadline is not None and deadline not in task.deadlines:
        task.deadlines, task.deadline_from = [deadline], [day_of(now)]
    if task.is_regular and task.deadlines:
        raise Refused(
            _("A regular task has no deadline: choose one of the two."),
            code="regular_with_deadline",
            field="deadline",
        )


def _say(task: Task, words: dict[str, Any], *, on: date) -> None:
    if "lead" in words and words["lead"] != task.lead:
        lead_by(task, words["lead"], on=on)
    for name, value in words.items():
        setattr(task, name, value.strip() if isinstance(value, str) else value)


def _check_group(task: Task) -> None:
    parent = task.parent
    if parent and (not parent.is_group or parent.programme_id != task.programme_id):
        raise Refused(_("This is no group of the programme."), code="no_group", field="parent")


def _check_kept(task: Task, deadline: date | None, words: dict[str, Any], *, without: bool) -> None:
    if "lead" in words and words["lead"] != task.lead:
        raise Refused(_("The lead of an assigned task stays."), code="lead_kept", field="lead")
    if "clause" in words and words["clause"] != task.clause:
        raise Refused(
            _("The clause of an assigned task stays."), code="clause_kept", field="clause"
        )
    is_other = without or deadline not in (None, task.deadline)
    if task.deadlines and is_other:
        raise Refused(
            _("The deadline of an assigned task changes by an extension only."),
            code="deadline_kept",
            field="deadline",
        )


def _free_code(programme: Programme, code: str) -> str:
    """`code` if it is free, or the next number of the programme, held until the commit."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    taken = Task.objects.filter(programme=programme)
    if not code:
        return _next_code(programme, taken)
    if taken.filter(code=code).exists():
        raise Refused(
            _("The programme has a task with this code already."), code="code_taken", field="code"
        )
    return code


def _next_code(programme: Programme, taken: QuerySet[Task]) -> str:
    """The first free number after as many as there are tasks."""
    numbers = (f"{programme.code}-{number:04d}" for number in count(taken.count() + 1))
    return next(code for code in numbers if not taken.filter(code=code).exists())
