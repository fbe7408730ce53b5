"""The reference: what was the case on a day, worked out slowly and obviously from the deeds alone.

A `Deed` is something that somebody did to a task: the day on which it happened, the day on which it
was recorded, and what was said with it. From the list of them, in the order in which they were
recorded, `state_on` tells how a task stood on any day, as it happened or as known then, against the
deadline in force or the first one. It knows the rules as they are written down for people, and
nothing of how the product keeps or computes anything: it must not import from `tasks` more than the
names in `tasks.enums`, and nothing at all from `reports`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tasks.enums import Act, Standing

GONE = {Act.WITHDRAW, Act.END, Act.DISCARD, Act.SPLIT, Act.MERGE, Act.REPLACE}


@dataclass(frozen=True)
class Deed:
    """`act` was done to the task `task` on the day `on`, and was recorded on the day `recorded`.

    `said` is what came with it. To assign: `lead`, `deadline` (None for none), `is_regular`,
    `authority` (whether one was named) and `officer_of`, the organisation in which the officer in
    charge holds a post (None for no officer). An edit says those of them that it supplies. Another
    lead comes with `lead` and `officer_of`; at a merger the officer stays. A grant says the
    deadline. What was split from another task also says `whole`: the deeds of that task until then.
    """

    task: int
    act: Act
    on: date
    recorded: date
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class State:
    """How a task stood on a day."""

    standing: Standing
    lead: int
    clear: bool


def state_on(deeds: Iterable[Deed], day: date, *, known: bool, first: bool) -> State | None:
    """How the one task that `deeds` are about stood on `day`; None when it was not in force.

    `known`: only what was recorded by the end of that day counts. `first`: it is held against its
    first deadline.
    """
    heard = [deed for deed in deeds if not known or deed.recorded <= day]
    done = [deed for deed in _in_order(heard) if _day_of(deed, heard) <= day]
    if not done or done[0].act is not Act.ASSIGN or any(deed.act in GONE for deed in done):
        return None
    life = _life(done)
    judged = life.completed_on or day
    standing = _standing(day, _due(heard, judged, first=first), life)
    return State(standing, _said(done, "lead"), _clear(heard, judged))


def _day_of(deed: Deed, heard: Sequence[Deed]) -> date:
    """From when a deed counts. An acceptance makes the claim true from the day it claims."""
    if deed.act is not Act.ACCEPT:
        return deed.on
    claims = [each for each in heard[: heard.index(deed)] if each.act is Act.SUBMIT]
    return claims[-1].on


def _in_order(heard: Sequence[Deed]) -> list[Deed]:
    """As it happened; of what counts from the same day, the one recorded first comes first."""
    return sorted(heard, key=lambda deed: _day_of(deed, heard))


@dataclass
class Life:
    """When a task was completed, since when a claim is undecided, whether it rests, has begun."""

    completed_on: date | None = None
    claimed_on: date | None = None
    rests: bool = False
    begun: bool = False


def _life(done: Sequence[Deed]) -> Life:
    life = Life()
    for deed in done:
        match deed.act:
            case Act.PROGRESS:
                life.begun = True
            case Act.SUBMIT:
                life.claimed_on = deed.on
            case Act.ACCEPT:
                life.completed_on = life.claimed_on
            case Act.RETURN | Act.REVOKE:
                life.completed_on, life.claimed_on, life.begun = None, None, True
            case Act.SUSPEND | Act.RESUME:
                life.rests = deed.act is Act.SUSPEND
    return life


def _standing(day: date, due: date | None, life: Life) -> Standing:
    if life.completed_on:
        late = due is not None and life.completed_on > due
        return Standing.COMPLETED_LATE if late else Standing.COMPLETED_ON_TIME
    if due is None:
        return Standing.REGULAR
    if life.rests:
        return Standing.IN_TIME_SUSPENDED
    if life.claimed_on and (life.claimed_on <= due or day <= due):
        return Standing.IN_TIME_AWAITING
    if day > due:
        return Standing.OVERDUE
    return Standing.IN_TIME_UNDERWAY if life.begun else Standing.IN_TIME_NOT_STARTED


def _due(heard: Sequence[Deed], day: date, *, first: bool) -> date | None:
    """The deadline that holds on `day`; None while there is none yet."""
    holding = [deadline for since, deadline in _deadlines(heard) if since <= day]
    if not holding:
        return None
    return holding[0] if first else holding[-1]


def _deadlines(heard: Sequence[Deed]) -> list[tuple[date, date]]:
    """Every deadline with the day from which it is in force, the first one first.

    An extension that was asked for by the deadline counts from the day of the request, one that
    was asked for later from the day of the decision.
    """
    steps: list[tuple[date, date]] = []
    asked_on: date | None = None
    if heard:
        steps += _deadlines(heard[0].said.get("whole", ()))  # a part has those of the whole
    for deed in heard:
        if deed.act is Act.ASK_EXTENSION:
            asked_on = deed.on
        elif deed.act is Act.GRANT_EXTENSION:
            assert asked_on is not None
            in_time = asked_on <= steps[-1][1]
            steps.append((asked_on if in_time else deed.on, deed.said["deadline"]))
        elif deed.said.get("deadline"):
            steps.append((deed.on, deed.said["deadline"]))
    return steps


def _clear(heard: Sequence[Deed], day: date) -> bool:
    """Whether nothing was lacking on `day`.

    What a task lacks is noted whenever that changes, from the day of the deed that changed it; a
    deed that is recorded late changes nothing before the last such note.
    """
    notes: list[tuple[date, set[str]]] = []
    for number, deed in enumerate(heard, start=1):
        lacking = _lacking(heard[:number])
        if not notes:
            notes.append((deed.on, lacking))
        elif lacking != notes[-1][1]:
            notes.append((max(deed.on, notes[-1][0]), lacking))
    return not [lacking for since, lacking in notes if since <= day][-1]


def _lacking(heard: Sequence[Deed]) -> set[str]:
    """What had not been said yet: text, clause, lead and deliverable always are."""
    there = {
        "timeline": _said(heard, "is_regular") or bool(_deadlines(heard)),
        "person": _said(heard, "officer_of") == _said(heard, "lead"),
        "authority": _said(heard, "authority"),
    }
    return {name for name, said in there.items() if not said}


def _said(done: Sequence[Deed], name: str) -> Any:
    """What was last said of `name`."""
    return [deed.said[name] for deed in done if name in deed.said][-1]


def counted(
    deeds: Sequence[Deed],
    day: date,
    *,
    known: bool,
    first: bool,
    heirs: Mapping[int, int] | None = None,
) -> dict[int, Counter[str]]:
    """Organisation → how many tasks it led on `day` in each standing, and how many were clear.

    As organised now when `heirs` says who has the place of each that has ended since: then a task
    counts with whoever leads it by now, or has that one's place.
    """
    found: dict[int, Counter[str]] = {}
    for task in sorted({deed.task for deed in deeds}):
        mine = [deed for deed in deeds if deed.task == task]
        state = state_on(mine, day, known=known, first=first)
        if state is not None:
            lead = state.lead if heirs is None else _leads_now(mine, heirs)
            row = found.setdefault(lead, Counter())
            row.update([state.standing.value, "total", *(["clear"] if state.clear else [])])
    return found


def _leads_now(deeds: Sequence[Deed], heirs: Mapping[int, int]) -> int:
    lead: int = _said(_in_order(deeds), "lead")
    return heirs.get(lead, lead)
