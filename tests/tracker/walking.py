"""Going through the pages of a scene as somebody."""

from django.test import Client

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
    return template.format(**world.numbers)
