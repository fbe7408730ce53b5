"""Who was told about one task, as a file."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from notifications.enums import NoticeState
from notifications.interfaces.web.views import Told
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


EXPORTS = {"notices": Export(_("Who was told"), "notices", notices, OfTask)}
