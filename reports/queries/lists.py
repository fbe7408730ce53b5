"""A list that is asked for as it is looked at, and as long as its figure says."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import cached_property

from accounts.models import User
from tasks.models import Task

Reader = User | AnonymousUser
Line = TypeVar("Line")


class Listed(Sequence[Line], Generic[Line]):
    """`len()` counts, a slice reads; with a reader only what they may see."""

    @cached_property
    def _length(self) -> int:
        return self.size()

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, asked: Any) -> Any:
        """A slice, or one line."""
        if isinstance(asked, slice):
            start, stop, _step = asked.indices(len(self))
            return self.between(start, stop)
        return self.between(asked, asked + 1)[0]

    @abstractmethod
    def size(self) -> int:
        """How many lines there are."""

    @abstractmethod
    def between(self, start: int, stop: int) -> list[Line]:
        """The lines from `start` up to and without `stop`, in their order."""


def visible_keys(user: Reader | None, on: Any) -> tuple[str, list[Any]]:
    """SQL with its parameters: the ids of the tasks that `user` may see; of all for None."""
    if user is None:
        return "SELECT id FROM tasks_task", []
    seen = Task.objects.visible_to(user, on=on).order_by().values("pk")
    sql, params = seen.query.sql_with_params()
    return sql, list(params)
