"""From the tables to one slot for each task: its cohort, instrument, deadline and day."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from seeds.story.calendar import moment
from seeds.story.playing import Beat, NoDay, deadline_day, play
from seeds.story.script import Step, parse
from seeds.story.tables import Row, by_key, day, rank, rows, weighted, words


@dataclass(frozen=True)
class Slot:
    """Room for one task, with its whole course. `group` and `member` are set for a leaf of one."""

    cohort: str
    instrument: str
    number: int
    deadline_text: str
    deadline: date | None
    assigned_at: datetime
    beats: tuple[Beat, ...]
    group: str = ""
    member: str = ""


def slots() -> list[Slot]:
    """All slots: those of the groups first, then the rest of `spread.csv`."""
    left = _spread()
    grouped = [slot for group in rows("groups") for slot in _of_group(group, left)]
    return grouped + [slot for cell, count in left.items() for slot in _of_cell(*cell, count)]


def members(group: Row) -> list[str]:
    """The organisations (codes) a group consists of on the day it is assigned."""
    alive = [row for row in rows("organisations") if _alive(row, day(group["wave"]))]
    kinds = {"ministries": {"ministry", "ministerial_agency"}}
    blocks = {"provinces": "localities", "unchanged": "localities"}
    chosen = [
        row
        for row in alive
        if row["block"] == blocks.get(group["members"], "ministries")
        and row["kind"] in kinds.get(group["members"], {row["kind"]})
        and not row["until"]
    ]
    return [row["code"] for row in chosen]


def _alive(row: Row, on: date) -> bool:
    return day(row["from"]) <= on and (not row["until"] or day(row["until"]) >= on)


def _spread() -> Counter[tuple[str, str]]:
    """(cohort, instrument) → number of tasks."""
    return Counter(
        {
            (row["cohort"], instrument): int(count)
            for row in rows("spread")
            for instrument, count in row.items()
            if instrument != "cohort" and count
        }
    )


def _of_group(group: Row, left: Counter[tuple[str, str]]) -> Iterator[Slot]:
    shares = [cohort for share in words(group["cohorts"]) for cohort in _share(share)]
    leaders = sorted(members(group), key=lambda code: rank(group["group"], code))
    if len(shares) != len(leaders):
        raise ValueError(f"{group['group']}: {len(leaders)} members, {len(shares)} in cohorts")
    for number, (cohort, member) in enumerate(zip(shares, leaders, strict=True)):
        cell = cohort, group["instrument"]
        left[cell] -= 1
        if left[cell] < 0:
            raise ValueError(f"{group['group']}: spread.csv has too few of {cell}")
        at = moment(day(group["wave"]), "assign", group["group"])
        key = (group["group"], member)
        beats = _beats(cohort, group["deadline"], at, key)
        yield _slot(cell, number, group["deadline"], at, beats, group["group"], member)


def _share(text: str) -> list[str]:
    cohort, _, count = text.partition(":")
    return [cohort] * int(count)


def _of_cell(cohort: str, instrument: str, count: int) -> Iterator[Slot]:
    for number in range(count):
        yield _single(cohort, instrument, number)


def _single(cohort: str, instrument: str, number: int) -> Slot:
    """The first deadline and wave, in an order of this slot's own, that the script fits."""
    problem: NoDay | None = None
    for text, wave in _choices(cohort, instrument, number):
        at = moment(wave, "assign", instrument)
        try:
            beats = _beats(cohort, text, at, (cohort, instrument, number))
        except NoDay as refusal:
            problem = refusal
        else:
            return _slot((cohort, instrument), number, text, at, beats)
    raise ValueError(f"{cohort}, {instrument}: no deadline and wave fit") from problem


def _choices(cohort: str, instrument: str, number: int) -> Iterator[tuple[str, date]]:
    notice = timedelta(days=int(by_key("story", "key")["notice_days"]["value"]))
    pool = weighted(by_key("cohorts", "cohort")[cohort]["deadlines"])
    waves = [day(text) for text in words(by_key("waves", "instrument")[instrument]["days"])]
    turn = rank(cohort, instrument) + number * 7
    for step in range(len(pool)):
        text = pool[(turn + step) % len(pool)]
        due = deadline_day(text)
        fitting = [wave for wave in waves if due is None or wave + notice <= due]
        first = rank("wave", cohort, instrument, number) % max(1, len(fitting))
        yield from ((text, wave) for wave in fitting[first:] + fitting[:first])


@cache
def _steps(cohort: str) -> list[Step]:
    return parse(by_key("cohorts", "cohort")[cohort]["script"])


def _beats(cohort: str, text: str, at: datetime, key: tuple[object, ...]) -> tuple[Beat, ...]:
    return tuple(play(_steps(cohort), assigned=at, deadline=deadline_day(text), key=key))


def _slot(
    cell: tuple[str, str],
    number: int,
    text: str,
    at: datetime,
    beats: tuple[Beat, ...],
    group: str = "",
    member: str = "",
) -> Slot:
    return Slot(*cell, number, text, deadline_day(text), at, beats, group, member)
