"""Who was told, and what stands in the way of mail, as files."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.interfaces.web.reader import Reader
from notifications.enums import Verdict
from notifications.interfaces.asking import NoticesQuery, described, owners_in
from notifications.interfaces.telling import told_rows
from notifications.interfaces.web.asking import asked_of_page
from notifications.models import Attempt, Incident, Storm, SuppressedAddress
from notifications.queries.administrators import check_administers
from notifications.queries.told import told
from tracker.clock import HANOI
from tracker.lib.exporting.table import (
    Column,
    Export,
    Kind,
    Table,
    Words,
    day,
    integer,
    moment,
    of_queryset,
    text,
)

OWNERS = ("task", "person")
SECONDS = "%d/%m/%Y %H:%M:%S"
WHAT = _(
    "Who had to be told what about which task, as the database has recorded it at the time: when "
    "it was planned and written, each try to hand it to a mail server with its answer, and when "
    "it was opened in the application. An answer of 250 says that the server has taken the mail, "
    "not that somebody has read it."
)


def notices(reader: Reader, words: Words) -> Table:
    """Who was told, the newest first, of what the reader may see.

    `words` may name task and person by their ids. Raises Http404 for those that are not there.
    """
    ids = {name: getattr(words[name], "pk", words[name]) for name in OWNERS if name in words}
    asked = {**words, **owners_in(ids, reader)}
    found = told(reader.user, on=reader.today, asked=asked)
    table = of_queryset(_columns(), found, prepared=partial(told_rows, reader=reader))
    return replace(table, statement=partial(_statement, reader, asked))


def _columns() -> list[Column]:
    return [
        integer(_("Number of the notice"), "notice.pk"),
        text(_("Who"), "notice.recipient"),
        text(_("Address"), "address"),
        text(_("Code of the task"), "code"),
        text(_("Task"), "title"),
        text(_("Occasion"), "what"),
        day(_("Counted from"), "notice.anchor"),
        day(_("Due on"), "notice.due_day"),
        text(_("State"), "state"),
        text(_("Why not sent"), "reason"),
        moment(_("Planned at"), "notice.planned_at"),
        moment(_("Written at"), "notice.message.composed_at"),
        Column(_("Tries"), lambda told: len(told.attempts), Kind.INTEGER),
        Column(_("Each try"), lambda told: "; ".join(map(_try, told.attempts))),
        text(_("Answer of the server"), "answer"),
        moment(_("Settled at"), "notice.settled_at"),
        moment(_("Read in the application"), "notice.read_at"),
        text("Message-ID", "notice.message.message_id"),
    ]


def _try(attempt: Attempt) -> str:
    at = attempt.at.astimezone(HANOI).strftime(SECONDS)
    said = f" ({attempt.answer})" if attempt.answer else ""
    return f"{attempt.number}. {at}: {Verdict(attempt.verdict).label}{said}"


def _statement(reader: Reader, asked: Words) -> list[tuple[str, str]]:
    at = reader.now.astimezone(HANOI).strftime(SECONDS)
    return [
        (str(_("What this is")), str(WHAT)),
        (str(_("Of")), described(asked)),
        (str(_("Cut-off")), at),
        (str(_("Made")), f"{at}, {reader.user}"),
    ]


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


def storms(reader: Any, words: Words) -> Table:
    """Each time that unusually many mails waited, and who decided what; for administrators."""
    del words
    check_administers(reader.user, on=reader.today)
    columns = [
        moment(_("Found at"), "found_at"),
        integer(_("Mails"), "mails"),
        moment(_("Allowed at"), "allowed_at"),
        text(_("Allowed by"), "allowed_by"),
        moment(_("Refused at"), "refused_at"),
        text(_("Refused by"), "refused_by"),
        text(_("Why refused"), "reason"),
        integer(_("Mails not sent"), "withheld"),
        moment(_("Over at"), "over_at"),
    ]
    found = Storm.objects.select_related("allowed_by", "refused_by").order_by("-pk")
    return of_queryset(columns, found)


EXPORTS = {
    "notices": Export(_("Who was told"), "notices", notices, NoticesQuery, asked_of_page),
    "suppressed": Export(_("Suppressed addresses"), "delivery", suppressed),
    "incidents": Export(_("What has happened"), "delivery", incidents),
    "storms": Export(_("What was decided about many mails"), "delivery", storms),
}
