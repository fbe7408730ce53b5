"""What tasks are told apart by, in figures and in lists alike.

A new way to tell them apart is one entry in FACETS: the column it looks at, what its values are
called and in which order a reader looks for them, and how a value is asked for. Figures by it,
crossed with any other, the list behind each figure, and the filters of pages, API and command
follow from that entry (and from its word in the closed list `reports.enums.Slice`).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigIntegerField, Case, CharField, F, Func, QuerySet, Value, When
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.functions import NullIf
from django.db.models.lookups import Exact, IsNull
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Block
from accounts.models import Organisation
from accounts.queries.places import Places
from tasks.enums import DeliverableKind
from tasks.models import Instrument, Programme, Theme
from tasks.queries.themes import Themes
from tracker.lib.sorting import sort_key

# What a column holds: an id, a code, or nothing.
Raw = int | str | None
Named = Iterator[tuple[Raw, str, str]]
Values = Collection[int | str]

# The key of tasks that have no value, in addresses and files.
NONE = "none"
QUARTER = """to_char({}, 'YYYY-"Q"Q')"""
ROMAN = ("", "I", "II", "III", "IV")
AMONG = "SELECT unnest(%s::bigint[])"


@dataclass(frozen=True)
class At:
    """Where a row has what facets look at.

    `via` is the way to the row that carries the state ("events__"), `led` the column with the id of
    who is counted with the task, `due` that with the deadline it is held against. `themes` are
    those of clauses which belonged to another one than today, and `places` those of organisations
    that stood elsewhere.
    """

    via: str = ""
    led: str = "led"
    due: str = "due"
    themes: Themes = field(default_factory=dict)
    places: Places = field(default_factory=dict)


@dataclass(frozen=True)
class Facet:
    """One way to tell tasks apart.

    `column` is what it looks at; `named` gives each of some values with its key and its name, in
    the reader's order and in one query at most; `value` is what a key stands for, and raises
    LookupError for a key of nothing. `nothing` is what tasks without a value are called. Where it
    looks at an organisation that leads, or joins, `of_body` is the column of that organisation;
    where a part of a task has a value of its own, `of_part` is that in SQL.
    """

    column: Callable[[At], Combinable]
    named: Callable[[Values], Named]
    value: Callable[[str], Raw]
    nothing: Promise | None = None
    of_body: str = ""
    of_part: str = ""

    def names(self, values: Iterable[Raw]) -> Named:
        """Each of `values` with its key and its name; what has none comes last."""
        found = set(values)
        yield from self.named({value for value in found if value is not None})
        if None in found:
            yield None, NONE, str(self.nothing)

    def raw(self, key: str) -> Raw:
        """What its column holds where the key is `key`. Raises LookupError for an unknown one."""
        return None if key == NONE and self.nothing else self.value(key)

    def asked(self, key: str, at: At) -> Exact | IsNull:
        """A condition: the tasks whose key is `key`. Raises LookupError for an unknown one."""
        return fits(self.column(at), self.raw(key))


def fits(column: Combinable, raw: Raw) -> Exact | IsNull:
    """A condition: `column` holds `raw`."""
    return IsNull(column, True) if raw is None else Exact(column, raw)


def folded(text: str) -> str:
    """`text` without diacritics and case, to sort by: "Đắk Lắk" folds to "dak lak"."""
    letters = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def _organisations(values: Values) -> Named:
    found = Organisation.objects.filter(pk__in=values)
    for organisation in sorted(found, key=lambda each: (sort_key(str(each)), each.code)):
        yield organisation.pk, organisation.code, str(organisation)


def _organisation(key: str) -> Raw:
    return _pk(Organisation.objects.filter(code=key))


def _blocks(values: Values) -> Named:
    yield from _listed(Block.choices, values)


def _block(key: str) -> Raw:
    return _one_of(Block.values, key)


def _instruments(values: Values) -> Named:
    for instrument in Instrument.objects.filter(pk__in=values):
        yield instrument.pk, instrument.number, instrument.title


def _instrument(key: str) -> Raw:
    return _pk(Instrument.objects.filter(number=key))


def _programmes(values: Values) -> Named:
    for programme in Programme.objects.filter(pk__in=values):
        yield programme.pk, programme.code, str(programme)


def _programme(key: str) -> Raw:
    return _pk(Programme.objects.filter(code=key))


def _themes(values: Values) -> Named:
    for theme in Theme.objects.filter(pk__in=values):
        yield theme.pk, theme.code, str(theme)


def _theme(key: str) -> Raw:
    return _pk(Theme.objects.filter(code=key))


def _deliverables(values: Values) -> Named:
    yield from _listed(DeliverableKind.choices, values)


def _deliverable(key: str) -> Raw:
    return _one_of(DeliverableKind.values, key)


def _quarters(values: Values) -> Named:
    for value in sorted(map(str, values)):
        year, number = value.split("-Q")
        said = _("Quarter %(roman)s/%(year)s") % {"roman": ROMAN[int(number)], "year": year}
        yield value, value, said


def _quarter(key: str) -> Raw:
    if not re.fullmatch(r"\d{4}-Q[1-4]", key, re.ASCII):
        raise LookupError(key)
    return key


def _listed(choices: Iterable[tuple[str, str | Promise]], values: Values) -> Named:
    for value, label in choices:
        if value in values:
            yield value, value, str(label)


def _one_of(values: Collection[str], key: str) -> Raw:
    if key not in values:
        raise LookupError(key)
    return key


def _pk(found: QuerySet[Any]) -> Raw:
    pk: int | None = found.order_by().values_list("pk", flat=True).first()
    if pk is None:
        raise LookupError
    return pk


def _field(name: str) -> Callable[[At], Combinable]:
    return lambda at: F(f"{at.via}{name}")


def _theme_of_clause(at: At) -> Combinable:
    """Today's, but for the clauses whose theme has changed since.

    They are asked for as a subquery, which is hashed; a list would be gone through for every row.
    """
    today = F(f"{at.via}clause__theme_id")
    changed: dict[int | None, list[int]] = defaultdict(list)
    for clause, theme in at.themes.items():
        changed[theme].append(clause)
    whens = (
        When(
            **{f"{at.via}clause_id__in": RawSQL(AMONG, [clauses])},  # noqa: S611 - of constants
            then=Value(theme, BigIntegerField()),
        )
        for theme, clauses in changed.items()
    )
    return Case(*whens, default=today, output_field=BigIntegerField()) if changed else today


def _kind_of_deliverable(at: At) -> Combinable:
    return NullIf(F(f"{at.via}deliverable_kind"), Value(""))


def _quarter_due(at: At) -> Combinable:
    return Func(F(at.due), template=QUARTER.format("%(expressions)s"), output_field=CharField())


FACETS: dict[str, Facet] = {
    "organisation": Facet(lambda at: F(at.led), _organisations, _organisation, of_body="id"),
    "block": Facet(lambda at: F(at.led), _blocks, _block, of_body="block"),
    "instrument": Facet(_field("clause__instrument_id"), _instruments, _instrument),
    "programme": Facet(_field("programme_id"), _programmes, _programme),
    "theme": Facet(_theme_of_clause, _themes, _theme, gettext_lazy("no theme")),
    "deliverable": Facet(
        _kind_of_deliverable, _deliverables, _deliverable, gettext_lazy("no deliverable named")
    ),
    "authority": Facet(
        _field("authority_id"), _organisations, _organisation, gettext_lazy("no authority named")
    ),
    "quarter": Facet(
        _quarter_due,
        _quarters,
        _quarter,
        gettext_lazy("regular, without a deadline"),
        of_part=QUARTER.format("part.part_due"),
    ),
}
