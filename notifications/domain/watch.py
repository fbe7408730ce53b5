"""Whether delivery lives, seen from outside of it, and a mail to administrators when it does not.

Nothing here leaves through the outbox, and no answer to it suppresses anybody: what tells that mail
is in trouble must not be mail like any other.
"""

import json
import logging
import smtplib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import DatabaseError, InterfaceError, connection
from django.db.models.functions import Now as RealNow

from notifications.domain.alarm import Alarm, write_alarm
from notifications.enums import Trouble
from notifications.models import Incident, Storm, SuppressedAddress, WatcherBeat
from notifications.queries.administrators import administrators
from notifications.queries.heartbeat import silent_since
from tracker import clock

logger = logging.getLogger(__name__)
PAUSE = timedelta(minutes=10)  # between two mails, whatever happens
AGAIN = timedelta(hours=4)  # what goes on is told again
MANY = 50


@dataclass(frozen=True)
class Reader:
    """Who is told, as last known: the database may be what is silent."""

    address: str
    language: str


@dataclass
class Watcher:
    """`memory` is a file: when what was last told, so that a restart does not tell it again."""

    memory: Path
    readers: Sequence[Reader] = ()
    told: dict[str, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.told = _recalled(self.memory)

    def look(self, *, now: datetime) -> list[Alarm]:
        """One look (`now`: real time); what was mailed to administrators."""
        try:
            alarms, incidents = self._found()
        except (DatabaseError, InterfaceError) as error:
            connection.close()
            alarms, incidents = [Alarm(Trouble.DATABASE, [str(error).strip()])], []
        self._forget_what_is_over(alarms)
        due = [alarm for alarm in alarms if self._is_due(alarm, incidents, now)]
        if not due or not self._may_mail(now) or not self._mail(due, now):
            return []
        self._remember(due, now)
        _mark(incidents)
        return due

    def _found(self) -> tuple[list[Alarm], list[Incident]]:
        """What goes on and what has happened. Also says that the watcher lives."""
        WatcherBeat.objects.update_or_create(pk=1, defaults={"at": RealNow()})
        self.readers = _readers()
        incidents = list(Incident.objects.filter(told_at=None).order_by("pk")[:MANY])
        return [*_going_on(), *_gathered(incidents)], incidents

    def _is_due(self, alarm: Alarm, incidents: list[Incident], now: datetime) -> bool:
        if any(incident.kind == alarm.kind for incident in incidents):
            return True
        last = self.told.get(alarm.kind)
        return last is None or now - last >= AGAIN

    def _may_mail(self, now: datetime) -> bool:
        """A standstill that begins is told at once; then there is a pause."""
        return now - max(self.told.values(), default=now - PAUSE) >= PAUSE

    def _mail(self, alarms: list[Alarm], now: datetime) -> bool:
        """Whether anybody could be told."""
        readers = {*self.readers, *(Reader(address, "vi") for address in settings.ALARM_MAIL)}
        if not readers:
            logger.error("nobody to tell: there is no administrator with an address: %s", alarms)
            return False
        sent = [_sent(reader, alarms, now) for reader in sorted(readers, key=lambda r: r.address)]
        return any(sent)

    def _remember(self, alarms: Iterable[Alarm], now: datetime) -> None:
        self.told |= {alarm.kind.value: now for alarm in alarms}
        self._keep()

    def _forget_what_is_over(self, alarms: list[Alarm]) -> None:
        """The next time it happens it is told at once (but for the pause)."""
        lasting = {alarm.kind.value for alarm in alarms}
        ended = {"sweeps", "database", "storm"} & self.told.keys() - lasting
        for kind in ended:
            self.told["last"] = max(self.told.get("last", self.told[kind]), self.told.pop(kind))
        if ended:
            self._keep()

    def _keep(self) -> None:
        self.memory.write_text(json.dumps({k: at.isoformat() for k, at in self.told.items()}))


def _recalled(memory: Path) -> dict[str, datetime]:
    try:
        return {k: datetime.fromisoformat(at) for k, at in json.loads(memory.read_text()).items()}
    except (OSError, ValueError):
        return {}


def _going_on() -> Iterable[Alarm]:
    if (since := silent_since()) is not None:
        yield Alarm(Trouble.SWEEPS, [f"{since.astimezone(clock.HANOI):%H:%M %d/%m/%Y}"])
    for storm in Storm.objects.filter(is_open=True, allowed_at=None):
        yield Alarm(Trouble.STORM, [str(storm.mails)])


def _gathered(incidents: list[Incident]) -> Iterable[Alarm]:
    for kind in sorted({incident.kind for incident in incidents}):
        yield Alarm(Trouble(kind), [each.detail for each in incidents if each.kind == kind])


def _readers() -> list[Reader]:
    """Administrators whom mail can reach; all of them, should none of them be reachable."""
    found = list(administrators(on=clock.today()).values_list("email", "language"))
    barred = set(
        SuppressedAddress.objects.filter(
            address__in=[email.lower() for email, _language in found], lifted_at=None
        ).values_list("address", flat=True)
    )
    able = [pair for pair in found if pair[0].lower() not in barred]
    return [Reader(*pair) for pair in able or found]


def _sent(reader: Reader, alarms: list[Alarm], now: datetime) -> bool:
    subject, text = write_alarm(alarms, language=reader.language, now=now)
    mail = EmailMessage(
        subject,
        text,
        to=[reader.address],
        connection=get_connection(),
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        return bool(mail.send())
    except (OSError, smtplib.SMTPException, ValueError):
        logger.exception("an administrator could not be told: %s", reader.address)
        return False


def _mark(incidents: list[Incident]) -> None:
    ids = [incident.pk for incident in incidents]
    if ids:
        Incident.objects.filter(pk__in=ids).update(told_at=RealNow())
