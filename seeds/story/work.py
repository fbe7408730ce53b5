"""Which work fills which slot: what is to be done, who leads it, and under which clause."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from seeds.story.slots import Slot
from seeds.story.tables import Row, by_key, day, pick, rank, rows, words

NOTICE = timedelta(days=7)
PARTY_SIDE = {"party_body", "state_body"}


@dataclass(frozen=True)
class Result:
    """What is delivered, how it is measured and how many of it, and who decides (code).

    In the tables a `~` before the target says that it differs a little from task to task.
    """

    kind: str
    measure: str
    target: int
    varies: bool
    decider: str


@dataclass(frozen=True)
class Work:
    """One thing to do: its title, lead and co-agencies (codes), and its result.

    `heir` is whoever takes over when the lead ends.
    """

    title: str
    lead: str
    theme: str
    joined: tuple[str, ...]
    result: Result
    pin: tuple[str, str, str]
    rhythm: str
    heir: str = ""

    @property
    def is_regular(self) -> bool:
        """Whether it goes on without a deadline, reported on in its rhythm."""
        return bool(self.rhythm)


def assigned_work(slots: list[Slot]) -> Iterator[tuple[Slot, Work]]:
    """Every slot with its work: groups have theirs, pinned work goes first, then the scarce."""
    yield from ((slot, _of_leaf(slot)) for slot in slots if slot.group)
    free = sorted((slot for slot in slots if not slot.group), key=_scarcity)
    left = sorted(all_work(), key=lambda work: rank("work", work.title))
    pinned = {(pin["lead"], pin["form"], pin["subject"]): pin["cohort"] for pin in rows("pins")}
    for slot in sorted(free, key=lambda slot: slot.cohort not in pinned.values()):
        work = _next(slot, left, pinned)
        left.remove(work)
        yield slot, _as_led(work, slot)


def all_work() -> list[Work]:
    """Every subject in every form that its kind can take."""
    return [
        _work(subject, form)
        for subject in rows("subjects")
        for form in rows("forms")
        if form["kind"] == subject["kind"]
    ]


def _next(slot: Slot, left: list[Work], pinned: dict[tuple[str, str, str], str]) -> Work:
    fitting = [work for work in left if _fits(work, slot)]
    mine = [work for work in fitting if pinned.get(work.pin) == slot.cohort]
    others = [work for work in fitting if work.pin not in pinned]
    if not mine + others:
        raise ValueError(f"{slot.instrument}, {slot.assigned_at:%d.%m.}: no work is left")
    return (mine + others)[0]


def _fits(work: Work, slot: Slot) -> bool:
    return (
        work.is_regular == (slot.deadline is None)
        and work.theme in themes(slot.instrument)
        and _reaches(by_key("instruments", "prefix")[slot.instrument]["reach"], work.lead)
        and alive(work.lead, slot.assigned_at.date())
    )


def _reaches(reach: str, lead: str) -> bool:
    """Government instruments do not bind party bodies, and party decisions on itself only those."""
    party = by_key("organisations", "code")[lead]["kind"] in PARTY_SIDE
    return reach == "all" or party == (reach == "party")


def alive(code: str, on: date) -> bool:
    """Whether the organisation exists on `on` and still exists today."""
    row = by_key("organisations", "code")[code]
    return day(row["from"]) <= on and not row["until"]


@cache
def themes(instrument: str) -> set[str]:
    return {row["theme"] for row in rows("clauses") if row["instrument"] == instrument}


def _as_led(work: Work, slot: Slot) -> Work:
    """As it is in `passed.csv`: by a province that ended, whose successor goes on with it."""
    for row in rows("passed"):
        if (row["lead"], row["title"]) == (work.lead, work.title) and _open_when(row["from"], slot):
            decider = row["from"] if work.result.decider == work.lead else work.result.decider
            result = replace(work.result, decider=decider)
            title, lead, heir = row["new_title"], row["from"], row["heir"]
            return replace(work, result=result, title=title, lead=lead, heir=heir)
    return work


def _open_when(ended: str, slot: Slot) -> bool:
    """Whether the task was assigned while `ended` was there, and is not done when it ends."""
    last = day(by_key("organisations", "code")[ended]["until"])
    done = [beat.recorded_at.date() for beat in slot.beats if beat.kind in {"submit", "withdraw"}]
    return slot.assigned_at.date() <= last - NOTICE and min(done, default=date.max) > last + NOTICE


def _scarcity(slot: Slot) -> tuple[bool, int, int]:
    reach = by_key("instruments", "prefix")[slot.instrument]["reach"]
    key = rank("slot", slot.cohort, slot.instrument, slot.number)
    return reach != "party", len(themes(slot.instrument)), key


def _work(subject: Row, form: Row) -> Work:
    title = pick(form["title"].split("|"), subject["subject"], form["form"])
    return Work(
        title=title.format(s=subject["subject"]),
        lead=subject["lead"],
        theme=subject["theme"],
        joined=tuple(words(subject["co"])),
        pin=(subject["lead"], form["form"], subject["subject"]),
        rhythm=form["rhythm"],
        result=_result(form, subject["lead"]),
    )


def _of_leaf(slot: Slot) -> Work:
    group = by_key("groups", "group")[slot.group]
    name = by_key("organisations", "code")[slot.member]["name_vi"]
    return Work(
        title=group["leaf"].format(o=_inside(name)),
        lead=slot.member,
        theme=group["theme"],
        joined=(),
        pin=(slot.member, "", ""),
        rhythm=group["rhythm"],
        result=_result(group, slot.member),
    )


def _inside(name: str) -> str:
    """The name as it stands within a sentence: "Tỉnh Lai Châu" → "tỉnh Lai Châu"."""
    if name.startswith("Tỉnh "):
        return f"tỉnh {name.removeprefix('Tỉnh ')}"
    return f"thành phố {name.removeprefix('Thành phố ')}" if name.startswith("Thành") else name


def _result(row: Row, lead: str) -> Result:
    decider = lead if row["decider"] == "LEAD" else row["decider"]
    target = row["target"].removeprefix("~")
    varies = row["target"].startswith("~")
    return Result(row["deliverable"], row["measure"], int(target), varies, decider)
