from datetime import timedelta

from notifications.enums import Trouble
from notifications.models import Incident
from tracker.clock import real_now

AT_ONCE = 50  # of one kind untold; the mail says that there are more
SAME_AGAIN = timedelta(hours=1)


def report(kind: Trouble, detail: str) -> None:
    """Put down something that administrators have to know: the watcher mails it, the page shows it.

    What each sweep meets again is put down once an hour: what holds for all mail alike (SENDER),
    and the same letter that cannot be written.
    """
    same = Incident.objects.filter(kind=kind)
    again = {Trouble.SENDER: same, Trouble.LETTER: same.filter(detail=detail)}.get(kind)
    if again is not None and again.filter(at__gt=real_now() - SAME_AGAIN).exists():
        return
    if same.filter(told_at=None).count() < AT_ONCE:
        Incident.objects.create(kind=kind, detail=detail.replace("\0", ""))
