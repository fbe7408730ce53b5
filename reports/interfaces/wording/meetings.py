"""What is put before a meeting, and what changed since the last one, in words and rows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.enums import Block
from reports.interfaces.wording.rates import shown
from reports.queries.meetings.pictures import Picture
from reports.rules.counts import Counts
from reports.rules.measures import BY_CODE
from reports.rules.meetings.changes import Change
from reports.rules.meetings.passages import ABSENT, CLASSES, GONE, Passage, class_label
from reports.rules.meetings.since import Since
from tasks.enums import Standing
from tasks.queries.listing import CLASSES as FIVE
from tracker.lib.sorting import sort_key

RATES = ("on_time_rate", "due_completion_rate", "completion_rate")
# The classes as tables show them: the five that sum to the total, and what is not counted.
SHOWN: dict[str, frozenset[str]] = {
    **{name: frozenset(standing.value for standing in group) for name, group in FIVE.items()},
    GONE: frozenset({GONE}),
    ABSENT: frozenset({ABSENT}),
}
IN_FORCE = frozenset(Standing.values)


@dataclass(frozen=True)
class Row:
    """A block or an organisation, with its counts and the rates of RATES as they are shown."""

    key: str
    name: str
    counts: Counts
    rates: list[str]


@dataclass(frozen=True)
class Step:
    """What one kind of change did to each class; `change` is "" for a sum."""

    change: str
    name: str
    tasks: int
    numbers: list[str]


def blocks(picture: Picture) -> list[Row]:
    """By block, in their order."""
    counts = picture.sliced("blocks")
    return [
        _row(block.value, str(block.label), counts[block]) for block in Block if block in counts
    ]


def organisations(picture: Picture) -> list[Row]:
    """By lead, in the order of names, as it was called when it was frozen."""
    names, counts = picture.by_code, picture.sliced("organisations")
    rows = [_row(code, name_of(names[code]), counts[code]) for code in counts]
    return sorted(rows, key=lambda row: (sort_key(row.name), row.key))


def name_of(organisation: Mapping[str, str]) -> str:
    """In the reader's language."""
    return organisation["name_en" if get_language() == "en" else "name"]


def _row(key: str, name: str, counts: Counts) -> Row:
    return Row(key, name, counts, rates(counts))


def rates(counts: Counts) -> list[str]:
    return [shown(BY_CODE[code], counts) for code in RATES]


def steps(found: Since) -> Iterator[Step]:
    """From before to after: what was, what each kind of change added or took away, what is."""
    before, after = (sum(side[name] for name in IN_FORCE) for side in (found.before, found.after))
    yield Step("", _("before"), before, [str(n) for n in numbers(found.before)])
    for change, net in found.moved.items():
        moved = [f"{n:+d}".replace("-", "−") if n else "" for n in numbers(net)]
        yield Step(change.value, str(change.label), found.changes[change], moved)
    yield Step("", _("after"), after, [str(n) for n in numbers(found.after)])


def numbers(counts: "Counter[str]") -> list[int]:
    """All in force, the five classes, and those no longer in force."""
    groups = [IN_FORCE, *(SHOWN[name] for name in SHOWN if name != ABSENT)]
    return [sum(counts[name] for name in group) for group in groups]


def heads() -> list[str]:
    """What the numbers are called."""
    return [_("in force"), *(class_label(name) for name in SHOWN if name != ABSENT)]


def passing_table(found: Since) -> list[tuple[str, str, list[tuple[str, int]]]]:
    """Rows of the class before: its name, its label, and the tasks in each class after."""
    return [
        (was, class_label(was), [(now, _between(found, was, now)) for now in SHOWN])
        for was in SHOWN
    ]


def _between(found: Since, was: str, became: str) -> int:
    return sum(found.table[one, other] for one in SHOWN[was] for other in SHOWN[became])


def explained(passage: Passage) -> str:
    """What was done to the task between, or that only days have passed."""
    if passage.done:
        said = [f"{done.act.label} {done.on:%d/%m/%Y}" for done in passage.done]
        return "; ".join(dict.fromkeys(said))
    return _("the days that have passed") if passage.change is not Change.NONE else ""


def classes_of(names: Sequence[str]) -> frozenset[str]:
    """Standings behind the names of classes; all where none is named."""
    chosen = [SHOWN.get(name, frozenset({name})) for name in names if name]
    return frozenset[str]().union(*chosen) if chosen else frozenset(CLASSES)
