import pytest

from tracker.lib.broker import broker_url


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("redis://host:6379/2", "redis://host:6379/2"),
        ("rediss://host", "rediss://host"),
        ("unix:///run/broker.sock", "redis+socket:///run/broker.sock?virtual_host=0"),
        ("unix:///run/broker.sock?db=3", "redis+socket:///run/broker.sock?virtual_host=3"),
    ],
)
def test_celery_is_told_of_a_socket_its_own_way(given: str, meant: str) -> None:
    assert broker_url(given) == meant
