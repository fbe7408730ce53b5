"""The pipeline: check, start the servers, bring the data up to date, run, stop."""

import multiprocessing
import os
import signal
import sys
import threading

import psycopg

from tracker.embedded import Stack, StackError, start
from tracker.run.announce import SignIn, announce
from tracker.run.children import children
from tracker.run.kind import check_kind
from tracker.run.manager import StackManager
from tracker.run.plan import CHECKOUT, Plan, plan
from tracker.run.preflight import check
from tracker.run.update import bring_up_to_date


def say(line: str) -> None:
    """One line for who started us."""
    print(line, flush=True)


def main() -> None:
    """Run until Ctrl-C. Raises StackError with one line when something fails."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    multiprocessing.set_start_method("fork")  # the children's relays must be ours to end
    wanted = plan()
    check(wanted)
    servers = {"postgres": not wanted.database_url, "valkey": not wanted.redis_url}
    with start(wanted.home, **servers, say=say) as stack:
        environment = _environment(wanted, stack)
        check_kind(environment["MIGRATE_DATABASE_URL"], demo=wanted.demo)
        sign_ins = bring_up_to_date(environment, stack.home, say)
        run(wanted, stack, environment, sign_ins)


def _environment(wanted: Plan, stack: Stack) -> dict[str, str]:
    """That of every child: the URLs given, or those of the embedded services."""
    urls = {
        name.upper(): getattr(wanted, name) or getattr(stack.addresses, name)
        for name in ("database_url", "migrate_database_url", "redis_url", "email_url")
    }
    fixed = {"TRACKER_HOME": str(wanted.home), "PORT": str(wanted.port)}
    return {**os.environ, **urls, **fixed, "PYTHONUNBUFFERED": "1"}


def run(wanted: Plan, stack: Stack, environment: dict[str, str], sign_ins: list[SignIn]) -> None:
    """Web, worker, beat and mail, until one dies (StackError) or somebody stops us."""
    welcome = threading.Thread(target=announce, args=(wanted, sign_ins, say), daemon=True)
    manager = StackManager(stack.home / "logs", stack.fallen, begun=welcome.start, say=say)
    for name, command in children(wanted, stack.addresses):
        manager.add_process(name, command, env=environment, cwd=str(CHECKOUT))
        say(f"Starting {name}")
    try:
        manager.loop()
    except BaseException:  # a full disk, a closed terminal: nothing may go on alone
        manager.kill()
        raise
    if manager.cause:
        raise StackError(f"Everything is stopped, because {manager.cause}")


if __name__ == "__main__":
    try:
        main()
    except StackError as error:
        sys.exit(str(error))
    except (OSError, psycopg.Error) as error:
        sys.exit(f"Cannot go on: {' '.join(str(error).split())}")
    except KeyboardInterrupt:
        sys.exit(130)
