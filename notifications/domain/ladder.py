from django.db import router, transaction

from notifications.enums import Audience
from notifications.models import Rung
from tasks.models import Programme

# Code → calendar days from the deadline.
DEFAULT = {"before-7": -7, "before-3": -3, "before-1": -1, "on-the-day": 0, "after-1": 1}


def give_default_ladder(programme: Programme) -> list[Rung]:
    """The usual reminders for `programme`, unless it has a ladder already; its rungs.

    Works on the database that `programme` was read from. Calling it twice changes nothing.
    """
    database = router.db_for_write(Rung, instance=programme)
    with transaction.atomic(using=database):
        Programme.objects.using(database).select_for_update().get(pk=programme.pk)
        rungs = Rung.objects.using(database).filter(programme=programme)
        if not rungs.exists():
            rungs.bulk_create(
                Rung(programme=programme, code=code, offset_days=days, audiences=Audience.values)
                for code, days in DEFAULT.items()
            )
        return list(rungs)


def give_missing_ladders() -> None:
    """The usual reminders for every programme that has no ladder yet.

    However a programme came about, nobody has to remember this. One that wants no reminders
    keeps its rungs and retires them.
    """
    for programme in Programme.objects.filter(rungs=None):
        give_default_ladder(programme)
