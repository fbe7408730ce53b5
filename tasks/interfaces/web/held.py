"""Files received before their form was: stored, and kept by a ticket that the form carries.

A ticket is good for a day, for the person who sent the file and for the task it was sent for.
"""

from dataclasses import astuple

from django.core import signing
from django.template.defaultfilters import filesizeformat

from accounts.interfaces.web.reader import Reader
from tasks import domain
from tasks.models import Task

A_DAY = 24 * 60 * 60  # seconds; so long a file waits for its form


def ticket_of(held: domain.HeldFile, task: Task, reader: Reader) -> str:
    return signing.dumps(astuple(held), salt=_salt(task, reader))


def held_by(ticket: str, task: Task, reader: Reader) -> domain.HeldFile | None:
    """The file; None for a ticket that is too old, of somebody else or for another task."""
    try:
        return domain.HeldFile(*signing.loads(ticket, salt=_salt(task, reader), max_age=A_DAY))
    except signing.BadSignature:
        return None


def shown(ticket: str, held: domain.HeldFile) -> dict[str, str]:
    """What the form shows of it."""
    return {"ticket": ticket, "name": held.name, "size": filesizeformat(held.size)}


def _salt(task: Task, reader: Reader) -> str:
    return f"evidence of {reader.user.pk} for {task.pk}"
