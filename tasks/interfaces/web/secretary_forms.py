"""What a secretary decides about a task."""

from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from tasks import domain
from tasks.enums import Act, Outcome
from tasks.interfaces.web.act_form import ActForm
from tasks.interfaces.web.clarity import unclear_of
from tasks.interfaces.web.fields import DayField, TextField
from tasks.models import Extension, Instrument, Submission, Task
from tasks.rules.claims import is_backdated
from tasks.rules.extensions import is_backdated_request
from tracker.lib.refused import Refused


def open_claim(task: Task) -> Submission | None:
    """The submission that waits for a decision."""
    waiting = task.submissions.filter(outcome=Outcome.PENDING).select_related("by")
    return waiting.prefetch_related("evidence").first()


class Assign(ActForm):
    act, heading, done = Act.ASSIGN, _("Assign"), _("The task has been assigned.")
    explains = _("From this day its lead owes the task.")
    shows = "tasks/_unclear.html"

    on = DayField(label=_("Assigned on"))
    reason = TextField(
        label=_("Why it is assigned although it is not clear"), rows=2, required=False
    )

    def prepare(self) -> None:
        """What is unclear today is shown; a reason may be needed for another day even if not."""
        self.initial.setdefault("on", self.reader.today)
        self.unclear = unclear_of(self.task, self.reader)

    def perform(self, **words: Any) -> object:
        return domain.assign(self.task, **self.who, **words)


class Accept(ActForm):
    act, heading, done = Act.ACCEPT, _("Accept"), _("Accepted: the task is completed.")

    shows = "tasks/_claim.html"

    note = TextField(label=_("Note"), required=False)
    checked = forms.BooleanField(label=_("I have checked the day of completion"))

    def prepare(self) -> None:
        """A claim for an earlier day than it was recorded on has to be confirmed."""
        self.claim = open_claim(self.task)
        if self.claim is None or not is_backdated(self.claim):
            del self.fields["checked"]

    def perform(self, **words: Any) -> object:
        confirmed = self.claim.completed_on if self.claim and words.get("checked") else None
        return domain.accept(self.task, **self.who, confirmed=confirmed, note=words["note"])


class Return(ActForm):
    act, heading, done = Act.RETURN, _("Return"), _("Returned to the lead.")

    shows = "tasks/_claim.html"

    reason = TextField(label=_("Why, and what has to be mended"))

    def prepare(self) -> None:
        self.claim = open_claim(self.task)

    def perform(self, **words: Any) -> object:
        return domain.send_back(self.task, **self.who, **words)


class DecideExtension(ActForm):
    act, heading = Act.GRANT_EXTENSION, _("Decide on the extension")
    done = _("The decision has been recorded.")
    shows = "tasks/_request.html"

    granted = forms.ChoiceField(
        label=_("Decision"),
        choices=[("yes", _("Grant")), ("no", _("Refuse"))],
        widget=forms.RadioSelect,
    )
    deadline = DayField(label=_("Deadline granted"), required=False)
    instrument = forms.ModelChoiceField(
        Instrument.objects.all(),
        label=_("Authorising instrument"),
        required=False,
        empty_label=_("– none –"),
    )
    reason = TextField(
        label=_("Reason"),
        required=False,
        help_text=_("Needed to refuse, or to grant another date than the one asked for."),
    )
    checked = forms.BooleanField(
        label=_("I have checked the day on which it was asked"), required=False
    )

    def prepare(self) -> None:
        asked = self.task.extensions.filter(outcome=Outcome.PENDING).select_related("by").first()
        self.extension: Extension | None = asked
        if asked is not None:
            self.initial.setdefault("deadline", asked.new_deadline)
        if asked is None or not is_backdated_request(asked):
            del self.fields["checked"]

    def perform(self, **words: Any) -> object:
        if self.extension is None:
            raise Refused(say("There is no open request to decide on."), code="nothing_asked")
        granted = words.pop("granted") == "yes"
        if not granted:
            del words["deadline"]
        if words.pop("checked", False):
            words["confirmed"] = self.extension.asked_on
        return domain.decide_extension(self.extension, **self.who, granted=granted, **words)


class StopForm(ActForm):
    """Why, by what authority and from which day."""

    reason = TextField(label=_("Why"))
    on = DayField(label=_("From"))
    instrument = forms.ModelChoiceField(
        Instrument.objects.all(),
        label=_("Authorising instrument"),
        empty_label=_("– choose –"),
    )

    def prepare(self) -> None:
        self.initial.setdefault("on", self.reader.today)


class Suspend(StopForm):
    act, heading, done = Act.SUSPEND, _("Suspend"), _("The task has been suspended.")
    explains = _("A suspended task counts as in time until it is resumed.")

    def perform(self, **words: Any) -> object:
        return domain.suspend(self.task, **self.who, **words)


class Withdraw(StopForm):
    act, heading, done = Act.WITHDRAW, _("Withdraw"), _("The task has been withdrawn.")
    explains = _("A withdrawn task is owed no longer and leaves the counts from that day.")

    def perform(self, **words: Any) -> object:
        return domain.withdraw(self.task, **self.who, **words)


class End(StopForm):
    act, heading, done = Act.END, _("End"), _("The task has ended.")

    def perform(self, **words: Any) -> object:
        return domain.end(self.task, **self.who, **words)


class Resume(StopForm):
    act, heading, done = Act.RESUME, _("Resume"), _("The task goes on.")

    def prepare(self) -> None:
        super().prepare()
        self.fields["instrument"].required = False

    def perform(self, **words: Any) -> object:
        return domain.resume(self.task, **self.who, **words)


class Revoke(ActForm):
    act, heading = Act.REVOKE, _("Revoke the acceptance")
    done = _("The acceptance has been revoked; the lead has to submit again.")
    explains = _(
        "From today the task is in progress again. The days it was completed stay as they are, "
        "and a new claim cannot name a day before today."
    )
    shows = "tasks/_claim.html"

    reason = TextField(label=_("Why the acceptance does not hold"))

    def prepare(self) -> None:
        self.claim = self.task.submissions.filter(outcome=Outcome.ACCEPTED).first()

    def perform(self, **words: Any) -> object:
        return domain.revoke_acceptance(self.task, **self.who, **words)
