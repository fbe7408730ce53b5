from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tracker import clock

pytestmark = pytest.mark.django_db


def _said(*options: str) -> str:
    out = StringIO()
    call_command("demo_clock", *options, stdout=out)
    return out.getvalue().strip()


def test_it_says_what_time_it_is() -> None:
    assert _said()[:16] == clock.now().isoformat()[:16]


def test_it_moves_forward_in_hanoi_time() -> None:
    assert _said("--to", "2025-12-08T07:00").startswith("2025-12-08T07:00")
    assert clock.now().isoformat()[:16] == "2025-12-08T07:00"


def test_it_never_moves_back() -> None:
    with pytest.raises(CommandError, match="never moves back"):
        _said("--to", "2020-01-01T07:00")
