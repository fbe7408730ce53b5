"""The history of a task as sentences: who did what, when, and what changed from what to what.

Pages and API tell it with the same words, in the reader's language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from tasks.enums import Act, DeliverableKind
from tasks.interfaces.changes import Change, changes_between
from tasks.interfaces.clarity_words import clarities_changed
from tasks.models import TaskEvent
from tasks.queries.history import organisations_in, steps_of
from tasks.queries.workdays import working_calendar
from tasks.templatetags.task_words import day
from tracker.clock import day_of

# `who` did it; the other words come from the event, or from its detail where it has them.
SENTENCES: dict[Act, Promise] = {
    Act.DRAFT: gettext_lazy("%(who)s wrote the task down."),
    Act.EDIT: gettext_lazy("%(who)s changed what the task says."),
    Act.ASSIGN: gettext_lazy("%(who)s assigned the task to %(lead)s."),
    Act.PROGRESS: gettext_lazy("%(who)s reported progress."),
    Act.SUBMIT: gettext_lazy("%(who)s submitted the task as completed on %(on)s: %(product)s."),
    Act.ACCEPT: gettext_lazy("%(who)s accepted it: the task was completed on %(completed)s."),
    Act.RETURN: gettext_lazy("%(who)s returned the submission."),
    Act.ASK_EXTENSION: gettext_lazy("%(who)s asked for an extension until %(new_deadline)s."),
    Act.GRANT_EXTENSION: gettext_lazy("%(who)s granted an extension until %(deadline)s."),
    Act.REFUSE_EXTENSION: gettext_lazy("%(who)s refused the extension."),
    Act.SUSPEND: gettext_lazy("%(who)s suspended the task."),
    Act.RESUME: gettext_lazy("%(who)s resumed the task."),
    Act.WITHDRAW: gettext_lazy("%(who)s withdrew the task."),
    Act.END: gettext_lazy("%(who)s ended the task."),
    Act.DISCARD: gettext_lazy("%(who)s took the task out as a mistake."),
    Act.REVOKE: gettext_lazy("%(who)s revoked the acceptance."),
    Act.HAND_DOWN: gettext_lazy("%(who)s handed the task to a unit or an officer."),
    Act.REASSIGN: gettext_lazy("%(who)s gave the task to %(lead)s to lead."),
    Act.PASS: gettext_lazy("%(who)s: the task passed to the successor, %(lead)s."),
    Act.SPLIT: gettext_lazy("%(who)s split the task into parts: %(parts)s."),
    Act.MERGE: gettext_lazy("%(who)s merged the task into %(into)s."),
    Act.CONTINUE: gettext_lazy("%(who)s let the task continue under %(instrument)s."),
    Act.REPLACE: gettext_lazy("%(who)s replaced the task by %(into)s."),
    Act.PART_PROGRESS: gettext_lazy("%(who)s reported on the part of %(organisation)s."),
    Act.PART_DONE: gettext_lazy(
        "%(who)s reported the part of %(organisation)s as done: %(product)s."
    ),
    Act.PART_RETURN: gettext_lazy("%(who)s returned the part of %(organisation)s."),
    Act.RAISE: gettext_lazy("%(who)s asked %(asked)s to answer by %(answer_by)s."),
    Act.ANSWER: gettext_lazy("%(who)s answered."),
    Act.JUDGE: gettext_lazy("%(who)s judged the clarities anew: %(clarities)s."),
    Act.UNATTRIBUTED: gettext_lazy(
        "Changed outside of the application by the database role %(role)s; nobody can be named."
    ),
}

# What the detail of an act writes as days.
DAYS = ("new_deadline", "deadline", "answer_by", "period_from", "due_on")

# Of a regular task: progress in one of its periods.
REPORTED = gettext_lazy("%(who)s reported on the period from %(period_from)s to %(due_on)s.")


@dataclass(frozen=True)
class Told:
    """An event in words."""

    event: TaskEvent
    sentence: str
    changes: list[Change]
    days_late: int  # how many working days after it happened it was recorded


def told(events: Iterable[TaskEvent]) -> list[Told]:
    """`events` of one task, in their order. Three further queries, however many there are."""
    events = list(events)
    steps = steps_of(events)
    named = organisations_in(steps)
    calendar = working_calendar()
    by_code, by_id = {one.code: one for one in named}, {one.pk: one for one in named}
    return [
        Told(
            step.event,
            sentence(step.event, by_code),
            changes_between(step.before, step.event, by_id),
            calendar.workdays_between(step.event.act_on, day_of(step.event.recorded_at)),
        )
        for step in steps
    ]


def sentence(event: TaskEvent, organisations: Mapping[str, Organisation]) -> str:
    """Who did what; `organisations` by code, for those that the detail names."""
    words = {"who": _who(event), "role": event.recorded_by} | _words(event)
    detail = {name: _shown(name, value, organisations) for name, value in event.act_detail.items()}
    pattern = REPORTED if "report" in event.act_detail else SENTENCES[Act(event.act)]
    return str(pattern) % _Words(detail | words)


class _Words(dict[str, Any]):
    """A dash for what an older event does not say."""

    def __missing__(self, name: str) -> str:
        return "–"


def _who(event: TaskEvent) -> str:
    if event.act_by is None:
        return _("The system")
    if event.act_for is None:
        return str(event.act_by)
    return _("%(deputy)s, on behalf of %(head)s,") % {
        "deputy": event.act_by,
        "head": event.act_for,
    }


def _words(event: TaskEvent) -> dict[str, Any]:
    completed = event.phase_from[-1] if event.phase_from else None
    return {
        "on": day(event.act_on),
        "completed": day(completed),
        "lead": event.lead or _("each of its members"),
        "deadline": day(event.deadlines[-1] if event.deadlines else None),
        "instrument": event.act_instrument or "–",
        "into": event.replaced_by or "–",
        "clarities": clarities_changed(event.act_detail),
        "product": _product(event.act_detail),
    }


def _product(detail: Mapping[str, Any]) -> str:
    """What a claim names, of a task or of a part: "Nghị định 15/2025/NĐ-CP"."""
    whole = detail.get("product", {})
    kind = whole.get("kind", detail.get("product_kind"))
    number = whole.get("number", detail.get("product_number")) or ""
    return f"{dict(DeliverableKind.choices).get(kind, '')} {number}".strip() or "–"


def _shown(name: str, value: Any, organisations: Mapping[str, Organisation]) -> Any:
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if name in ("organisation", "asked"):
        return organisations.get(value, value)
    if isinstance(value, str) and name in DAYS:
        return day(date.fromisoformat(value))
    return value
