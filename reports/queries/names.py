"""The slices of a report by name, in the order in which a reader looks for them."""

import unicodedata
from collections.abc import Iterator, Mapping

from accounts.enums import Block
from accounts.models import Organisation
from reports.enums import Slice
from reports.rules.counts import Counts
from reports.rules.report import Key, Row
from tasks.models import Instrument, Programme


def rows_of(by: Slice, counts: Mapping[Key, Counts]) -> Iterator[Row]:
    """A row for each key of `counts`, named in the language in use. One query at most."""
    for identity, key, name in named(by, counts):
        yield Row(key=key, name=name, counts=counts[identity])


Named = Iterator[tuple[Key, str, str]]
Keys = Mapping[Key, object]


def named(by: Slice, keys: Keys) -> Named:
    """Each key of `keys` with its code or number and its name. One query at most."""
    return _NAMED[by](keys)


def _organisations(keys: Keys) -> Named:
    found = Organisation.objects.filter(pk__in=keys)
    for organisation in sorted(found, key=lambda each: (folded(str(each)), each.code)):
        yield organisation.pk, organisation.code, str(organisation)


def _blocks(keys: Keys) -> Named:
    for block in Block:
        if block.value in keys:
            yield block.value, block.value, str(block.label)


def _instruments(keys: Keys) -> Named:
    for instrument in Instrument.objects.filter(pk__in=keys):
        yield instrument.pk, instrument.number, instrument.title


def _programmes(keys: Keys) -> Named:
    for programme in Programme.objects.filter(pk__in=keys):
        yield programme.pk, programme.code, str(programme)


_NAMED = {
    Slice.ORGANISATION: _organisations,
    Slice.BLOCK: _blocks,
    Slice.INSTRUMENT: _instruments,
    Slice.PROGRAMME: _programmes,
}


def folded(text: str) -> str:
    """`text` without diacritics and case, to sort by: "Đắk Lắk" folds to "dak lak"."""
    letters = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
