"""A request leaves its language behind in the thread: the next test must not inherit it."""

import pytest
from django.utils import translation


@pytest.mark.parametrize("turn", [1, 2])
def test_whatever_the_one_before_left(turn: int) -> None:
    assert translation.get_language() == "vi"
    translation.activate("en")
