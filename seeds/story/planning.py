"""From filled slots to planned tasks: code, clause, officer, co-agencies, and what is unclear."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from seeds.story.calendar import ONE_DAY
from seeds.story.plans import Part, Person, Plan
from seeds.story.slots import Slot
from seeds.story.tables import by_key, day, pick, rank, rows, text, texts, words
from seeds.story.work import Work

Filled = Sequence[tuple[Slot, Work]]


def plan_tasks(filled: Filled, people: Iterable[Person]) -> list[tuple[Slot, Plan]]:
    """The planned leaf tasks with their slots, in the order of their codes."""
    officers: dict[str, list[str]] = defaultdict(list)
    for person in people:
        if person.role == "officer":
            officers[person.organisation].append(person.username)
    codes = _codes(filled)
    planned = {code: (slot, _plan(code, slot, work, officers)) for code, slot, work in codes}
    joined = _with_parts(planned, {code: work for code, _, work in codes})
    unclear = _with_gaps(joined)
    return [(planned[code][0], unclear[code]) for code in sorted(unclear)]


def plan_groups() -> list[Plan]:
    """The parents of the groups, to be drafted before their leaves."""
    return [
        Plan(
            code=row["group"],
            cohort="",
            instrument=row["instrument"],
            clause=_clause(row["instrument"], row["theme"], row["group"]),
            title=row["title"],
            lead="",
            assigned_on=day(row["wave"]),
            deadline_text=row["deadline"],
            deadline=_deadline(row["deadline"]),
            officer="",
            authority="",
            deliverable_kind=row["deliverable"],
            deliverable_measure=row["measure"],
            deliverable_count=int(row["target"].removeprefix("~")),
            rhythm=row["rhythm"],
            is_group=True,
        )
        for row in rows("groups")
    ]


def _codes(filled: Filled) -> list[tuple[str, Slot, Work]]:
    """Leaves of a group are called after it; the others are numbered within their instrument."""
    ordered = sorted(
        filled, key=lambda pair: (pair[0].assigned_at.date(), rank("code", pair[1].title))
    )
    numbers: Counter[str] = Counter()
    codes = []
    for slot, work in ordered:
        if not slot.group:
            numbers[slot.instrument] += 1
        single = f"{slot.instrument}-{numbers[slot.instrument]:03d}"
        codes.append((f"{slot.group}-{slot.member}" if slot.group else single, slot, work))
    return codes


def _plan(code: str, slot: Slot, work: Work, officers: Mapping[str, list[str]]) -> Plan:
    return Plan(
        code=code,
        cohort=slot.cohort,
        instrument=slot.instrument,
        clause=_clause(slot.instrument, work.theme, slot.group or code),
        title=work.title,
        lead=work.lead,
        assigned_on=slot.assigned_at.date(),
        deadline_text=slot.deadline_text,
        deadline=slot.deadline,
        officer=pick(officers[work.lead], "officer", code),
        authority=work.result.decider,
        deliverable_kind=work.result.kind,
        deliverable_measure=work.result.measure,
        deliverable_count=_target(work, code),
        rhythm=work.rhythm,
        heir=work.heir,
        heir_from=_ended(work.lead) + ONE_DAY if work.heir else None,
        group=slot.group,
    )


def _ended(organisation: str) -> date:
    return day(by_key("organisations", "code")[organisation]["until"])


def _target(work: Work, code: str) -> int:
    target = work.result.target
    return target - rank("target", code) % (target // 4) if work.result.varies else target


def _clause(instrument: str, theme: str, key: str) -> str:
    points = [
        row["point"]
        for row in rows("clauses")
        if row["instrument"] == instrument and row["theme"] == theme
    ]
    return pick(points, "clause", key)


def _deadline(written: str) -> date | None:
    found = by_key("deadlines", "text")[written]["day"]
    return day(found) if found else None


def _with_parts(
    planned: Mapping[str, tuple[Slot, Plan]], work: Mapping[str, Work]
) -> dict[str, Plan]:
    every = int(by_key("story", "key")["co_agency_every"]["value"])
    ordered = sorted(planned, key=lambda code: rank("co", code))
    return {
        code: replace(planned[code][1], parts=_parts(planned[code][1], work[code]))
        if place % every == 0
        else planned[code][1]
        for place, code in enumerate(ordered)
    }


def _parts(plan: Plan, work: Work) -> tuple[Part, ...]:
    usual = pick(["MOST", "MPS", "MOF"], "co", plan.code)
    others = [code for code in work.joined or (usual,) if code != plan.lead]
    names = others or [code for code in ("MOST", "MPS") if code != plan.lead][:1]
    return tuple(Part(name, _part(name, plan.code), _own_date(name, plan)) for name in names)


def _own_date(organisation: str, plan: Plan) -> date | None:
    """One part in eight is due halfway, where there is time enough."""
    if plan.deadline is None or rank("own date", plan.code, organisation) % 8:
        return None
    time = plan.deadline - plan.assigned_on
    return plan.assigned_on + time / 2 if time.days > 40 else None


def _part(organisation: str, code: str) -> str:
    """What this organisation usually contributes, or something that anyone could."""
    own = f"part {organisation}"
    return text(own if texts(own) else "part", code, organisation)


def _with_gaps(plans: Mapping[str, Plan]) -> dict[str, Plan]:
    """Takes from some tasks what `clarity.csv` says is missing."""
    done = dict(plans)
    left = sorted(plans, key=lambda code: rank("clarity", code))
    for row in rows("clarity"):
        missing = words(row["missing"])
        fitting = [c for c in left if "responsibility" not in missing or plans[c].parts]
        for code in fitting[: int(row["tasks"])]:
            done[code] = _without(done[code], missing)
            left.remove(code)
    return done


def _without(plan: Plan, missing: Iterable[str]) -> Plan:
    for clarity in missing:
        if clarity == "person":
            plan = replace(plan, officer="")
        elif clarity == "authority":
            plan = replace(plan, authority="")
        elif clarity == "deliverable":
            plan = replace(plan, deliverable_measure="", deliverable_count=None)
        elif clarity == "responsibility":
            plan = replace(plan, parts=tuple(replace(part, part="") for part in plan.parts))
        else:
            raise ValueError(f"clarity.csv: {clarity}")
    return plan
