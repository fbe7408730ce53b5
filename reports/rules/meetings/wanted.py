"""Lists of what became of tasks: which passages each has."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from reports.rules.meetings.changes import Change, Fact
from reports.rules.meetings.passages import CLASSES, Passage


@dataclass(frozen=True)
class Wanted:
    """Which passages a list has: of one fact, of one change, or of some classes to others.

    `touched`: without those of which all is as before.
    """

    fact: Fact | None = None
    change: Change | None = None
    was: Collection[str] = CLASSES
    became: Collection[str] = CLASSES
    touched: bool = False

    def has(self, passage: Passage) -> bool:
        return (
            (self.fact is None or self.fact in passage.facts)
            and (self.change is None or passage.change is self.change)
            and passage.was in self.was
            and passage.became in self.became
            and (passage.is_touched or not self.touched)
        )

    def of(self, passages: Iterable[Passage]) -> Iterator[Passage]:
        """Those that it has, one by one."""
        return (each for each in passages if self.has(each))


@dataclass
class Beginning:
    """Watches passages go by, and holds the first `most` of a list."""

    wanted: Wanted
    most: int
    held: list[Passage] = field(default_factory=list)

    def __call__(self, passage: Passage) -> None:
        if len(self.held) < self.most and self.wanted.has(passage):
            self.held.append(passage)
