"""The pages of a list that may be as long as all tasks."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

PAGE = 50
# What is counted beyond this is "more than": counting a million takes longer than showing fifty,
# and nobody turns so many pages. Files have all.
COUNTED = 1000


class Pages(Paginator):  # type: ignore[type-arg]
    """Of so many rows each. `exact` counts all, as a list behind a figure must."""

    def __init__(self, found: QuerySet[Any], *, exact: bool) -> None:
        super().__init__(found, PAGE)
        self.found, self.exact = found, exact

    @cached_property
    def count(self) -> int:
        """How many there are, at most COUNTED unless exact."""
        return self._found if self.exact else min(self._found, COUNTED)

    @property
    def has_more(self) -> bool:
        """Whether there are more than `count`."""
        return self._found > self.count

    @cached_property
    def _found(self) -> int:
        unordered = self.found.order_by().values("pk")
        return (unordered if self.exact else unordered[: COUNTED + 1]).count()
