"""The tasks a person may see, narrowed down. Pages, API and exports all list through this."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, F, Q, QuerySet, Value
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.queries import counted_as, heirs_of, remembered
from accounts.queries.places import blocks_of, places_then, rows_under
from tasks.enums import DeadlineBasis, Knowledge, Organised, Standing, Status
from tasks.models import Instrument, Programme, Task
from tasks.models.querysets import TaskQuerySet
from tasks.queries.facets import FACETS, At, fits
from tasks.queries.programmes import programmes_of
from tasks.queries.standing import tasks_on, with_standing
from tasks.queries.themes import themes_then
from tasks.rules.standing import GONE
from tracker.clock import end_of
from tracker.lib.functions import Fold
from tracker.lib.refused import Refused

# The five classes of which every total is made, and the standings in each.
CLASSES: dict[str, frozenset[Standing]] = {
    "completed_on_time": frozenset({Standing.COMPLETED_ON_TIME}),
    "completed_late": frozenset({Standing.COMPLETED_LATE}),
    "in_time": frozenset(
        {
            Standing.IN_TIME_UNDERWAY,
            Standing.IN_TIME_NOT_STARTED,
            Standing.IN_TIME_AWAITING,
            Standing.IN_TIME_SUSPENDED,
        }
    ),
    "overdue": frozenset({Standing.OVERDUE}),
    "regular": frozenset({Standing.REGULAR}),
}

# What else can be asked for at once.
TOGETHER = CLASSES | {"completed": CLASSES["completed_on_time"] | CLASSES["completed_late"]}

COMPLETED = TOGETHER["completed"]
# In time because the deadline is not over, whatever else.
GOING_ON = frozenset({Standing.IN_TIME_UNDERWAY, Standing.IN_TIME_NOT_STARTED})

# Facets by which a list is narrowed down in addresses that lead to it.
KEYED = ("theme", "block", "deliverable", "authority", "quarter")

# No figure is narrowed down by these: with one of them, a list is not that behind a figure.
OF_NO_FIGURE = frozenset({"text", "status", "due_from", "due_to"})

# Not in force: such a task has no standing, and is listed only when asked for by its status.
RESTING = frozenset({Status.DRAFT, Status.WITHDRAWN, Status.ENDED})


def filtered_tasks(
    user: User | AnonymousUser,
    *,
    on: date,
    organisation: Organisation | None = None,
    programme: Programme | None = None,
    instrument: Instrument | None = None,
    standing: Collection[str] | str = (),
    status: Status | None = None,
    due_from: date | None = None,
    due_to: date | None = None,
    text: str = "",
    basis: DeadlineBasis = DeadlineBasis.IN_FORCE,
    as_of: date | None = None,
    knowledge: Knowledge = Knowledge.HAPPENED,
    lead: Organisation | None = None,
    organised: Organised = Organised.THEN,
    only: Mapping[str, str] | None = None,
    figure: bool = False,
    hidden: bool = False,
) -> QuerySet[Task]:
    """Leaf tasks in force on the Hanoi day `on` that `user` may see, with `standing` and `due`.

    With `as_of`, a day of the past, they are those in force on that day, as it happened or as known
    then, with what they were: see `tasks.queries.then.put_back`. What the reader may see is still
    that of today. Raises Refused for a day in the future.

    `organisation` leads the task or has the lead below it; `lead` leads it itself; as `organised`
    now, whoever has that place today does. `only` narrows down further: facet → key, as
    `tasks.queries.facets` has them; raises LookupError for an unknown key. `standing` is
    one or more values of Standing or names of TOGETHER; none means all. `due_from` and `due_to` are
    included. Every word of `text` has to occur in code or title; diacritics and case do not matter.
    A `status` of RESTING lists those instead, groups among them, without a standing. Unordered.

    With `figure` the tasks are those that a figure of the rates counts for this reader: of the
    programmes of which they are a member. With `hidden` besides, those of it that they may not see
    are among them: to be counted, never to be shown.
    """
    tasks = _tasks_for(user, on, figure=figure, hidden=hidden)
    if programme is not None:
        tasks = tasks.filter(programme=programme)
    if instrument is not None:
        tasks = tasks.filter(clause__instrument=instrument)
    for word in text.split():
        tasks = tasks.filter(folded__contains=Fold(Value(word)))
    if as_of is None:
        hinted = tasks.filter(_at_hand(_standings(standing), on, basis))
        judged, at = _judged(hinted, status, on, basis), At(led="lead_id")
    else:
        _check_past(as_of, today=on)
        judged = _judged_then(tasks, status, as_of, knowledge, basis)
        at = _at(as_of, organised, knowledge)
    heirs = heirs_of(on) if organised is Organised.NOW else {}
    if lead is not None:
        judged = _led(judged, {lead.pk}, at, heirs)
    if organisation is not None:
        below = remembered(
            user, ("below", organisation.pk, as_of), lambda: rows_under(organisation.pk, at.places)
        )
        judged = _led(judged, set(below), at, heirs)
    for name, key in (only or {}).items():
        judged = _only(judged, name, key, at, heirs)
    return _standing_as(judged, _standings(standing), due_from, due_to)


def size_of_figure(user: User | AnonymousUser, *, on: date, **narrowed: Any) -> int:
    """How many tasks a figure counts, also those that the reader may not see.

    Its list is `filtered_tasks` with the same words and `figure`.
    """
    return filtered_tasks(user, on=on, **narrowed | {"figure": True, "hidden": True}).count()


def _tasks_for(user: User | AnonymousUser, on: date, *, figure: bool, hidden: bool) -> TaskQuerySet:
    visible = Task.objects.visible_to(user, on=on)
    if not figure:
        return visible
    counted = Task.objects.all() if hidden else visible
    return counted.filter(programme__in=programmes_of(user, on=on))


def _at(day: date, organised: Organised, knowledge: Knowledge) -> At:
    """Where a task as of a past day has what it was then, and what was otherwise on that day."""
    known_by = end_of(day) if knowledge is Knowledge.KNOWN else None
    via = "events__" if knowledge is Knowledge.KNOWN else ""
    themes = themes_then(day, known_by=known_by)
    if organised is Organised.NOW:
        return At(via, led="lead_id", themes=themes)
    return At(via, "led_by", themes=themes, places=places_then(day, known_by=known_by))


def _led(
    tasks: QuerySet[Task], organisations: set[int], at: At, heirs: Mapping[int, int]
) -> QuerySet[Task]:
    return tasks.filter(**{f"{at.led}__in": sorted(counted_as(organisations, heirs))})


def _only(
    tasks: QuerySet[Task], name: str, key: str, at: At, heirs: Mapping[int, int]
) -> QuerySet[Task]:
    facet = FACETS[name]
    if not facet.of_body:
        # Named first: a filter by itself would join the events once more.
        return tasks.alias(**{f"asked_{name}": facet.column(at)}).filter(
            fits(F(f"asked_{name}"), facet.raw(key))
        )
    if facet.of_body == "block":
        raw, blocks = facet.raw(key), blocks_of(at.places)
        return _led(tasks, {body for body, block in blocks.items() if block == raw}, at, heirs)
    bodies = Organisation.objects.filter(**{facet.of_body: facet.raw(key)})
    return _led(tasks, set(bodies.values_list("pk", flat=True)), at, heirs)


def _judged(
    tasks: TaskQuerySet, status: Status | None, on: date, basis: DeadlineBasis
) -> QuerySet[Task]:
    if status is not None:
        tasks = tasks.filter(status=status)
    if status in RESTING:
        nothing = Value(None, output_field=CharField())
        return tasks.annotate(standing=nothing, due=F("deadline"))
    return with_standing(tasks.leaves(), on, basis)


def _judged_then(
    tasks: TaskQuerySet,
    status: Status | None,
    day: date,
    knowledge: Knowledge,
    basis: DeadlineBasis,
) -> QuerySet[Task]:
    """With `phase_then`, since `since_then`, and `led_by`, the id of who led on that day."""
    dated = tasks_on(tasks, day, knowledge, basis).annotate(
        phase_then=F("phase"), since_then=F("since"), led_by=F("lead_then")
    )
    if status in GONE:
        nothing = Value(None, output_field=CharField())
        return dated.filter(phase_then=status).annotate(standing=nothing)
    in_force = dated.filter(phase_then__isnull=False).exclude(phase_then__in=GONE)
    return in_force if status is None else in_force.filter(phase_then=status)


def _check_past(day: date, *, today: date) -> None:
    if day > today:
        raise Refused(
            _("This day lies in the future: nothing is known of it yet."),
            code="future",
            field="as_of",
        )


def _standings(asked: Collection[str] | str) -> set[str]:
    names = [asked] if isinstance(asked, str) else asked
    return {str(value) for name in names if name for value in TOGETHER.get(name, {name})}


def _at_hand(wanted: set[str], today: date, basis: DeadlineBasis) -> Q:
    """What follows from having one of these standings today, in columns of an index.

    By the rules of `tasks.queries.standing` alone PostgreSQL would have to work out the standing of
    every task to find those that come first.
    """
    if not wanted or wanted & COMPLETED:
        return Q(completed_on__isnull=False) if wanted and wanted <= COMPLETED else Q()
    open_now = Q(completed_on=None)
    if wanted == CLASSES["regular"]:
        return open_now & Q(deadline=None)
    if basis is DeadlineBasis.FIRST:
        return open_now
    if wanted == CLASSES["overdue"]:
        return open_now & Q(deadline__lt=today)
    return open_now & Q(deadline__gte=today) if wanted <= GOING_ON else open_now


def _standing_as(
    tasks: QuerySet[Any],
    wanted: Collection[str],
    due_from: date | None,
    due_to: date | None,
) -> QuerySet[Any]:
    if wanted:
        tasks = tasks.filter(standing__in=sorted(wanted))
    if due_from is not None:
        tasks = tasks.filter(due__gte=due_from)
    if due_to is not None:
        tasks = tasks.filter(due__lte=due_to)
    return tasks
