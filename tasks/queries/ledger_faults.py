"""Every way in which the history can be shown to have been changed, one after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.queries.ledger import events, seals, standings
from tasks.queries.ledger_derived import faults_in_derived
from tasks.queries.ledger_moves import faults_in_moves
from tasks.queries.ledger_sides import faults_beside
from tasks.rules.ledger import Chains, Fault
from tasks.rules.seals import Cover, Covering, Sealed, against_copy, broken_links


@dataclass
class Checked:
    """What was read while looking for faults."""

    tasks: int = 0
    events: int = 0
    seals: int = 0
    sealed: int = 0


def faults(checked: Checked, *, copy: Sequence[Sealed] = ()) -> Iterator[Fault]:
    """The first fault of each chain, then those of the rows beside them, then those of the seals.

    `copy` are seals kept elsewhere. Reads each event once, and keeps the ends of the chains in
    memory; wrap it in `one_moment()`.
    """
    made = seals()
    broken = broken_links(made)
    covers = [] if broken else [Cover.of(seal.payload) for seal in made]
    checked.seals, checked.sealed = len(made), sum(cover.count for cover in covers)
    chains, covering = Chains(), Covering(covers)
    for event in events():
        checked.events += 1
        chains.follow(event)
        covering.follow(event)
    for standing in standings():
        checked.tasks += 1
        chains.end(standing)
    chains.end_of_others()
    covering.end()
    yield from chains.faults.values()
    yield from faults_in_derived()
    yield from faults_beside()
    yield from faults_in_moves(covers)
    if broken:
        yield broken
    else:
        yield from filter(None, [against_copy(made, copy)])
        yield from covering.faults
