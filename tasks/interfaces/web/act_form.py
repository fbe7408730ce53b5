"""What the form of every act on a task has in common."""

from typing import Any, ClassVar

from django import forms
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.interfaces.web.reader import Reader
from tasks.enums import Act
from tasks.models import Task
from tracker.lib.refused import Refused


class ActForm(forms.Form):
    """The words an act needs. `performed()` does it, or puts the refusal where it belongs."""

    act: ClassVar[Act]
    heading: ClassVar[str | Promise]
    done: ClassVar[str | Promise]
    explains: ClassVar[str | Promise] = ""
    shows: ClassVar[str] = ""  # a template with what the act is about

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, task: Task, reader: Reader, **kwargs: Any) -> None:
        self.task, self.reader = task, reader
        kwargs["initial"] = {"revision": task.revision, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fit the fields to the task."""

    def perform(self, **words: Any) -> object:
        """Call the domain with `words`: what was filled in, by field."""
        raise NotImplementedError

    def performed(self) -> bool:
        """Do it. False when the form does not hold or a rule says no; the form then says why."""
        if not self.is_valid():
            return False
        words = dict(self.cleaned_data)
        revision = words.pop("revision")
        try:
            with transaction.atomic():
                check_unchanged(self, self.task, revision)
                self.perform(**words)
        except Refused as refused:
            self.add_error(refused.field if refused.field in self.fields else None, refused)
            return False
        return True

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.reader.user, "now": self.reader.now}


def check_unchanged(form: forms.Form, task: Task, revision: int) -> None:
    """Two windows, or a second click: whoever comes later is told what has changed meanwhile.

    To be called in the transaction of the act. Raises Refused; the form then carries the new
    revision, so that it goes through when sent once more.
    """
    now = Task.objects.select_for_update(of=("self",)).get(pk=task.pk).revision
    if now != revision:
        form.data = {**form.data.dict(), form.add_prefix("revision"): str(now)}  # type: ignore[attr-defined]
        raise Refused(
            _(
                "The task has changed since you opened this form. Look at it again; what you "
                "wrote is still here, and if it is still right, send it once more."
            ),
            code="changed_meanwhile",
        )
