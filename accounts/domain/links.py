"""A link by which a person sets a password: sent to their address, shown to nobody, good for once.

It is Django's own: signed, and void once a password is set or somebody has signed in.
"""

import smtplib
from datetime import datetime

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accounts.domain.keeping import kept
from accounts.models import User
from tracker.clock import is_demo
from tracker.lib.refused import Refused

A_DAY = 86_400  # seconds
SUBJECTS = {
    "set_password": gettext_lazy("Task tracker: set your password"),
    "forgotten_password": gettext_lazy("Task tracker: set another password"),
}


def send_link(person: User, *, by: User, now: datetime) -> User:
    """Mail `person` how to set a password. What was set before stays good until then.

    Raises PermissionDenied; Refused for somebody who is blocked or without an address, and when the
    mail server does not take the mail.
    """
    with kept(person, by=by, now=now) as found:
        _check_reachable(found)
        found.link_sent_at = now
        found.save(update_fields=["link_sent_at"])
        mail_link(found)
    return found


def _check_reachable(person: User) -> None:
    if not person.is_active:
        raise Refused(_("This person is blocked; unblock them first."), code="blocked")
    if not person.email:
        raise Refused(_("There is no address to send it to; enter one first."), code="no_address")


def mail_link(person: User, *, letter: str = "set_password") -> None:
    """In the person's language; `letter` is one of SUBJECTS, and a template. Raises Refused."""
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    path = reverse("password_set", args=[uid, default_token_generator.make_token(person)])
    words = {
        "person": person,
        "url": f"{settings.PUBLIC_URL}{path}",
        "site": settings.PUBLIC_URL,
        "days": settings.PASSWORD_RESET_TIMEOUT // A_DAY,
        "demo": settings.DEMO and is_demo(),
    }
    with override(person.language):
        subject = str(SUBJECTS[letter])
        text = render_to_string(f"accounts/mail/{letter}.txt", words)
    try:
        send_mail(subject, text, None, [person.email])
    except (OSError, smtplib.SMTPException) as failure:
        raise Refused(
            _("The mail server did not take the mail; try again later."), code="mail_failed"
        ) from failure
