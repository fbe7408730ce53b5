"""`docs/measures.md` and `.vi.md` name every measure, and every worked example in them is right."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from reports.domain.work import work
from reports.interfaces.wording import rates as wording
from reports.interfaces.wording import work as work_words
from reports.rules.measures import MEASURES, Measure
from reports.rules.measures import TERMS as RATE_TERMS
from reports.rules.reporting import REPORTING_RATE
from reports.rules.reporting import TERMS as REPORT_TERMS
from reports.rules.work.days import Days, each
from reports.rules.work.measures import TERMS as WORK_TERMS
from reports.rules.work.measures import WORK_MEASURES, WorkMeasure
from tasks.enums import Knowledge
from tests.factories import UserFactory
from tracker import clock

FILES = {"en": "measures.md", "vi": "measures.vi.md"}
GIVES = {"en": ("Example", "gives"), "vi": ("Ví dụ", "cho")}
DEMO = {"en": "the demo on 15 November 2025, as known then", "vi": "dữ liệu minh hoạ ngày 15/11"}
EVERY: list[tuple[Measure, Mapping[str, tuple[str, Any]]]] = [
    *((measure, RATE_TERMS) for measure in MEASURES),
    (REPORTING_RATE, REPORT_TERMS),
    *((measure, WORK_TERMS) for measure in WORK_MEASURES),
]


@dataclass
class Given:
    """The counts of an example, by name."""

    counts: dict[str, int] = field(default_factory=dict)
    took: dict[str, Days] = field(default_factory=dict)

    def of(self, name: str) -> int:
        return self.counts[name]

    def sum_of(self, names: Iterable[str]) -> int:
        return sum(map(self.of, names))

    def days(self, name: str) -> Days:
        return self.took[name]


def sections(language: str) -> dict[str, str]:
    """Code of each measure → what is said about it, in one line."""
    text = (settings.BASE_DIR / "docs" / FILES[language]).read_text(encoding="utf-8")
    parts = re.split(r"^### (.+) \(`(\w+)`\)\n|^## .+\n", text, flags=re.MULTILINE)
    found = zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
    return {code: f"{name} – {' '.join(said.split())}" for name, code, said in found if code}


def examples(language: str, said: str) -> Iterator[tuple[str, str, str, str]]:
    """Whence, the counts, the formula with the counts put in, and the figure."""
    word, gives = GIVES[language]
    yield from re.findall(rf"- {word} \((.+?)\): ([^`]+?), {gives} `(.+?)` = \*\*(.+?)\*\*\.", said)


def given(counts: str, measure: Measure, terms: Mapping[str, tuple[str, Any]]) -> Given:
    names = {symbol: name for name, (symbol, _meaning) in terms.items()}
    found = Given()
    for each_one in counts.split(", "):
        symbol, value = each_one.split(" = ")
        if len(values := [int(one) for one in value.split("; ")]) > 1:
            found.took[names[symbol]] = each(values)
            found.counts[measure.denominator[0]] = len(values)
        else:
            found.counts[names[symbol]] = values[0]
    return found


@pytest.mark.parametrize("language", FILES)
def test_no_measure_is_missing_and_none_is_made_up(language: str) -> None:
    assert list(sections(language)) == [measure.code for measure, _terms in EVERY]


@pytest.mark.parametrize("language", FILES)
@pytest.mark.parametrize(("measure", "terms"), EVERY, ids=lambda one: getattr(one, "code", ""))
def test_what_is_said_is_what_is_computed(
    measure: Measure, terms: Mapping[str, tuple[str, Any]], language: str
) -> None:
    said = sections(language)[measure.code]
    found = list(examples(language, said))
    assert found
    with override(language):
        assert said.startswith(f"{measure.name} – ")
        assert f"`{measure.formula}`" in said
        for text in (*measure.leaves_out, measure.empty):
            assert " ".join(str(text).split()) in said
        for _whence, counts, numbers, figure in found:
            counted = given(counts, measure, terms)
            assert measure.numbers(counted) == numbers
            assert shown(measure, counted) == figure


def shown(measure: Measure, counts: Any) -> str:
    """As on pages, where a number and its sign are never parted, but as it is typed."""
    words = work_words if isinstance(measure, WorkMeasure) else wording
    said: str = words.shown(measure, counts)
    return said.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.seeded
@pytest.mark.parametrize("language", FILES)
def test_the_examples_of_the_demo_are_those_of_the_demo(language: str) -> None:
    day, known = date(2025, 11, 15), Knowledge.KNOWN
    totals = work(now=clock.now(), as_of=day, knowledge=known).totals
    with override(language):
        for measure in WORK_MEASURES:
            for whence, _counts, numbers, figure in examples(
                language, sections(language)[measure.code]
            ):
                if whence.startswith(DEMO[language]):
                    assert measure.numbers(totals) == numbers
                    assert shown(measure, totals) == figure


@pytest.mark.django_db
@pytest.mark.parametrize("language", FILES)
def test_it_is_a_page_of_the_site(client: Client, language: str) -> None:
    client.force_login(UserFactory.create())
    said = client.get("/rates/measures/", headers={"Accept-Language": language}).content.decode()
    assert "<code>on_time_rate</code>" in said
    assert said.count("<table") == 1
