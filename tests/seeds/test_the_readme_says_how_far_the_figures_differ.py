"""`seeds/README.md` states, for each published row, what differs "as it happened"."""

import re
from datetime import date
from pathlib import Path

import seeds
from seeds.story import tell
from tests.seeds.reference import PUBLISHED, figures

README = Path(seeds.__path__[0]) / "README.md"
ROW = re.compile(r"\| (\d{4}-\d\d-\d\d) \| (\S+) \| ((?:\w+ [+-]\d+(?:, )?)+|none) \|")


def test_every_row_is_stated_as_it_is() -> None:
    stated = {
        (date.fromisoformat(day), None if scope == "programme" else scope): amounts
        for day, scope, amounts in ROW.findall(README.read_text(encoding="utf-8"))
    }
    assert stated == {row: difference(*row) for row in PUBLISHED}


def difference(day: date, instrument: str | None) -> str:
    """How "as it happened" differs, as the README writes it: "overdue -2, regular +1"."""
    known = figures(tell(), day, known=True, instrument=instrument)
    happened = figures(tell(), day, known=False, instrument=instrument)
    amounts = [
        f"{name} {happened[name] - known[name]:+d}"
        for name in sorted(set(known) | set(happened))
        if happened[name] != known[name]
    ]
    return ", ".join(amounts) or "none"
