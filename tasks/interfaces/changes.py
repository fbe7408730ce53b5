"""What an event changed, field by field, in the reader's words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from tasks.enums import Clarity, DeliverableKind, Rhythm, Status
from tasks.models import TaskEvent
from tasks.rules.parts import joined_now
from tasks.templatetags.task_words import day

NOTHING = "–"


@dataclass(frozen=True)
class Change:
    """`field` by its name in the API; the rest in the reader's language."""

    field: str
    label: str
    before: str
    after: str


Shown = Callable[[TaskEvent, Mapping[int, Organisation]], object]


def _plain(name: str) -> Shown:
    return lambda event, _organisations: getattr(event, name)


def _timeline(event: TaskEvent, _organisations: Mapping[int, Organisation]) -> object:
    if event.is_regular:
        rhythm = Rhythm(event.rhythm).label if event.rhythm else ""
        return f"{_('Regular, without a deadline')} {rhythm}".strip()
    return day(event.deadlines[-1]) if event.deadlines else ""


def _deliverable(event: TaskEvent, _organisations: Mapping[int, Organisation]) -> object:
    kind = DeliverableKind(event.deliverable_kind).label if event.deliverable_kind else ""
    amount = f"{event.deliverable_count or ''} {event.deliverable_measure}".strip()
    return f"{kind} ({amount})" if kind and amount else kind or amount


def _gaps(event: TaskEvent, _organisations: Mapping[int, Organisation]) -> object:
    return ", ".join(str(Clarity(gap).label) for gap in event.gaps)


def _parts(event: TaskEvent, organisations: Mapping[int, Organisation]) -> object:
    return "; ".join(
        f"{organisations[part.organisation]}: {part.part or NOTHING}"
        f" ({Status(part.phases[-1] if part.phases else Status.DRAFT).label}"
        f"{', ' + day(part.deadline) if part.deadline else ''})"
        for part in joined_now(event)
    )


# Field → its name for readers, and how it is shown. In the order of the task's page.
FIELDS: dict[str, tuple[Promise, Shown]] = {
    "status": (gettext_lazy("Status"), lambda event, _: event.get_status_display()),
    "title": (gettext_lazy("Task"), _plain("title")),
    "clause": (gettext_lazy("Clause"), _plain("clause")),
    "officer": (gettext_lazy("Officer"), _plain("officer")),
    "unit": (gettext_lazy("Unit"), _plain("unit")),
    "deadline": (gettext_lazy("Deadline"), _timeline),
    "deadline_text": (gettext_lazy("Deadline as written"), _plain("deadline_text")),
    "lead": (gettext_lazy("Lead"), _plain("lead")),
    "co_agencies": (gettext_lazy("Co-agencies"), _parts),
    "authority": (gettext_lazy("Authority"), _plain("authority")),
    "deliverable": (gettext_lazy("Deliverable"), _deliverable),
    "percent": (gettext_lazy("Per cent done"), lambda event, _: f"{event.percent}%"),
    "counted": (gettext_lazy("Done so far"), _plain("counted")),
    "gaps": (gettext_lazy("Missing clarities"), _gaps),
    "replaced_by": (gettext_lazy("Replaced by"), _plain("replaced_by")),
}


def changes_between(
    before: TaskEvent | None, after: TaskEvent, organisations: Mapping[int, Organisation]
) -> list[Change]:
    """What differs; of the first event all that it says. `organisations` by id."""
    found = []
    for field, (label, shown) in FIELDS.items():
        was = _words(shown(before, organisations)) if before else NOTHING
        now = _words(shown(after, organisations))
        if was != now:
            found.append(Change(field, str(label), was, now))
    return found


def _words(value: object) -> str:
    return NOTHING if value in (None, "") else str(value)
