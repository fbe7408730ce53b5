"""Whoever has forgotten their password asks for a link to set another.

Anybody can ask, for anybody: so that nobody learns who has an account, all that is asked for takes
the same way, through a worker, and is answered before that looks whether somebody gets a mail.
"""

from datetime import datetime, timedelta

from celery import current_app
from django.db import transaction
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from accounts.domain.attempts import count_asking
from accounts.domain.links import mail_link
from accounts.models import User
from accounts.queries.people import called, links_asked_for
from tracker.lib.refused import Refused

SEND = "accounts.jobs.send_forgotten_links"
PAUSE = timedelta(minutes=5)  # a link sent so recently is in the letter box, or on its way
A_DAY, LINKS_A_DAY = timedelta(days=1), 5


def ask_for_link(asked: str, *, address: str) -> None:
    """Have a link sent to whoever signs in as `asked`, or has that address; perhaps nobody.

    `address` is that of the network it is asked from. Raises Refused when it is asked too often,
    and while no worker can be told.
    """
    count_asking(asked, address)
    people = list(called(asked).values_list("pk", flat=True))
    try:
        current_app.send_task(SEND, [people])
    except OperationalError as failure:
        raise Refused(
            _("This cannot be done at the moment; try again later."), code="no_broker"
        ) from failure


@transaction.atomic
def send_forgotten_link(person: int, *, now: datetime) -> bool:
    """Mail the person with this id how to set another password; False when they get nothing.

    That is whoever is blocked or has no address, and whoever was sent links enough. The old
    password stays good until then. Raises Refused when the mail server does not take the mail.
    """
    found = User.objects.select_for_update(no_key=True).filter(pk=person, is_active=True).first()
    if not found or not found.email or _sent_enough(found, now):
        return False
    found.link_sent_at = now
    found.save(update_fields=["link_sent_at"])
    mail_link(found, letter="forgotten_password")
    return True


def _sent_enough(person: User, now: datetime) -> bool:
    """Whether the last is too recent, or too many were asked for within a day."""
    if person.link_sent_at and now - PAUSE < person.link_sent_at:
        return True
    return links_asked_for(person, since=now - A_DAY).count() >= LINKS_A_DAY
