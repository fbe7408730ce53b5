"""Migrating without drawing the models anew after each step that no model is drawn differently for.

Django renders a model and all that are related to it once more whenever a constraint or an index
is added, and pgtrigger does so for a trigger: of the time that an empty database takes, half. The
statements are made from the step itself, and rows are written through fields alone.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db.migrations import AddConstraint, AddIndex
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger

LIGHT: tuple[type[Operation], ...] = (AddConstraint, AddIndex, AddTrigger)
Forwards = Callable[[Operation, str, ProjectState], None]


@contextmanager
def drawn_once() -> Iterator[None]:
    """While it lasts."""
    kept = {kind: kind.state_forwards for kind in LIGHT}
    for kind, forwards in kept.items():
        kind.state_forwards = _keeping_models(forwards)  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        for kind, forwards in kept.items():
            kind.state_forwards = forwards  # type: ignore[method-assign]


def _keeping_models(forwards: Forwards) -> Forwards:
    def state_forwards(operation: Operation, app_label: str, state: ProjectState) -> None:
        drawn = state.__dict__.pop("apps", None)  # a cached property: absent, nothing is redrawn
        forwards(operation, app_label, state)
        if drawn is not None:
            state.__dict__["apps"] = drawn

    return state_forwards
