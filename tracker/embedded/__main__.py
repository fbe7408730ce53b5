"""`python -m tracker.embedded HOME`: the two servers alone, until Ctrl-C, for developers."""

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
    try:
        main(Path(*sys.argv[1:] or ["var"]))
    except StackError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        pass
