"""What the form of every act on a task has in common."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.interfaces.web.reader import Reader
from tasks.enums import Act
from tasks.interfaces.web.fields import TextField
from tasks.models import Task
from tasks.queries.workdays import working_calendar
from tasks.rules.lateness import needs_reason
from tracker.lib.refused import Refused

# The fields that may say on which day something happened.
DAYS = ("on", "completed_on")


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
        ask_why_late(self, today=reader.today)

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


def ask_why_late(form: forms.Form, *, today: date) -> None:
    """Below a day that lies too far back a field for the reason, and nowhere else."""
    form.fields.pop("late_reason", None)
    name = next((name for name in DAYS if name in form.fields), None)
    if name is None or not _lies_back(form, name, today):
        return
    label = _("Why it is recorded late")
    form.fields["late_reason"] = TextField(label=label, required=False, rows=2)
    before = list(form.fields)[: list(form.fields).index(name) + 1]
    form.order_fields([*before, "late_reason"])


def _lies_back(form: forms.Form, name: str, today: date) -> bool:
    try:
        day = form.fields[name].clean(form[name].value())
    except ValidationError:
        return False
    return day is not None and day < today and needs_reason(day, today, working_calendar())


def check_unchanged(form: forms.Form, task: Task, revision: int) -> None:
    """Two windows, or a second click: whoever comes later is told what has changed meanwhile.

    To be called in the transaction of the act. Raises Refused; the form then carries the new
    revision, so that it goes through when sent once more.
    """
    now = Task.objects.select_for_update(of=("self",)).get(pk=task.pk).revision
    if now != revision:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data[form.add_prefix("revision")] = str(now)  # type: ignore[index]
        raise Refused(
            _(
                "The task has changed since you opened this form. Look at it again; what you "
                "wrote is still here, and if it is still right, send it once more."
            ),
            code="changed_meanwhile",
        )
