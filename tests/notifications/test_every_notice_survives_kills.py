"""Real processes, killed -9 at random, and a mail server that misbehaves: see `tests.faults`."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.harness.services import CHECKOUT


def _found(home: Path, *options: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", f"--home={home}", *options],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found["counts"]  # type: ignore[no-any-return]


@pytest.mark.long
def test_a_short_run_loses_nothing_and_misdirects_nothing(tmp_path: Path) -> None:
    counts = _found(tmp_path, "--seed=7", "--notices=60", "--kills=1", "--each=1", "--waves=5")
    assert counts["expected"] == counts["notices"] - counts["notices cancelled"] > 100


@pytest.mark.prove
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_ten_thousand_notices_under_twenty_kills_of_each(tmp_path: Path, seed: int) -> None:
    counts = _found(tmp_path, f"--seed={seed}", "--notices=10000", "--kills=20")
    for kind in ("worker", "beat", "valkey", "postgres"):
        assert counts[f"kills of {kind}"] >= 20
    assert counts["expected"] == counts["notices"] - counts["notices cancelled"] > 9_000
