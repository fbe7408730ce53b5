"""What one worker has to itself: a database, a broker's number, a mail port and a folder."""

import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import redis
from django.db import connections

from tests.harness.clock import START, Clock
from tests.harness.databases import Server, with_name
from tests.harness.mail import free_port

DATABASES = {"default": "DATABASE_URL", "owner": "MIGRATE_DATABASE_URL"}


@dataclass(frozen=True, slots=True)
class Worker:
    """One process that runs tests; `name` is gw0, gw1 … or main."""

    name: str
    server: Server
    home: Path
    clock: Clock = field(default_factory=Clock)

    def settle(self) -> None:
        """Say in the environment what is this worker's, before the settings are read."""
        (self.home / "static").mkdir(parents=True, exist_ok=True)
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "TRACKER_HOME": str(self.home),
            "DEMO": "1",
            "EMAIL_URL": f"smtp://127.0.0.1:{free_port()}",
            "REDIS_URL": self._broker(),
        }
        self._name_database(self.database())

    def database(self, *, seeded: bool = False) -> str:
        """The name of this worker's clone."""
        return f"{self.server.prefix}_{self.name}{'_seeded' if seeded else ''}"

    def renew(self, *, seeded: bool = False) -> None:
        """Replace the clone by a fresh one."""
        self._hang_up()
        self.server.clone(self.server.template(seeded=seeded), self.database(seeded=seeded))

    def use(self, *, seeded: bool) -> None:
        """Let Django, and processes started from here, work on the one clone or the other."""
        name = self.database(seeded=seeded)
        if name == connections["default"].settings_dict["NAME"]:
            return
        self._hang_up()
        for alias in DATABASES:
            connections[alias].settings_dict["NAME"] = name
        self._name_database(name)

    def set_clock(self, moment: datetime = START) -> None:
        """Set the clock of the clone in use."""
        self.clock.set(os.environ["MIGRATE_DATABASE_URL"], moment)

    def drop(self) -> None:
        """Leave no database behind."""
        self._hang_up()
        for seeded in (False, True):
            self.server.drop(self.database(seeded=seeded))

    def _hang_up(self) -> None:
        self.clock.hang_up()
        for alias in DATABASES:
            connections[alias].close()

    def _name_database(self, name: str) -> None:
        os.environ["DATABASE_URL"] = with_name(self.server.application_url, name)
        os.environ["MIGRATE_DATABASE_URL"] = with_name(self.server.owner_url, name)

    def _broker(self) -> str:
        """A number of its own in the broker, emptied."""
        number = int(self.name.removeprefix("gw").replace("main", "0")) + 1
        parts = urlsplit(os.environ["TEST_REDIS_URL"])
        if parts.scheme == "unix":
            url = f"unix://{parts.netloc}{parts.path}?db={number}"
        else:
            url = parts._replace(path=f"/{number}").geturl()
        with redis.Redis.from_url(url) as client:
            client.flushdb()
        return url
