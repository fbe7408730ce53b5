"""`python -m tracker.embedded HOME`: the two servers alone, until Ctrl-C, for developers."""

import argparse
import signal
import sys
import time
from dataclasses import asdict
from pathlib import Path

from tracker.embedded import StackError, start


def main(home: Path) -> None:
    """Start, print the URLs, wait. Raises StackError."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with start(home, say=print) as stack:
        for name, url in asdict(stack.addresses).items():
            print(f"{name.upper()}={url}", flush=True)
        while not (fallen := stack.fallen()):
            time.sleep(0.2)
        raise StackError(fallen)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="PostgreSQL and Valkey alone, until Ctrl-C.")
    parser.add_argument("home", type=Path, nargs="?", default=Path("var"))
    try:
        main(parser.parse_args().home)
    except StackError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(0)
