from seeds.story import tell


def test_told_twice() -> None:
    assert tell.__wrapped__() == tell.__wrapped__()
