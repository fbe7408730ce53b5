"""With DEBUG off too, an error stands in the log of its process with where it happened."""

import os
import subprocess
import sys

from tests.harness.services import CHECKOUT

FAILS = """
import logging, django
django.setup()
logging.getLogger("django.request").warning("Not Found: /x")
try:
    1 / 0
except ZeroDivisionError as error:
    logging.getLogger("django.request").error("Internal Server Error: /y", exc_info=error)
"""


def test_it_says_where() -> None:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tracker.settings"}
    environment.pop("DEBUG", None)
    done = subprocess.run(
        [sys.executable, "-c", FAILS],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "ERROR django.request: Internal Server Error: /y\nTraceback" in done.stderr
    assert "ZeroDivisionError" in done.stderr
    assert "/x" not in done.stderr
