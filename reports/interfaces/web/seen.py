"""How many tasks a reader sees, by class, and figures that several parts of a page ask for."""

from collections.abc import Mapping

from django.db.models import Count

from accounts.interfaces.web.reader import Reader
from accounts.queries import remembered
from reports.domain.rates import answer_to, question_of
from reports.rules.counts import Counts
from tasks.models import Programme, Task
from tasks.queries.listing import CLASSES
from tasks.queries.programmes import overseen_by
from tasks.queries.standing import with_standing


def totals_of(reader: Reader, within: frozenset[int]) -> Counts:
    """Today's, over the programmes with these ids; counted once a page."""
    return remembered(reader.user, ("totals", reader.now, within), lambda: _totals(reader, within))


def classes_of(reader: Reader) -> dict[str, int]:
    """How many of the tasks the reader may see are in each of the five classes, and in all.

    Of the programmes they oversee they see all, so that is known however many there are; only what
    they see besides has to be counted.
    """
    overseen = overseen_by(reader.user, on=reader.today)
    counted, besides = totals_of(reader, overseen), _besides(reader, overseen)
    found = {
        name: counted.sum_of(standings) + sum(besides.get(each, 0) for each in standings)
        for name, standings in CLASSES.items()
    }
    return {"total": sum(found.values())} | found


def _totals(reader: Reader, within: frozenset[int]) -> Counts:
    return answer_to(question_of(now=reader.now, as_of=reader.today, within=within)).totals


def _besides(reader: Reader, overseen: frozenset[int]) -> Mapping[str, int]:
    """Standing → how many tasks of other programmes the reader sees."""
    if not Programme.objects.exclude(pk__in=overseen).exists():
        return {}
    tasks = Task.objects.seen_besides(reader.user, on=reader.today).leaves()
    judged = with_standing(tasks, reader.today).order_by()
    return dict(judged.values_list("standing").annotate(count=Count("pk")))
