"""What changed since the last meeting, so that the whole difference is explained."""

from collections import Counter
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.interfaces.pack.document import (
    Block,
    Cells,
    Column,
    Heading,
    Kind,
    Paragraph,
    Rows,
    Table,
)
from reports.rules.measures import CLASSES
from reports.rules.meetings.changes import Change
from reports.rules.meetings.passages import ABSENT, GONE, OUT, Passage
from reports.rules.meetings.since import Since
from reports.rules.pack.contents import MeetingFacts
from reports.rules.pack.lines import named
from reports.rules.pack.lists import MOST, Listing
from tasks.enums import Standing


def blocks(facts: MeetingFacts) -> Iterator[Block]:
    """The figures of both sides, what made the difference, and every task that changed."""
    yield Heading(_("Since the last meeting"))
    if facts.since is None or facts.changed is None:
        yield Paragraph(_("This is the first meeting about this scope: nothing to compare with."))
        return
    yield Paragraph(_("Compared with: %(meeting)s.") % {"meeting": facts.before})
    yield _sides(facts.since)
    yield Paragraph(_("What made the difference; the columns sum to it exactly:"))
    yield _moves(facts.since)
    yield _tasks(facts.changed, facts.who)


def _sides(since: Since) -> Table:
    columns = [
        Column(_("Standing"), width=4),
        Column(_("Before"), Kind.NUMBER, 2),
        Column(_("Now"), Kind.NUMBER, 2),
        Column(_("Difference"), Kind.NUMBER, 2),
    ]
    rows: list[Cells] = [
        (str(each.label), *_side(since.before[each], since.after[each])) for each in Standing
    ]
    before, after = (_in_force(side) for side in (since.before, since.after))
    return Table(
        _("Since the last meeting"), columns, rows, len(rows), (_("Total"), *_side(before, after))
    )


def _side(before: int, after: int) -> tuple[int, int, int]:
    return before, after, after - before


def _in_force(side: Counter[str]) -> int:
    return sum(count for name, count in side.items() if name not in OUT)


def _moves(since: Since) -> Table:
    """Each change with how many tasks, and by how many it made each class larger or smaller."""
    columns = [
        Column(pgettext("of a figure", "Change"), width=6),
        Column(_("Tasks"), Kind.NUMBER, 2),
        *(Column(str(name), Kind.NUMBER, 3) for name, _standings in CLASSES),
        Column(_("Total"), Kind.NUMBER, 2),
    ]
    rows: list[Cells] = [
        (str(change.label), since.changes[change], *_effects(net))
        for change, net in since.moved.items()
    ]
    net: Counter[str] = Counter(since.after)
    net.subtract(since.before)
    moved = sum(since.changes[change] for change in since.moved)
    total: Cells = (_("Difference"), moved, *_effects(net))
    return Table(_("Changes"), columns, rows, len(rows), total, _("Nothing has changed."))


def _effects(net: Counter[str]) -> list[int]:
    classes = [sum(net[standing] for standing in standings) for _name, standings in CLASSES]
    return [*classes, sum(classes)]


def _tasks(changed: Listing[Passage], who: Mapping[str, Mapping[str, str]]) -> Table:
    columns = [
        Column(_("Code"), Kind.CODE, 13),
        Column(_("Task"), width=25),
        Column(_("Lead"), width=15),
        Column(_("Before"), width=13),
        Column(_("Now"), width=13),
        Column(_("What happened"), width=21),
    ]

    def cells(each: Passage) -> Cells:
        return (
            each.line.code,
            each.line.title,
            named(who[each.line.lead]) if each.line.lead in who else each.line.lead,
            _class(each.was),
            _class(each.became),
            _what(each),
        )

    rows = Rows(changed, cells)
    return Table(_("Tasks that changed"), columns, rows, changed.count, empty=_("None."), most=MOST)


def _what(passage: Passage) -> str:
    facts = [str(fact.label) for fact in sorted(passage.facts, key=str)]
    if passage.change is not Change.NONE and str(passage.change.label) not in facts:
        facts.insert(0, str(passage.change.label))
    return "; ".join(facts)


def _class(name: str) -> str:
    return str(OTHERWISE[name]()) if name in OTHERWISE else str(Standing(name).label)


OTHERWISE = {GONE: lambda: _("not in force any more"), ABSENT: lambda: _("not there")}
