"""`make screenshots`: a picture of each page in Vietnamese, and some in other modes.

    --into FOLDER   where they go (default var/screenshots, which is not committed)
    --home FOLDER --port N   of a tracker that runs already; without, one is started and seeded
    --only WORD     only pages whose file name has it
    --readme        the six small pictures of the README instead, into docs/images
    --help-pages    the pictures of the help instead, into static/help (`make help-pictures`)

Who changed how a page looks looks at its picture. Nothing is compared by machine.
"""

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]
IMAGES = CHECKOUT / "docs" / "images"


@contextmanager
def tracker(home: str, port: int) -> Iterator[str]:
    """The address of the tracker that runs at `home`, or of one that is started for this."""
    from tests.harness.stack import run

    if home:
        os.environ |= {"TRACKER_HOME": home, "PORT": str(port)}
        yield f"http://localhost:{port}"
        return
    with tempfile.TemporaryDirectory() as made, run(Path(made) / "home", DEMO="1") as started:
        started.wait_until_ready(1800)
        os.environ |= {"TRACKER_HOME": str(started.home), "PORT": str(started.port)}
        yield f"http://localhost:{started.port}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=CHECKOUT / "var" / "screenshots")
    parser.add_argument("--home", default="")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--only", default="")
    parser.add_argument("--help-pages", action="store_true")
    parser.add_argument("--readme", action="store_true")
    chosen = parser.parse_args()
    os.environ |= {"DEMO": "1", "DJANGO_SETTINGS_MODULE": "tracker.settings"}
    # Playwright keeps a loop running in this thread, which Django would take for its own.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with tracker(chosen.home, chosen.port) as site:
        import django

        django.setup()
        taken, into = _taken(site, chosen)
    print(f"{taken} pictures in {into}")


def _taken(site: str, chosen: argparse.Namespace) -> tuple[int, Path]:
    """How many pictures were taken, and where they are."""
    if chosen.help_pages:
        from pictures.help import INTO, take_help

        return take_help(site, chosen.only), INTO
    from pictures.taking import take_all, take_readme

    if chosen.readme:
        return take_readme(site, IMAGES), IMAGES
    return take_all(site, chosen.into, chosen.only), chosen.into


if __name__ == "__main__":
    main()
