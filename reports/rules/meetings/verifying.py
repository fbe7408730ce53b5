"""Where a frozen document and what the history says now are not the same, in clear words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tasks.rules.ledger import Fault


@dataclass(frozen=True)
class Verified:
    """`faults` are what does not hold; `notes` are what is called otherwise today, and may be."""

    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    tasks: int

    @property
    def holds(self) -> bool:
        return not self.faults


def differences(said: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Fault]:
    """`said` by the document, `found` in the history: task by task, then figure by figure."""
    yield from _tasks(_by_code(said.get("tasks")), _by_code(found["tasks"]))
    yield from _figures(_by_slice(said.get("figures")), _by_slice(found["figures"]))
    for name in ("names", "formulas"):
        if said.get(name) != found[name]:
            yield Fault("differs", name, "not those that the document was made with")


def _tasks(said: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Fault]:
    for code in sorted(said.keys() | found.keys()):
        where = f"task {code}"
        if code not in found:
            yield Fault("added", where, "it is in the document, and the history knows none there")
        elif code not in said:
            yield Fault("deleted", where, "the history knows it, and it is not in the document")
        elif said[code] != found[code]:
            yield Fault("differs", where, _unlike(said[code], found[code]))


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


def _by_code(tasks: Any) -> Mapping[str, Any]:
    return {str(task.get("code")): task for task in tasks or ()}


def _unlike(said: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """Each of what differs, with both values."""
    return "; ".join(
        f"{name} is {_shown(said.get(name))} in the document, {_shown(found.get(name))} in history"
        for name in sorted(said.keys() | found.keys())
        if said.get(name) != found.get(name)
    )


def _shown(value: Any) -> str:
    return "nothing" if value in (None, "", []) else str(value)
