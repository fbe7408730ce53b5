from tasks import domain
from tasks.enums import Act
from tasks.interfaces.api.serializers import parts
from tasks.interfaces.api.views.acts import ActView


class PartProgress(ActView):
    """Report how far the part of one's own organisation has come."""

    act, do, serializer_class = Act.PART_PROGRESS, domain.report_part, parts.PartProgressIn


class PartDone(ActView):
    """Report the part of one's own organisation as done, with its product."""

    act, do, serializer_class = Act.PART_DONE, domain.finish_part, parts.PartDoneIn


class PartReturn(ActView):
    """Return a part that was reported as done: it is in progress again from today."""

    act, do, serializer_class = Act.PART_RETURN, domain.return_part, parts.PartReturnIn


class HandDown(ActView):
    """Hand the task to a unit or an officer inside the lead, which still leads."""

    act, do, serializer_class = Act.HAND_DOWN, domain.hand_down, parts.HandDownIn
