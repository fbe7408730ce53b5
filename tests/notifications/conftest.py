from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.notifications.servers import Server, running


@pytest.fixture
def server(tmp_path: Path, settings: Settings) -> Iterator[Server]:
    """The SMTP server of this test alone, which can be told to misbehave."""
    made = Server(tmp_path / "mail")
    with running(made) as port:
        settings.EMAIL_PORT = port
        yield made
