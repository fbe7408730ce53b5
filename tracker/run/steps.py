"""Bring the database and the static files up to date, one line a step; a process of its own."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict

import django
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError
from django.utils import translation

Step = tuple[str, Callable[[], object]]


def steps() -> Iterator[Step]:
    """What is done, in this order, each with what is said when it is done."""
    yield "Translations compiled", lambda: call_command("compile_locale")
    yield "Database migrated", lambda: call_command("prepare")
    yield "", lambda: call_command("seed")  # says itself how much it has loaded
    yield "Static files collected", lambda: call_command("collectstatic", verbosity=0, **QUIET)
    yield "System checks passed", lambda: call_command("check", databases=["default"])


QUIET = {"interactive": False}


def main() -> None:
    """Do every step; the last line printed is JSON for the caller: who may sign in."""
    django.setup()
    from django.conf import settings

    for said, do in steps():
        do()
        if said:
            print(said, flush=True)
    print(json.dumps(_sign_ins() if settings.DEMO else []), flush=True)


def _sign_ins() -> list[dict[str, str]]:
    from seeds.demo import sign_ins

    with translation.override("en"):  # the rest of what the terminal shows is English
        return [asdict(one) for one in sign_ins()]


if __name__ == "__main__":
    try:
        main()
    except (CommandError, SystemCheckError, DatabaseError, OSError) as error:
        sys.exit(" ".join(str(error).split()))
