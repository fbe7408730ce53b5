"""Loading what is real: organisations with their successors, instruments with their clauses."""

from accounts.enums import OrganisationKind
from accounts.models import Organisation, Succession
from seeds.story.tables import Row, day, rows, words
from tasks.models import Clause, Instrument, Theme

DEFAULT = "*"


def load_organisations() -> int:
    """Add the organisations and successions that are missing; returns how many organisations."""
    ids = dict(Organisation.objects.values_list("code", "pk"))
    new = [row for row in rows("organisations") if row["code"] not in ids]
    added = {row["code"] for row in new}
    # Those above first: where an organisation stands is not changed without a trace.
    while ready := [row for row in new if not row["parent"] or row["parent"] in ids]:
        made = Organisation.objects.bulk_create(_organisation(row, ids) for row in ready)
        ids |= {organisation.code: organisation.pk for organisation in made}
        new = [row for row in new if row["code"] not in ids]
    Succession.objects.bulk_create(
        succession
        for row in rows("organisations")
        if row["code"] in added
        for succession in _successions(row, ids)
    )
    return len(added)


def load_themes() -> None:
    """Add the themes that are missing."""
    there = set(Theme.objects.values_list("code", flat=True))
    Theme.objects.bulk_create(
        Theme(code=row["code"], name=row["name_vi"], name_en=row["name_en"], position=position)
        for position, row in enumerate(rows("themes"))
        if row["code"] not in there
    )


def load_instruments() -> int:
    """Add the instruments that are missing, with their clauses; returns how many.

    The themes of the clauses have to be there.
    """
    themes = dict(Theme.objects.values_list("code", "pk"))
    issuers = dict(Organisation.objects.values_list("code", "pk"))
    there = set(Instrument.objects.values_list("number", flat=True))
    missing = [row for row in rows("instruments") if row["number"] not in there]
    new = Instrument.objects.bulk_create(_instrument(row, issuers) for row in missing)
    by_prefix = {row["prefix"]: one for row, one in zip(missing, new, strict=True)}
    Clause.objects.bulk_create(
        Clause(
            instrument=by_prefix[row["instrument"]],
            number=row["point"],
            text=row["text"],
            position=position,
            theme_id=themes[row["theme"]],
        )
        for position, row in enumerate(rows("clauses"))
        if row["instrument"] in by_prefix
    )
    return len(new)


def load_units() -> None:
    """Add the demo's units inside organisations."""
    whole = {one.code: one for one in Organisation.objects.all()}
    Organisation.objects.bulk_create(
        Organisation(
            code=row["code"],
            name=row["name_vi"],
            name_en=row["name_en"],
            kind=OrganisationKind.UNIT,
            block=whole[row["parent"]].block,
            parent=whole[row["parent"]],
            alive_from=day(row["from"]),
        )
        for row in rows("units")
    )


def _organisation(row: Row, ids: dict[str, int]) -> Organisation:
    return Organisation(
        code=row["code"],
        name=row["name_vi"],
        name_en=row["name_en"],
        kind=row["kind"],
        block=row["block"],
        parent_id=ids[row["parent"]] if row["parent"] else None,
        alive_from=day(row["from"]),
        alive_until=day(row["until"]) if row["until"] else None,
    )


def _successions(row: Row, ids: dict[str, int]) -> list[Succession]:
    return [
        Succession(
            predecessor_id=ids[row["code"]],
            successor_id=ids[code.removesuffix(DEFAULT)],
            is_default=code.endswith(DEFAULT),
        )
        for code in words(row["successors"])
    ]


def _instrument(row: Row, issuers: dict[str, int]) -> Instrument:
    return Instrument(
        kind=row["kind"],
        number=row["number"],
        title=row["title"],
        issuer_id=issuers[row["issuer"]],
        issued_on=day(row["issued_on"]),
        source_url=row["source_url"],
    )
