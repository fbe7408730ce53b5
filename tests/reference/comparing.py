"""Whether the product's reports say what the reference says."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from reports.domain.rates import rates
from reports.enums import Slice
from tasks.enums import Act, DeadlineBasis, Knowledge, Organised, Standing
from tests.reference.history import a_world, take
from tests.reference.replay import counted
from tests.reference.stage import Stage
from tests.reference.world import Step, World

Way = tuple[Knowledge, DeadlineBasis, Organised]
# Days to look at after each history, and how each is asked about; and how today is, which has
# figures of its own.
ASKED: list[list[Way]] = [
    [(knowledge, basis, Organised.THEN) for knowledge in Knowledge for basis in DeadlineBasis],
    [
        (Knowledge.HAPPENED, DeadlineBasis.FIRST, Organised.THEN),
        (Knowledge.KNOWN, DeadlineBasis.IN_FORCE, Organised.NOW),
    ],
]
TODAY: list[Way] = [
    (Knowledge.HAPPENED, DeadlineBasis.IN_FORCE, Organised.THEN),
    (Knowledge.HAPPENED, DeadlineBasis.IN_FORCE, Organised.NOW),
]
FEW = len(ASKED)
NAMES = ("total", "clear", *Standing.values)


class Differs(AssertionError):
    """The reports and the reference disagree on a history."""


def lived(stage: Stage, steps: list[Step]) -> list[Act]:
    """Live the history, then hold the reports against it. The acts. Raises Differs."""
    with a_world(stage) as world:
        taken = [take(world, step) for step in steps]
        assert len(taken) >= 15
        for day, ways in zip(days_that_matter(world, steps), ASKED, strict=True):
            compare(world, day, ways)
        compare(world, world.today, TODAY)
    return taken


def days_that_matter(world: World, steps: list[Step]) -> list[date]:
    """A few of those on which something happened, was recorded or was due, and their neighbours."""
    said = [deed.said["deadline"] for deed in world.deeds if deed.said.get("deadline")]
    days = {day for deed in world.deeds for day in (deed.on, deed.recorded)} | set(said)
    near = {day + timedelta(days=n) for day in days for n in (-1, 0, 1)}
    past = sorted(day for day in near if day <= world.today)
    shift = sum(step.act for step in steps)
    return [past[(shift + n * len(past) // FEW) % len(past)] for n in range(FEW)]


def compare(world: World, day: date, ways: Iterable[Way]) -> None:
    """By organisation, in these ways of knowing, by these deadlines and organised so."""
    codes = {lead.pk: lead.code for lead in world.stage.leads}
    for knowledge, basis, organised in ways:
        report = rates(
            now=world.now,
            as_of=day,
            knowledge=knowledge,
            deadline=basis,
            by=Slice.ORGANISATION,
            organised=organised,
        )
        found = {
            row.key: Counter({name: row.counts.of(name) for name in NAMES}) for row in report.rows
        }
        known, first = knowledge is Knowledge.KNOWN, basis is DeadlineBasis.FIRST
        heirs = world.heirs if organised is Organised.NOW else None
        right = counted(world.deeds, day, known=known, first=first, heirs=heirs)
        expected = {codes[lead]: counts for lead, counts in right.items()}
        if found != expected:
            raise Differs(_told(world, day, f"{knowledge} {basis} {organised}", found, expected))


def _told(world: World, day: date, how: str, found: object, expected: object) -> str:
    deeds = "\n".join(map(str, world.deeds))
    return f"{day}, {how}:\n reports   {found}\n reference {expected}\n{deeds}"
