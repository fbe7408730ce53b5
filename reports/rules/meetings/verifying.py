"""Where a frozen document and what the history says now are not the same, in clear words."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Self

from reports.rules.meetings.frozen import Line
from tasks.rules.ledger import Fault

MOST = 1000  # faults that are kept to be told


@dataclass(frozen=True)
class Verified:
    """`faults` are what does not hold, the first MOST of `count`.

    `notes` are what is called otherwise today, and may be.
    """

    faults: tuple[Fault, ...]
    count: int
    notes: tuple[str, ...]
    tasks: int

    @classmethod
    def of(cls, faults: Iterable[Fault], notes: Sequence[str], tasks: Callable[[], int]) -> Self:
        """`tasks` is asked when all faults have been looked for."""
        each = iter(faults)
        found = list(islice(each, MOST))
        more = sum(1 for _fault in each)
        return cls(tuple(found), len(found) + more, tuple(notes), tasks())

    @property
    def holds(self) -> bool:
        return not self.count


def heads_differ(said: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Fault]:
    """`said` by the head of the document, `found` in the history: figure by figure."""
    yield from _figures(_by_slice(said.get("figures")), _by_slice(found["figures"]))
    for name in ("names", "formulas", "tasks"):
        if said.get(name) != found[name]:
            yield Fault("differs", name, "not those that the document was made with")


def lines_differ(code: str, said: Sequence[str], found: Line | None) -> Iterator[Fault]:
    """The lines of one task in the document, and what the history says of it."""
    where = f"task {code}"
    if found is None:
        yield Fault("added", where, "it is in the document, and the history knows none there")
    elif not said:
        yield Fault("deleted", where, "the history knows it, and it is not in the document")
    elif said[0] != found.text().rstrip("\n"):
        unlike = _unlike(json.loads(said[0]), json.loads(found.text()))
        yield Fault("differs", where, unlike or "it is not the canonical text")
    if len(said) > 1:
        yield Fault("added", where, "it stands in the document more than once")


def _figures(said: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Fault]:
    for name in sorted(said.keys() | found.keys()):
        one, other = said.get(name, {}), found.get(name, {})
        if one != other:
            yield Fault("differs", f"figures, {name}", _unlike(one, other))


def _by_slice(figures: Any) -> Mapping[str, Mapping[str, Any]]:
    """ "in_force, total" or "first, block ministries" → each number under its name."""
    found: dict[str, Mapping[str, Any]] = {}
    for basis, of_basis in (figures or {}).items():
        found[f"{basis}, total"] = _numbers(of_basis["total"])
        for by in ("blocks", "organisations"):
            for key, figure in of_basis[by].items():
                found[f"{basis}, {by}, {key}"] = _numbers(figure)
    return found


def _numbers(figure: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**figure["counts"], **figure["rates"]}


def _unlike(said: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """Each of what differs, with both values."""
    return "; ".join(
        f"{name} is {_shown(said.get(name))} in the document, {_shown(found.get(name))} in history"
        for name in sorted(said.keys() | found.keys())
        if said.get(name) != found.get(name)
    )


def _shown(value: Any) -> str:
    return "nothing" if value in (None, "", []) else str(value)
