"""Going through the pages of a scene as somebody."""

from django.test import Client

from tasks.models import Evidence, Occurrence
from tests.harness.scene import Scene


def browser_of(world: Scene, reader: str, *, language: str = "vi") -> Client:
    """A browser in which `reader` (a key of the scene's readers) has signed in."""
    browser = Client(headers={"accept-language": language}, raise_request_exception=True)
    person = world.readers[reader]
    if person is not None:
        browser.force_login(person)
    return browser


def address(template: str, world: Scene) -> str:
    """`/tasks/{draft}/` with the number of the scene's draft."""
    numbers = {name: task.pk for name, task in world.tasks.items()}
    numbers |= {"instrument": world.clause.instrument_id, "clause": world.clause.pk}
    numbers |= {"lead": world.lead.pk, "other": world.programme.owner_id}
    proof = Evidence.objects.filter(submission__task=world.tasks["completed"]).first()
    numbers["occurrence"] = Occurrence.objects.get(task=world.tasks["regular"]).pk
    numbers["evidence"] = proof.pk if proof else 0
    numbers |= {name: meeting.pk for name, meeting in world.meetings.items()}
    return template.format(**numbers)
