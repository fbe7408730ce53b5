"""Somebody wants reminders, or wants them no more."""

from django.db import transaction

from accounts.models import User
from notifications.enums import Switch
from notifications.models import ReminderChoice
from notifications.queries.choices import wants_reminders


@transaction.atomic
def choose_reminders(*, by: User, wanted: bool, how: Switch) -> bool:
    """From now on `by` gets reminders by mail, or none; whether that is another choice.

    What has been chosen already is not put down again. Mails that are written meanwhile are
    waited for, and those that no server has taken yet are written anew by the next sweep.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if wants_reminders(by) == wanted:
        return False
    ReminderChoice.objects.create(person=by, wanted=wanted, how=how)
    return True
