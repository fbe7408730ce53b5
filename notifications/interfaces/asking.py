"""Which notices are asked for: by page, API and file."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.interfaces.web.reader import Reader
from notifications.enums import NoticeState
from notifications.queries.told import person_for
from tasks.models import Programme, Task
from tasks.templatetags.task_words import day
from tracker.lib.api.fields import Named
from tracker.lib.api.queries import PagedQuery

BIGGEST = 2**63 - 1  # of an id


class NoticesQuery(PagedQuery):
    """Whose notices; all that the reader may see unless narrowed."""

    task = serializers.IntegerField(
        required=False, min_value=1, max_value=BIGGEST, help_text="Id of a task."
    )
    person = serializers.IntegerField(
        required=False, min_value=1, max_value=BIGGEST, help_text="Id of who was told."
    )
    programme = Named(Programme.objects, by="code", required=False, help_text="Code.")
    state = serializers.ChoiceField(choices=NoticeState.choices, required=False)
    from_day = serializers.DateField(required=False, help_text="Planned on this day or later.")
    until_day = serializers.DateField(required=False, help_text="Planned on this day or earlier.")


def owners_in(asked: Mapping[str, Any], reader: Reader) -> dict[str, Any]:
    """`asked` with the task and the person instead of their ids.

    Raises Http404 for those that are not there for `reader`.
    """
    found = dict(asked)
    if "task" in found:
        visible = Task.objects.visible_to(reader.user, on=reader.today)
        found["task"] = visible.filter(pk=found["task"]).first()
    if "person" in found:
        found["person"] = person_for(reader.user, found["person"], on=reader.today)
    if None in (found.get("task", 0), found.get("person", 0)):
        raise Http404
    return found


def described(asked: Mapping[str, Any]) -> str:
    """The filters in force, in words."""
    said: dict[str, Callable[[Any], str]] = {
        "task": lambda task: task.code,
        "person": str,
        "programme": str,
        "state": lambda state: str(NoticeState(state).label),
        "from_day": lambda found: str(_("planned from %(day)s")) % {"day": day(found)},
        "until_day": lambda found: str(_("planned until %(day)s")) % {"day": day(found)},
    }
    found = "; ".join(words(asked[name]) for name, words in said.items() if name in asked)
    return found or str(_("all notices that you may see"))
