"""Who was told what, over the API; what the reader was told, and marking it as read."""

from collections.abc import Iterable
from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.interfaces.api.serializers import PersonOut
from accounts.interfaces.web.reader import Reader
from accounts.models import User
from accounts.queries import seats_of
from notifications.domain.reading import read_all, read_notice
from notifications.enums import Cause, NoticeState, Reason
from notifications.interfaces.asking import NoticesQuery, owners_in
from notifications.interfaces.telling import Told, told_rows
from notifications.models import Attempt, Message, Notice
from notifications.queries.mine import unread_count
from notifications.queries.told import Words, message_for, told, words_for
from tracker.clock import day_of, now_of
from tracker.lib.api.bodies import Body, sent
from tracker.lib.api.paging import Pages
from tracker.lib.api.queries import asked


class AttemptOut(serializers.ModelSerializer[Attempt]):
    """One try to hand a message to a mail server; `code` and `answer` are the server's."""

    class Meta:
        model = Attempt
        fields = ["number", "at", "verdict", "code", "answer"]
        read_only_fields = fields


class ToldOut(serializers.Serializer[Told]):
    """What one person had to be told about one task, and what became of it.

    `code` and `title` of the task are empty for whoever does not see it. `anchor` is the day from
    which the rung counts, for a deadline the deadline itself.
    """

    id = serializers.IntegerField(source="notice.pk")
    task = serializers.IntegerField(source="notice.task_id", help_text="Id.")
    code = serializers.CharField(help_text="Of the task.")
    title = serializers.CharField(help_text="Of the task, as it is now.")
    person = serializers.IntegerField(source="notice.recipient_id", help_text="Id of who was told.")
    recipient = PersonOut(source="notice.recipient")
    address = serializers.CharField()
    cause = serializers.ChoiceField(choices=Cause.choices, source="notice.rung.cause")
    rung = serializers.CharField(source="notice.rung.code")
    about = serializers.CharField(source="notice.about", help_text="The occasion.")
    step = serializers.CharField(source="notice.step")
    what = serializers.CharField(help_text="The same in words.")
    anchor = serializers.DateField(source="notice.anchor")
    due_day = serializers.DateField(source="notice.due_day")
    state = serializers.ChoiceField(choices=NoticeState.choices, source="notice.state")
    reason = serializers.ChoiceField(
        choices=Reason.choices, allow_blank=True, source="notice.reason", help_text="Why not sent."
    )
    planned_at = serializers.DateTimeField(source="notice.planned_at")
    settled_at = serializers.DateTimeField(source="notice.settled_at", allow_null=True)
    read_at = serializers.DateTimeField(
        source="notice.read_at", allow_null=True, help_text="Opened in the application."
    )
    message = serializers.IntegerField(
        source="notice.message_id", allow_null=True, help_text="Id of the message that tells it."
    )
    composed_at = serializers.DateTimeField(
        source="notice.message.composed_at", allow_null=True, default=None
    )
    message_id = serializers.CharField(
        source="notice.message.message_id", allow_null=True, default=None, help_text="Message-ID."
    )
    attempts = AttemptOut(many=True)


class MessageOut(serializers.ModelSerializer[Message]):
    """A message with its tries, and of its words what the reader may read.

    `is_whole`: all of it; otherwise `text` has the lines about the tasks that the reader sees.
    """

    recipient = PersonOut()
    attempts = AttemptOut(source="tries", many=True)
    is_whole = serializers.SerializerMethodField()
    subject = serializers.SerializerMethodField()
    text = serializers.SerializerMethodField()
    html = serializers.SerializerMethodField()

    class Meta:
        model = Message
        fields = [
            *("id", "message_id", "recipient", "address", "language", "state"),
            *("composed_at", "sent_at", "attempts", "is_whole", "subject", "text", "html"),
        ]
        read_only_fields = fields

    @extend_schema_field(bool)
    def get_is_whole(self, _message: Message) -> bool:
        return self._words.is_whole

    @extend_schema_field(str)
    def get_subject(self, _message: Message) -> str:
        return self._words.subject

    @extend_schema_field(str)
    def get_text(self, _message: Message) -> str:
        return self._words.text

    @extend_schema_field(str)
    def get_html(self, _message: Message) -> str:
        return self._words.html

    @property
    def _words(self) -> Words:
        words: Words = self.context["words"]
        return words


class UnreadOut(serializers.Serializer[Any]):
    unread = serializers.IntegerField(help_text="At most 100 are counted.")


class ReadIn(Body):
    until = serializers.DateTimeField(
        required=False, help_text="What was told until this moment; by default, now."
    )


class ReadOut(serializers.Serializer[Any]):
    read = serializers.IntegerField(help_text="How many notices that were unread.")


class NewestFirst(Pages):
    ordering = "-pk"


class Notices(generics.ListAPIView[Notice]):
    """Who was told what: the reader's own notices, those about the tasks that they see, and those
    to the people they answer for; the latest first."""

    queryset = Notice.objects.none()
    serializer_class: Any = ToldOut
    pagination_class = NewestFirst
    query = NoticesQuery

    def get_queryset(self) -> QuerySet[Notice]:
        reader = _reader(self.request)
        narrowed = owners_in(asked(self.query, self.request), reader)
        return told(reader.user, on=reader.today, asked=narrowed)

    def paginate_queryset(self, queryset: Iterable[Any]) -> list[Told]:  # type: ignore[override]
        page = super().paginate_queryset(cast("QuerySet[Notice]", queryset))
        return list(told_rows(page or [], _reader(self.request)))


class Unread(APIView):
    @extend_schema(responses=UnreadOut)
    def get(self, request: Request) -> Response:
        """How many notices the reader has not opened."""
        return Response({"unread": unread_count(cast("User", request.user))})


class ReadAll(APIView):
    @extend_schema(request=ReadIn, responses=ReadOut)
    def post(self, request: Request) -> Response:
        """Mark what the reader was told as read."""
        until = sent(request, ReadIn).get("until", now_of(request))
        return Response({"read": read_all(by=cast("User", request.user), until=until)})


class ReadOne(generics.GenericAPIView[Notice]):
    queryset = Notice.objects.all()
    serializer_class: Any = ToldOut

    def get_queryset(self) -> QuerySet[Notice]:
        reader = _reader(self.request)
        return told(reader.user, on=reader.today, asked={"person": reader.user})

    @extend_schema(request=None, responses=ToldOut)
    def post(self, request: Request, **_path: Any) -> Response:
        """Mark one notice of the reader's own as read; one that is read stays as it is."""
        notice = read_notice(self.get_object(), by=cast("User", request.user))
        (row,) = told_rows([notice], _reader(request))
        return Response(ToldOut(row).data)


class MessageView(generics.GenericAPIView[Message]):
    queryset = Message.objects.none()
    serializer_class = MessageOut

    @extend_schema(responses=MessageOut)
    def get(self, request: Request, pk: int) -> Response:
        """One message: its tries, and as much of its words as the reader may read."""
        reader = _reader(request)
        found = message_for(reader.user, pk, on=reader.today)
        if found is None:
            raise Http404
        words = words_for(reader.user, found, on=reader.today)
        return Response(MessageOut(found, context={"words": words}).data)


def _reader(request: Request) -> Reader:
    user, now = cast("User", request.user), now_of(request)
    return Reader(user, seats_of(user, on=day_of(now)), now)
