"""Who was told about one task, and what stands in the way of mail, as files."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from notifications.enums import NoticeState
from notifications.interfaces.web.views import Told
from notifications.models import Incident, SuppressedAddress
from notifications.queries.administrators import check_administers
from notifications.queries.told import told_about
from tasks.models import Task
from tracker.lib.api.queries import Query
from tracker.lib.exporting.table import (
    CHUNK,
    Column,
    Export,
    Table,
    Words,
    moment,
    of_queryset,
    text,
)


class OfTask(Query):
    task = serializers.IntegerField(min_value=1, help_text="Id of a task.")


def notices(reader: Any, words: Words) -> Table:
    """Who was told about it, the newest first."""
    visible = Task.objects.visible_to(reader.user, on=reader.today)
    task = visible.filter(pk=words["task"]).first()
    if task is None:
        raise Http404
    found = told_about(task)
    columns = [
        text(_("Who"), "notice.recipient"),
        text(_("Address"), "address"),
        text(_("Occasion"), "rung"),
        Column(_("State"), lambda told: NoticeState(told.notice.state).label),
        text(_("Detail"), "detail"),
        moment(_("Planned at"), "notice.planned_at"),
        moment(_("Settled at"), "notice.settled_at"),
    ]
    return Table(
        columns,
        lambda: (Told(each) for each in found.iterator(chunk_size=CHUNK)),
        found.count,
    )


def suppressed(reader: Any, words: Words) -> Table:
    """Every address that was suppressed, the lifted ones too; for administrators."""
    del words
    check_administers(reader.user, on=reader.today)
    columns = [
        text(_("Address"), "address"),
        moment(_("Suppressed since"), "since"),
        text(_("Answer of the server"), "answer"),
        moment(_("Lifted at"), "lifted_at"),
        text(_("Lifted by"), "lifted_by"),
    ]
    found = SuppressedAddress.objects.select_related("lifted_by").order_by("-pk")
    return of_queryset(columns, found)


def incidents(reader: Any, words: Words) -> Table:
    """What administrators had to know, the newest first; for them."""
    del words
    check_administers(reader.user, on=reader.today)
    columns = [
        moment(_("At"), "at"),
        text(_("Incident"), "get_kind_display"),
        text(_("Detail"), "detail"),
        moment(_("Administrators told at"), "told_at"),
    ]
    return of_queryset(columns, Incident.objects.order_by("-pk"))


EXPORTS = {
    "notices": Export(_("Who was told"), "notices", notices, OfTask),
    "suppressed": Export(_("Suppressed addresses"), "delivery", suppressed),
    "incidents": Export(_("What has happened"), "delivery", incidents),
}
