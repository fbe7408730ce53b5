"""Meetings, what is put before them and what has changed, as the API documents them."""

from typing import Any

from rest_framework import serializers

from accounts.interfaces.api.serializers import OrganisationName, PersonOut
from accounts.models import Organisation
from reports.interfaces.api.serializers import FiguresOut
from reports.models import Meeting, Snapshot
from reports.rules.meetings.changes import Change, Fact
from reports.rules.meetings.passages import CLASSES
from tasks.interfaces.api.serializers.instruments import InstrumentIn
from tasks.models import Instrument, Programme
from tracker.lib.api.bodies import Body
from tracker.lib.api.fields import Named
from tracker.lib.api.queries import PagedQuery


class FrozenOut(serializers.ModelSerializer[Snapshot]):
    sha256 = serializers.CharField(help_text="Of the bytes of the document.")
    seal = serializers.IntegerField(
        source="seal_id", allow_null=True, help_text="Number of the newest seal then."
    )
    frozen_by = PersonOut()

    class Meta:
        model = Snapshot
        fields = ["sha256", "frozen_at", "frozen_by", "last_event", "seal"]
        read_only_fields = fields


class MeetingRow(serializers.ModelSerializer[Meeting]):
    programme = serializers.CharField(source="programme.code", help_text="Its code.")
    organisation = OrganisationName(allow_null=True, help_text="Null: the whole programme.")
    by = PersonOut()
    frozen = FrozenOut(allow_null=True, help_text="Null while it is only planned.")
    called_off_by = PersonOut(allow_null=True)

    class Meta:
        model = Meeting
        fields = [
            *("id", "programme", "organisation", "name", "held_on", "cut_off", "by", "frozen"),
            *("called_off_at", "called_off_by", "called_off_reason"),
        ]
        read_only_fields = fields


class SliceOut(FiguresOut):
    key = serializers.CharField(help_text="The block, or the code of the organisation.")


class NoticeOut(serializers.Serializer[Any]):
    """A notice in which the meeting ended; the tasks from it that the reader may see."""

    instrument = serializers.CharField(help_text="Its number.")
    instrument_id = serializers.IntegerField()
    tied_by = PersonOut()
    tied_at = serializers.DateTimeField()
    tasks = serializers.ListField(
        child=serializers.DictField(),
        help_text="`id`, `code`, `title`, `standing` today or null: the first 20 of each of the"
        " first 50 clauses. All are in `/tasks/` by `instrument`.",
    )


class MeetingOut(MeetingRow):
    """With the figures: as frozen, or a preview by what is recorded now; none if called off."""

    as_of = serializers.DateField(
        allow_null=True, help_text="The day that the figures are about; null if called off."
    )
    totals = FiguresOut(allow_null=True)
    blocks = SliceOut(many=True)
    organisations = SliceOut(many=True)
    notices = NoticeOut(many=True)

    class Meta(MeetingRow.Meta):
        fields = [
            *MeetingRow.Meta.fields,
            *("as_of", "totals", "blocks", "organisations", "notices"),
        ]
        read_only_fields = fields


class MeetingIn(Body):
    programme = Named(Programme.objects, by="code", help_text="Its code.")
    organisation = Named(
        Organisation.objects,
        by="code",
        required=False,
        help_text="Only the tasks that it and all below it lead; by default the whole programme.",
    )
    name = serializers.CharField(max_length=200)
    held_on = serializers.DateField()
    cut_off = serializers.DateField(
        required=False, help_text="The Hanoi day of the figures; by default that of the meeting."
    )


class ChangeIn(Body):
    name = serializers.CharField(max_length=200)
    held_on = serializers.DateField()
    cut_off = serializers.DateField()


class NoticeIn(InstrumentIn):
    """As for an instrument; the kind is known."""

    kind = None  # type: ignore[assignment]


class CallOffMeetingIn(Body):
    reason = serializers.CharField()


class TieIn(Body):
    instrument = Named(Instrument.objects, by="number", help_text="Its number.")


class MeetingsQuery(PagedQuery):
    instrument = Named(
        Instrument.objects,
        by="number",
        required=False,
        help_text="Number of a notice: the meeting that ended in it.",
    )


class ChangesQuery(PagedQuery):
    since = serializers.IntegerField(
        required=False, help_text="Id of another meeting; by default the one before."
    )
    until = serializers.ChoiceField(
        ["now"], required=False, help_text="Instead: from this meeting to what is recorded now."
    )
    fact = serializers.ChoiceField(Fact.choices, required=False)
    change = serializers.ChoiceField(Change.choices, required=False)
    was = serializers.ChoiceField([(name, name) for name in CLASSES], required=False)
    became = serializers.ChoiceField([(name, name) for name in CLASSES], required=False)


class DoneOut(serializers.Serializer[Any]):
    act = serializers.CharField()
    on = serializers.DateField()
    recorded_at = serializers.DateTimeField()
    is_late = serializers.BooleanField(help_text="It had happened by the day of the side before.")


class PassageOut(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="line.id")
    code = serializers.CharField(source="line.code")
    title = serializers.CharField(source="line.title")
    lead = serializers.CharField(source="line.lead")
    was = serializers.ChoiceField(CLASSES)
    became = serializers.ChoiceField(CLASSES)
    change = serializers.ChoiceField(Change.choices)
    facts = serializers.SerializerMethodField()
    done = DoneOut(many=True, help_text="Empty: only the days that have passed.")

    def get_facts(self, passage: Any) -> list[str]:
        return sorted(fact.value for fact in passage.facts)


class ChangesOut(serializers.Serializer[Any]):
    """`before` plus the numbers of all `moved` is `after`, for each class."""

    since = serializers.IntegerField(help_text="Id of the earlier meeting.")
    from_day = serializers.DateField()
    to_day = serializers.DateField()
    before = serializers.DictField(child=serializers.IntegerField(), help_text="Class: tasks.")
    after = serializers.DictField(child=serializers.IntegerField())
    table = serializers.DictField(
        child=serializers.DictField(child=serializers.IntegerField()),
        help_text="Class before: class after: tasks.",
    )
    changes = serializers.DictField(
        child=serializers.IntegerField(), help_text="Change: tasks; each task has one."
    )
    moved = serializers.DictField(
        child=serializers.DictField(child=serializers.IntegerField()),
        help_text="Change: class: by how much it made the class larger or smaller.",
    )
    facts = serializers.DictField(
        child=serializers.IntegerField(), help_text="Fact: tasks; a task can stand in several."
    )
    count = serializers.IntegerField(
        help_text="Listed tasks: all but those as before, or those that the parameters ask for."
    )
    hidden = serializers.IntegerField(help_text="Listed tasks that the reader does not see.")
    next = serializers.URLField(allow_null=True, help_text="The page that follows.")
    tasks = PassageOut(many=True, help_text="A page of those that the reader sees, by code.")


class VerifiedOut(serializers.Serializer[Any]):
    holds = serializers.BooleanField()
    tasks = serializers.IntegerField()
    sha256 = serializers.CharField()
    count = serializers.IntegerField(help_text="Of the faults.")
    faults = serializers.ListField(
        child=serializers.CharField(), help_text="The first thousand of them."
    )
    notes = serializers.ListField(
        child=serializers.CharField(), help_text="What is called otherwise today; no fault."
    )
