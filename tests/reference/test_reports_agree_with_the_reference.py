"""Whatever happens in whatever order, recorded at once or late: the reports say what was the case.

They are held against a replay that is slow, obvious, and shares nothing with them.
"""

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from tasks.enums import Act
from tests.reference.comparing import lived
from tests.reference.history import steps
from tests.reference.possible import WEIGHTS
from tests.reference.stage import Stage
from tests.reference.world import Step

pytestmark = pytest.mark.django_db
# A failing history is not made smaller: that takes minutes, and its deeds can be read as they are.
plain = settings(
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def met(histories: int, *, number: int) -> Counter[Act]:
    """So many histories are lived and compared; the acts that occurred in them."""
    stage, taken = Stage(), Counter[Act]()

    @seed(number)
    @settings(parent=plain, max_examples=histories)
    @given(history=steps())
    def live(history: list[Step]) -> None:
        taken.update(lived(stage, history))

    live()
    return taken


def check_coverage(taken: Counter[Act], capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print("\nacts:", ", ".join(f"{act.value} {count}" for act, count in taken.most_common()))
    assert set(taken) == set(WEIGHTS), "the histories leave something out"


@pytest.mark.long
def test_in_random_histories(capsys: pytest.CaptureFixture[str]) -> None:
    check_coverage(met(25, number=57), capsys)


@pytest.mark.prove
@pytest.mark.parametrize("number", range(20))
def test_in_many_random_histories(number: int, capsys: pytest.CaptureFixture[str]) -> None:
    check_coverage(met(500, number=number), capsys)
