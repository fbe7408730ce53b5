"""Who was told what: for whom, and how much of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from notifications.models import Message, Notice
from notifications.models.querysets import SHOWN, overseen_by
from notifications.rules.excerpts import lines_about, tasks_in, without_readers_link
from tasks.models import Task
from tracker.clock import end_of

# How each question narrows; `from_day` and `until_day` are Hanoi days of planning.
NARROWS: dict[str, Any] = {
    "task": lambda task: Q(task=task),
    "person": lambda person: Q(recipient=person),
    "programme": lambda programme: Q(task__programme=programme),
    "state": lambda state: Q(state=state),
    "from_day": lambda day: Q(planned_at__gte=end_of(day - timedelta(days=1))),
    "until_day": lambda day: Q(planned_at__lt=end_of(day)),
}


@dataclass(frozen=True)
class Words:
    """What a reader may read of a message; `is_whole`: all of it, subject and HTML too.

    Otherwise `text` has the lines about the tasks that they see, or nothing.
    """

    is_whole: bool
    text: str
    html: str = ""
    subject: str = ""


def told(user: User, *, on: date, asked: Mapping[str, Any]) -> QuerySet[Notice]:
    """Every notice of which `user` may see that there was one, the newest first.

    `asked` has any of NARROWS: a task, a person, a programme, a state, days. With what it takes to
    show them, but for the words of messages.
    """
    found = Notice.objects.visible_to(user, on=on)
    for name, value in asked.items():
        found = found.filter(NARROWS[name](value))
    related = found.select_related("task", "recipient", "rung", "message")
    bare = related.defer("message__text", "message__html", "message__headers")
    return bare.prefetch_related("message__tries").order_by("-planned_at", "-pk")


def last_told(task: Task) -> list[Notice]:
    """The last notice about `task` to each of those who were told of it, the newest first.

    For whoever sees the task: they see all of its notices. One query.
    """
    found = Notice.objects.filter(SHOWN, task=task).select_related("recipient", "message")
    bare = found.defer("message__text", "message__html", "message__headers")
    last = bare.order_by("recipient_id", "-planned_at", "-pk").distinct("recipient_id")
    return sorted(last, key=lambda notice: notice.planned_at, reverse=True)


def tasks_seen(user: User, tasks: Iterable[int], *, on: date) -> set[int]:
    """Which of the tasks with these ids `user` may see on the Hanoi day `on`."""
    seen = Task.objects.visible_to(user, on=on).filter(pk__in=set(tasks))
    return set(seen.values_list("pk", flat=True))


def person_for(user: User, pk: int, *, on: date) -> User | None:
    """Whom `user` may ask about: oneself, whom one answers for, who was told of a task one sees."""
    told_of = Notice.objects.visible_to(user, on=on).filter(recipient=pk)
    person = User.objects.filter(pk=pk).first()
    may = pk == user.pk or overseen_by(user, on=on).filter(user=pk).exists() or told_of.exists()
    return person if may else None


def message_for(user: User, pk: int, *, on: date) -> Message | None:
    """The message with the id `pk`, if `user` may see that there was one."""
    tells = Notice.objects.visible_to(user, on=on).filter(message=pk)
    found = Message.objects.select_related("recipient").filter(pk=pk)
    return found.filter(Q(recipient=user) | Q(pk__in=tells.values("message"))).first()


def words_for(user: User, message: Message, *, on: date) -> Words:
    """What `user`, who may see `message`, may read of it.

    A digest speaks of many tasks: whoever does not see all of them reads the lines about those
    that they see. Only its reader gets the link that switches reminders off.
    """
    if message.recipient_id == user.pk:
        return Words(True, message.text, message.html, message.subject)
    text, html = map(without_readers_link, (message.text, message.html))
    about = set(message.notices.values_list("task_id", flat=True))
    about |= tasks_in(text) | tasks_in(html)
    seen = tasks_seen(user, about, on=on)
    if about and about == seen:
        return Words(True, text, html, message.subject)
    return Words(False, lines_about(text, seen))
