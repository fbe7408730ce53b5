"""One view for each act: find the task, ask who may, read the body, call the domain."""

from collections.abc import Callable
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from tasks import domain
from tasks.domain.recording import check_may
from tasks.enums import Act
from tasks.interfaces.api.serializers import acting
from tasks.interfaces.api.serializers.tasks import TaskOut
from tasks.interfaces.api.views.base import Tasks, reader, whole
from tracker.clock import now_of
from tracker.lib.api.bodies import sent
from tracker.lib.api.parsing import JsonParser


class ActView(Tasks):
    """404 for a task out of sight, 403 for another's business, then 400 and 409."""

    act: ClassVar[Act]
    do: ClassVar[Callable[..., Any]]

    @extend_schema(responses=TaskOut)
    def post(self, request: Request, pk: int) -> Response:
        task, by, now = self.get_object(), reader(request), now_of(request)
        check_may(self.act, task, by=by, now=now)
        given = sent(request, self.get_serializer_class(), task=task)
        type(self).do(given.pop("extension", task), by=by, now=now, **given)
        return Response(whole(request, pk))


class Assign(ActView):
    """Hand a draft out: its lead owes it from that day on."""

    act, do, serializer_class = Act.ASSIGN, domain.assign, acting.AssignIn


class Progress(ActView):
    """Report how far the task has come: per cent or a count, what was done, an obstacle."""

    act, do, serializer_class = Act.PROGRESS, domain.report_progress, acting.ProgressIn


class Submit(ActView):
    """Claim that the task is completed, with the product and the files that prove it.

    Files are sent as multipart/form-data; without any, say why in `no_evidence_reason`.
    """

    parser_classes = (JsonParser, MultiPartParser)
    act, do, serializer_class = Act.SUBMIT, domain.submit, acting.SubmitIn


class Accept(ActView):
    """Accept the open submission: the task was completed on the day it claims."""

    act, do, serializer_class = Act.ACCEPT, domain.accept, acting.AcceptIn


class Return(ActView):
    """Return the open submission with a reason: the task is in progress again from today."""

    act, do, serializer_class = Act.RETURN, domain.send_back, acting.ReturnIn


class Revoke(ActView):
    """Take an acceptance back with a reason: the task is in progress again from today."""

    act, do, serializer_class = Act.REVOKE, domain.revoke_acceptance, acting.RevokeIn


class AskExtension(ActView):
    """Ask for a later deadline."""

    act, do, serializer_class = Act.ASK_EXTENSION, domain.ask_extension, acting.AskExtensionIn


class DecideExtension(ActView):
    """Grant or refuse a request for extension."""

    act, do = Act.GRANT_EXTENSION, domain.decide_extension
    serializer_class = acting.DecideExtensionIn


class Withdraw(ActView):
    """The task is no longer owed from that day on."""

    act, do, serializer_class = Act.WITHDRAW, domain.withdraw, acting.StopIn


class Suspend(ActView):
    """The task rests, and counts as in time, until it is resumed."""

    act, do, serializer_class = Act.SUSPEND, domain.suspend, acting.StopIn


class Resume(ActView):
    """A suspended task goes on from where it was."""

    act, do, serializer_class = Act.RESUME, domain.resume, acting.ResumeIn


class End(ActView):
    """A regular task runs no longer from that day on."""

    act, do, serializer_class = Act.END, domain.end, acting.StopIn
