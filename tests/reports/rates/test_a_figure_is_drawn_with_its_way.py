"""A figure leads to its tasks, is red only for what is overdue, and says why there is none."""

from reports.interfaces.web.figures import count, rate, spark
from reports.interfaces.web.spark import Spark


def test_it_leads_to_its_tasks() -> None:
    assert count("/tasks/?a=1&b=2", 3) == '<a href="/tasks/?a=1&amp;b=2">3</a>'
    narrowed = '<a href="/tasks/?a=1&amp;standing=regular">0</a>'
    assert count("/tasks/?a=1", 0, "regular") == narrowed
    assert count("", 3) == "<span>3</span>"


def test_red_is_for_what_is_overdue() -> None:
    assert 'class="overdue-text"' in count("/tasks/?", 1, "overdue")
    assert 'class="overdue-text"' in count("", 1, "overdue")
    assert "class" not in count("/tasks/?", 0, "overdue") + count("/tasks/?", 1, "regular")


def test_a_rate_or_why_there_is_none() -> None:
    assert rate("67,0 %") == "67,0 %"
    assert '<abbr class="soft" title="no &lt;tasks&gt; due">–' in rate("no <tasks> due")


def test_a_line_of_weeks_is_said_in_words_too() -> None:
    drawn = spark(Spark("3,3 69,23", ("69", "23"), change=None, moved="−1,0", said="<so>"))  # type: ignore[arg-type]
    assert drawn.count("&lt;so&gt;") == 2
    assert '<circle cx="69" cy="23" r="2.2"/>' in drawn
    assert "<svg" not in spark(None)
