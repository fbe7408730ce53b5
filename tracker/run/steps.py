"""Bring the database and the static files up to date, one line a step; a process of its own."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, is_dataclass

import django
from django.core.management import CommandError, call_command, get_commands
from django.core.management.base import SystemCheckError
from django.db import DatabaseError

Step = tuple[str, Callable[[], object]]


def steps(*, demo: bool) -> Iterator[Step]:
    """What is done, in this order, each with what is said when it is done."""
    yield "Translations compiled", lambda: call_command("compile_locale")
    yield "Database migrated", lambda: call_command("prepare")
    seeds = "Seeds and demo tasks loaded" if demo else "Organisations and instruments loaded"
    if "seed" in get_commands():  # until it exists
        yield seeds, lambda: call_command("seed")
    yield "Static files collected", lambda: call_command("collectstatic", verbosity=0, **QUIET)
    yield "System checks passed", lambda: call_command("check", databases=["default"])


QUIET = {"interactive": False}


def main() -> None:
    """Do every step; the last line printed is JSON for the caller: who may sign in."""
    django.setup()
    from django.conf import settings

    for said, do in steps(demo=settings.DEMO):
        do()
        print(said, flush=True)
    print(json.dumps(_sign_ins() if settings.DEMO and "seed" in get_commands() else []), flush=True)


def _sign_ins() -> list[dict[str, str]]:
    from seeds.demo import sign_ins

    return [asdict(s) if is_dataclass(s) else dict(s) for s in sign_ins()]


if __name__ == "__main__":
    try:
        main()
    except (CommandError, SystemCheckError, DatabaseError, OSError) as error:
        sys.exit(" ".join(str(error).split()))
