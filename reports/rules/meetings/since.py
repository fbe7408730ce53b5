"""What became of all tasks between two moments, so that the whole difference is explained.

Counting the pairs of classes gives a table from which both sides and every difference follow.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from reports.rules.meetings.changes import Change, Fact
from reports.rules.meetings.passages import Passage


class Since:
    """What became of all tasks of either side, counted in one pass through their passages.

    `passages`, by code, may be gone through any number of times. Each watcher is handed every
    passage while they are counted, so that a list need not go through them once more.
    """

    def __init__(self, passages: Iterable[Passage], *watchers: Callable[[Passage], object]) -> None:
        self.passages = passages
        self.facts: Counter[Fact] = Counter()
        self.touched = 0
        self._turns: Counter[tuple[Change, str, str]] = Counter()
        for each in passages:
            self._turns[each.change, each.was, each.became] += 1
            self.facts.update(each.facts)
            self.touched += each.is_touched
            for watcher in watchers:
                watcher(each)

    @cached_property
    def table(self) -> Counter[tuple[str, str]]:
        """(class before, class after) → how many tasks."""
        return self._summed(lambda _change, was, became: (was, became))

    @cached_property
    def before(self) -> Counter[str]:
        """Class → how many tasks were in it."""
        return self._summed(lambda _change, was, _became: was)

    @cached_property
    def after(self) -> Counter[str]:
        """Class → how many tasks are in it."""
        return self._summed(lambda _change, _was, became: became)

    @cached_property
    def changes(self) -> Counter[Change]:
        """Change → how many tasks; they sum to all tasks of either side."""
        return self._summed(lambda change, _was, _became: change)

    @cached_property
    def moved(self) -> dict[Change, Counter[str]]:
        """Change → class → by how many tasks it made the class larger (or smaller).

        For each class these sum to `after` less `before`.
        """
        found: dict[Change, Counter[str]] = {}
        for (change, was, became), tasks in self._turns.items():
            if change is not Change.NONE:
                net = found.setdefault(change, Counter())
                net[became] += tasks
                net[was] -= tasks
        return {change: found[change] for change in Change if change in found}

    def _summed(self, key: Callable[[Change, str, str], Any]) -> Counter[Any]:
        found: Counter[Any] = Counter()
        for turn, tasks in self._turns.items():
            found[key(*turn)] += tasks
        return found
