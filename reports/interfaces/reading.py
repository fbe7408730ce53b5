"""What of the rates somebody may read: those of the programmes of which they are a member."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import User
from tasks.models import Programme
from tasks.queries.programmes import programmes_of


def readable(user: User, *, on: date) -> list[Programme]:
    """The programmes of `user` on the Hanoi day `on`. Raises PermissionDenied for none."""
    programmes = list(programmes_of(user, on=on))
    if not programmes:
        raise PermissionDenied(
            _("Rates are for the members of a programme; you are a member of none.")
        )
    return programmes
