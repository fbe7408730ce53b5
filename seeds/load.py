"""Loading the seeds: what is real always, the demo's people and tasks once.

Everything happens as the database's owner and in one transaction, the marking of the database as
a demo included: a load that fails leaves nothing behind.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time

from django.core.management.base import CommandError
from django.db import connections, transaction

from accounts.models import Organisation, User
from seeds.reference import load_instruments, load_organisations, load_themes, load_units
from seeds.replay import Replay
from seeds.staff import load_people
from seeds.story import tell
from seeds.story.tables import by_key, day, rank
from seeds.workdays import load_day_decisions
from tasks import domain
from tasks.models import Programme, Task
from tracker import clock


@dataclass(frozen=True)
class Loaded:
    """How many rows a load added; all zero when everything was there."""

    organisations: int = 0
    instruments: int = 0
    people: int = 0
    tasks: int = 0
    acts: int = 0


def load(*, demo: bool, start: datetime) -> Loaded:
    """Load what is missing; with `demo`, in a new database, the story up to `start` (aware).

    Raises CommandError where the demo cannot be loaded; nothing has then been changed.
    """
    with as_owner(), transaction.atomic(), one_transaction():
        _one_at_a_time()
        load_themes()
        organisations, instruments = load_organisations(), load_instruments()
        if not demo or Programme.objects.filter(code=_setting("programme")).exists():
            load_day_decisions()
            return Loaded(organisations, instruments)
        _check_new(start)
        people, tasks, acts = _load_story(start)
        load_day_decisions()
        return Loaded(organisations, instruments, people, tasks, acts)


def _one_at_a_time() -> None:
    """Hold the database's lock for loading until the end of the transaction."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [rank("seeds")])


@contextmanager
def as_owner() -> Iterator[None]:
    """Let everything that asks for the default database work through the owner's connection."""
    application = connections["default"]
    connections["default"] = connections["owner"]
    try:
        yield
    finally:
        connections["default"] = application


@contextmanager
def one_transaction() -> Iterator[None]:
    """Without savepoints: what fails within fails the whole, and a third of the round trips go."""
    features = connections["owner"].features
    kept = features.uses_savepoints
    features.uses_savepoints = False
    try:
        yield
    finally:
        features.uses_savepoints = kept


def _load_story(start: datetime) -> tuple[int, int, int]:
    story = tell()
    first = datetime.combine(day(_setting("first_day")), time(), clock.HANOI)
    clock.mark_demo(first)
    load_units()
    users = load_people(story.people)
    replay = Replay(_programme(), story.plans, users)
    acts = replay.run(story.acts)
    clock.advance(start)
    domain.open_occurrences(now=clock.now())
    return len(users), len(story.leaves), acts


def _programme() -> Programme:
    return Programme.objects.create(
        code=_setting("programme"),
        name=_setting("programme_name"),
        name_en=_setting("programme_name_en"),
        owner=Organisation.objects.get(code=_setting("owner")),
    )


def _check_new(start: datetime) -> None:
    end = tell().acts[-1].recorded_at
    if start <= end:
        raise CommandError(
            f"TRACKER_NOW is {start:%Y-%m-%d %H:%M}, but the demo's story ends"
            f" {end:%Y-%m-%d %H:%M}: choose a later start"
        )
    if clock.is_demo() or Task.objects.exists() or User.objects.exists():
        raise CommandError(
            "This database holds other data already; the demo needs a new one"
            " (set TRACKER_HOME or DATABASE_URL, or DEMO= to run without it)"
        )


def _setting(key: str) -> str:
    return by_key("story", "key")[key]["value"]
