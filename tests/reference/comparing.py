"""Whether the product's reports say what the reference says."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise, product

from reports.domain.rates import rates
from reports.enums import Slice
from tasks.enums import Act, DeadlineBasis, Knowledge, Organised, Standing
from tests.reference.history import a_world, take
from tests.reference.replay import counted
from tests.reference.stage import Stage
from tests.reference.world import Step, World

Way = tuple[Knowledge, DeadlineBasis, Organised]
# How each of some days is asked about after each history; and today, which has figures of its own.
ASKED: list[Way] = [
    *((knowledge, basis, Organised.THEN) for knowledge in Knowledge for basis in DeadlineBasis),
    (Knowledge.HAPPENED, DeadlineBasis.IN_FORCE, Organised.NOW),
    (Knowledge.KNOWN, DeadlineBasis.IN_FORCE, Organised.NOW),
]
TODAY: list[Way] = [
    (Knowledge.HAPPENED, DeadlineBasis.IN_FORCE, Organised.THEN),
    (Knowledge.HAPPENED, DeadlineBasis.IN_FORCE, Organised.NOW),
]
NAMES = ("total", "clear", *Standing.values)


class Differs(AssertionError):
    """The reports and the reference disagree on a history."""


def lived(stage: Stage, steps: list[Step]) -> list[Act]:
    """Live the history, then hold the reports against it. The acts. Raises Differs."""
    with a_world(stage) as world:
        taken = [take(world, step) for step in steps]
        assert len(taken) >= 15
        shift = sum(step.act for step in steps)
        for number, day in enumerate(days_that_matter(world, shift), start=shift):
            compare(world, day, ASKED[number % len(ASKED)])
        for way in TODAY:
            compare(world, world.today, way)
    return taken


def days_that_matter(world: World, shift: int) -> list[date]:
    """A telling day from each stretch of those on which something happened, was known or was due.

    With their neighbours. `shift` decides between days that tell as much.
    """
    said = [deed.said["deadline"] for deed in world.deeds if deed.said.get("deadline")]
    days = {day for deed in world.deeds for day in (deed.on, deed.recorded)} | set(said)
    near = {day + timedelta(days=n) for day in days for n in (-1, 0, 1)}
    past = sorted(day for day in near if day <= world.today)
    ends = [n * len(past) // len(ASKED) for n in range(len(ASKED) + 1)]
    stretches = [past[start:end] for start, end in pairwise(ends)]
    return [_most_telling(world, some, shift) for some in stretches if some]


def _most_telling(world: World, days: list[date], shift: int) -> date:
    turned = [*days[shift % len(days) :], *days[: shift % len(days)]]
    return max(turned, key=lambda day: _answers(world, day))


def _answers(world: World, day: date) -> int:
    """How many different answers there are to what was the case on `day`."""
    ways = product((False, True), repeat=2)
    answers = (counted(world.deeds, day, known=known, first=first) for known, first in ways)
    return len({str(answer) for answer in answers})


def compare(world: World, day: date, way: Way) -> None:
    """By organisation, known so, by this deadline and organised so."""
    knowledge, basis, organised = way
    report = rates(
        now=world.now,
        as_of=day,
        knowledge=knowledge,
        deadline=basis,
        by=Slice.ORGANISATION,
        organised=organised,
    )
    found = {row.key: Counter({name: row.counts.of(name) for name in NAMES}) for row in report.rows}
    known, first = knowledge is Knowledge.KNOWN, basis is DeadlineBasis.FIRST
    heirs = world.heirs if organised is Organised.NOW else None
    right = counted(world.deeds, day, known=known, first=first, heirs=heirs)
    codes = {lead.pk: lead.code for lead in world.stage.leads}
    expected = {codes[lead]: counts for lead, counts in right.items()}
    if found != expected:
        raise Differs(_told(world, day, " ".join(way), found, expected))


def _told(world: World, day: date, how: str, found: object, expected: object) -> str:
    deeds = "\n".join(map(str, world.deeds))
    return f"{day}, {how}:\n reports   {found}\n reference {expected}\n{deeds}"
