"""What the tests of notices share: tasks whose programme has a ladder, and sweeps."""

from datetime import date
from typing import Any

from accounts.models import User
from notifications import domain
from notifications.enums import Audience, Cause
from notifications.models import Message, Notice, Rung
from tasks.models import Programme, Task
from tests.factories import assigned, at, ministry, programme
from tracker import clock

SOON = {"before-7": -7, "before-3": -3, "before-1": -1, "on-the-day": 0, "after-1": 1}


def short_ladder(owner: Programme) -> None:
    """A ladder of five rungs around the deadline and one for gaps; nothing else is told of."""
    if not owner.rungs.exists():
        for code, days in SOON.items():
            rung(owner, code=code, days=days)
        rung(owner, code="unclear", cause=Cause.UNCLEAR, audiences=[Audience.ASKED])


def rung(owner: Programme, **words: Any) -> Rung:
    """A rung of `owner`'s ladder, to the officer and the focal points unless it says otherwise."""
    audiences = [Audience.OFFICER, Audience.FOCAL_POINTS]
    return Rung.objects.create(programme=owner, **{"audiences": audiences, **words})


def owed(deadline: str, reason: str = "", /, **words: Any) -> Task:
    """An assigned task whose programme has a short ladder; `deadline` is an ISO day."""
    owner = words.pop("programme", None) or programme()
    short_ladder(owner)
    return assigned(reason, deadline=date.fromisoformat(deadline), programme=owner, **words)


def owed_by_many(deadline: str, *, leads: int, each: int = 1) -> list[Task]:
    """`each` tasks of each of `leads` organisations, with one focal point a piece."""
    owner, found = programme(), []
    for _ in range(leads):
        lead = ministry()
        found += [owed(deadline, programme=owner, lead=lead) for _ in range(each)]
    return found


def swept(moment: str | date | None = None) -> domain.SweepResult:
    """Sweep, on `moment` if given: a Hanoi day (at 09:00) or an ISO moment."""
    if moment is not None:
        at(moment)
    return domain.sweep(now=clock.now())


def told(task: Task, *people: User) -> list[str]:
    """The codes of the rungs on which `people` (or anybody) were mailed about `task`, in order."""
    sent = Notice.objects.filter(task=task, state="sent", message__state="sent")
    if people:
        sent = sent.filter(recipient__in=people)
    return list(sent.order_by("settled_at").values_list("rung__code", flat=True))


def let_time_pass() -> None:
    """What waits for its next try, or lies with a worker that died, may be taken now."""
    Message.objects.filter(state__in=["waiting", "sending"]).update(next_try_at=clock.real_now())
