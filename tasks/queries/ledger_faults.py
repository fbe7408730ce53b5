"""Every way in which the history can be shown to have been changed, one after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.queries.ledger import chains, digests, seals
from tasks.queries.ledger_derived import faults_in_derived
from tasks.queries.ledger_sides import faults_beside
from tasks.rules.ledger import Fault, fault_in
from tasks.rules.seals import Cover, Sealed, against_copy, broken_links, faults_in_cover


@dataclass
class Checked:
    """What was read while looking for faults."""

    tasks: int = 0
    events: int = 0
    seals: int = 0
    sealed: int = 0


def faults(checked: Checked, *, copy: Sequence[Sealed] = ()) -> Iterator[Fault]:
    """The first fault of each chain, then those of the rows beside them, then those of the seals.

    `copy` are seals kept elsewhere. Reads everything once, in a memory that hardly grows with it;
    wrap it in `one_moment()`.
    """
    for standing, events in chains():
        checked.tasks += 1
        checked.events += len(events)
        if fault := fault_in(standing, events):
            yield fault
    yield from faults_in_derived()
    yield from faults_beside()
    made = seals()
    checked.seals = len(made)
    if fault := broken_links(made):
        yield fault
        return
    if fault := against_copy(made, copy):
        yield fault
    covers = [Cover.of(seal.payload) for seal in made]
    checked.sealed = sum(cover.count for cover in covers)
    yield from faults_in_cover(covers, digests())
