"""A benchmark at several sizes, from the command line."""

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bench.world import CHECKOUT

SIZES = "944,100000,1000000"


def run(
    module: str, about: str | None, one: Callable[[int, int, Path | None], None], repeats: int
) -> None:
    """Call `one` of `module` for each size, in a process of its own.

    Settings are read once a process, and each size has another database. `about` is the help.
    """
    chosen = _asked(about, repeats)
    sizes = [int(size) for size in chosen.sizes.split(",")]
    if len(sizes) == 1:
        one(sizes[0], chosen.repeats, chosen.home)
        return
    for size in sizes:
        words = ["--sizes", str(size), "--repeats", str(chosen.repeats)]
        words += ["--home", str(chosen.home)] if chosen.home else []
        subprocess.run([sys.executable, "-m", module, *words], check=True, cwd=CHECKOUT)


def _asked(about: str | None, repeats: int) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--repeats", type=int, default=repeats)
    parser.add_argument("--home", type=Path)
    return parser.parse_args()
