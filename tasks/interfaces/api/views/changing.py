"""The course of a task changes: another lead, parts, a duplicate, a mistake."""

from tasks import domain
from tasks.enums import Act
from tasks.interfaces.api.serializers import changing
from tasks.interfaces.api.views.acts import ActView


class Reassign(ActView):
    """Another organisation leads from that day on; past figures stay with the former lead."""

    act, do, serializer_class = Act.REASSIGN, domain.reassign, changing.ReassignIn


class Split(ActView):
    """The parts are owed instead of the task from that day on; they are in `parts` then."""

    act, do, serializer_class = Act.SPLIT, domain.split, changing.SplitIn


class Merge(ActView):
    """The task is a duplicate: it is owed no longer, and names the one that stays."""

    act, do, serializer_class = Act.MERGE, domain.merge, changing.MergeIn


class Discard(ActView):
    """The task was entered by mistake: it is not owed from today on, and its past stays."""

    act, do, serializer_class = Act.DISCARD, domain.discard, changing.DiscardIn
