"""A programme, entered by an administrator."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.domain.keeping import check_administers
from accounts.domain.writing import written_by
from accounts.models import Organisation, User
from tasks.models import Programme
from tracker.lib.refused import Refused


def add_programme(
    *, by: User, now: datetime, code: str, name: str, name_en: str, owner: Organisation
) -> Programme:
    """What is monitored as one; secretaries of `owner` see all of it.

    The code is kept in capitals without blanks: the codes of its tasks begin with it. Raises
    PermissionDenied unless `by` looks after `owner`, Refused for a code that is taken.
    """
    code = "".join(code.upper().split())
    with written_by(by):
        check_administers(owner, by=by, now=now)
        if Programme.objects.filter(code=code).exists():
            raise Refused(_("Another programme has this code already."), code="taken", field="code")
        return Programme.objects.create(code=code, name=name, name_en=name_en, owner=owner)
