"""What the tables of figures have in common: how they are asked for, their columns, their foot."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.interfaces.web.reader import Reader
from reports.interfaces.api.views import chosen
from reports.interfaces.asking.rates import KEYED
from reports.interfaces.reading import readable
from reports.interfaces.web.rates import opening
from reports.interfaces.wording.rates import rests_on
from reports.queries.sealed import newest_seal
from reports.rules.report import Question
from reports.rules.statement import Made
from tasks.models import Programme
from tracker.clock import is_demo
from tracker.lib.exporting.table import Column, Kind, Words
from tracker.lib.rounding import rounded

KEY = Column(_("Code"), lambda row: row[0], code="key")
NAME = Column(_("Name"), lambda row: row[1], code="name")
# A row is what tells it apart, and last what is counted in it.
Row = tuple[Any, ...]


def count(heading: Any, name: str) -> Column:
    return Column(heading, partial(_counted, name), Kind.INTEGER, name)


def measure(of: Any, kind: Kind = Kind.SHARE) -> Column:
    """A figure to four decimals, or none."""
    return Column(of.name, partial(_value, of), kind, of.code)


def with_total(report: Any) -> list[Row]:
    """The slices, and under the key "total" all of them."""
    rows = [(row.key, row.name, row.counts) for row in report.rows]
    return [*rows, ("total", str(_("Total")), report.totals)]


def asked_columns(question: Question) -> Iterator[Column]:
    """What was asked, the same in every line: a line may be copied without its neighbours."""
    programme = question.programme.code if question.programme else ""
    said = {
        "as_of": (_("As of"), question.as_of, Kind.DAY),
        "knowledge": (_("Knowledge"), question.knowledge.value, Kind.TEXT),
        "deadline": (_("Held against"), question.deadline.value, Kind.TEXT),
        "organised": (_("Organisations"), question.organised.value, Kind.TEXT),
        "participation": (_("Organisations counted"), question.participation.value, Kind.TEXT),
        "programme": (_("Programme"), programme, Kind.TEXT),
    }
    for code, (heading, value, kind) in said.items():
        yield Column(heading, partial(_same, value), kind, code)
    for code, heading in _filters().items():
        yield Column(heading, partial(_same, question.filters.get(code, "")), code=code)


def _filters() -> dict[str, Any]:
    named = {"instrument": _("Instrument"), "organisation": _("Organisation")}
    return named | {"subtree": _("Units below"), **{each.value: each.label for each in KEYED}}


def made_now(reader: Reader) -> list[tuple[str, str]]:
    """From which history, by whom and when: what a report says that does not know it itself."""
    return rests_on(Made(reader.now, reader.user, newest_seal()))


def visible(seen: int, counted: int) -> list[tuple[str, str]]:
    """How much of what a figure counts a list holds: the reader need not see all of it."""
    said = _("%(visible)d of the %(counted)d that this figure counts")
    return [(str(_("Visible to you")), str(said) % {"visible": seen, "counted": counted})]


def seen_of(reader: Reader, words: Words) -> list[tuple[str, str]]:
    """The statement of counts among the tasks that the reader may see today."""
    narrowed = [str(value) for value in words.values() if value]
    return [
        (str(_("Of")), "; ".join(narrowed) or str(_("all tasks that you may see"))),
        (str(_("Cut-off")), reader.today.strftime("%d/%m/%Y")),
        *made_now(reader),
    ]


def by_api(
    ask: Callable[..., Any], reader: Reader, words: Words, *, told: bool = True, as_of: bool = True
) -> Any:
    """What the API would give. Raises PermissionDenied, NotFound and Refused as it."""
    programmes = readable(reader.user, on=reader.today)
    question = ({"as_of": reader.today} if as_of else {}) | dict(words)
    question["programme"] = chosen(question.get("programme"), programmes)
    who = {"reader": reader.user} if told else {}
    within = frozenset(programme.pk for programme in programmes)
    return ask(now=reader.now, within=within, **who, **question)


def by_page(form: Any, answered: Any, given: QueryDict, reader: Reader) -> Words | None:
    """What the page would show, as `report`; nothing asked is what the page opens on."""
    programmes = readable(reader.user, on=reader.today)
    within = frozenset(programme.pk for programme in programmes)
    asked = form(
        given or opening(reader, programmes, is_demo=is_demo()),
        today=reader.today,
        programmes=Programme.objects.filter(pk__in=within),
    )
    report = answered(asked, now=reader.now, within=within, reader=reader.user)
    return None if report is None else {"report": report}


def _counted(name: str, row: Row) -> int:
    counts = row[-1]
    found: int = counts.of(name) if hasattr(counts, "of") else getattr(counts, name)
    return found


def _value(of: Any, row: Row) -> float | None:
    value = of.value(row[-1])
    return None if value is None else float(rounded(value, 4))


def _same(value: Any, _row: Row) -> Any:
    return value
