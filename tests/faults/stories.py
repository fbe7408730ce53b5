"""What becomes of the tasks, and who must be told what, on which rung and on which day.

Written out by hand from the ladder of docs/alerts.md and a wall calendar: nothing here asks the
tracker, so that it is held against something it has not computed itself. Each line is the Hanoi day
on which the mail leaves, to whom, on which rung, and on which day that fell due; all in 2025.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

BEGIN = "2025-11-16T20:00+07:00"  # a Sunday
# The moments to which the clock is moved: mornings of working days, and two evenings of a weekend
# on which something happens and only what is urgent leaves.
WAVES = (
    "2025-11-17T09:00+07:00",
    "2025-11-21T09:00+07:00",
    "2025-11-22T20:00+07:00",
    "2025-11-23T20:00+07:00",
    "2025-11-24T09:00+07:00",
    "2025-12-03T09:00+07:00",
    "2025-12-22T09:00+07:00",
    "2025-12-29T09:00+07:00",
)
SATURDAY, SUNDAY = WAVES[2], WAVES[3]
LEAD = ("officer", "focal0", "focal1", "focal2")
PEOPLE = {
    "lead": LEAD,
    "focal": LEAD[1:],
    "all": (*LEAD, "head", "secretary"),
    "all-deputy": (*LEAD, "head", "deputy", "secretary"),
    "lead-handed": ("officer", "focal0", "focal1", "newcomer"),
    "all-handed": ("officer", "focal0", "focal1", "newcomer", "head", "secretary"),
    "lead-blocked": ("officer", "focal0", "focal1"),
    "all-blocked": ("officer", "focal0", "focal1", "head", "secretary"),
}
SHARED = ("secretary", "asked")  # one person for all leads
_COMING = """
    11-17 lead assigned 11-16
    11-17 lead before-7 11-17
    11-21 lead before-3 11-21
"""
_LATE = """
    11-24 lead on-the-day 11-24
    12-03 lead after-3 11-27
    12-03 head after-7 12-03
    12-22 all weekly 12-22
    12-29 all weekly 12-29
"""
_FAR = """
    11-17 lead assigned 11-16
    12-22 lead silent 12-16
"""


@dataclass(frozen=True)
class Story:
    """`begins`: the factory that makes the task; `acts`: what is done to it, after which wave."""

    deadline: date
    begins: str
    lines: str
    acts: tuple[tuple[str, str], ...] = ()

    def told(self) -> Iterator[tuple[date, str, str, date]]:
        """Day of the mail, who, code of the rung, day on which it fell due."""
        for line in self.lines.split("\n"):
            if line.strip():
                leaves, who, rung, due = line.split()
                for role in PEOPLE.get(who, (who,)):
                    yield date.fromisoformat(f"2025-{leaves}"), role, rung, _day(due)


def _day(text: str) -> date:
    return date.fromisoformat(f"2025-{text}")


_OWED, _SATURDAY_OWED, _YEARS_END = _day("11-24"), _day("11-29"), date(2026, 3, 31)
STORIES = {
    "plain": Story(_OWED, "assigned", _COMING + _LATE + "12-22 lead silent 12-16"),
    "returned": Story(
        _OWED,
        "submitted",
        """
        11-17 secretary review-waiting 11-16
        11-22 lead returned 11-22
        11-24 lead assigned 11-16
        12-22 lead silent 12-22
        """
        + _LATE,
        ((SATURDAY, "send_back"),),
    ),
    "extended": Story(
        _OWED,
        "asking",
        _COMING
        + """
        11-17 secretary extension-asked 11-16
        11-22 lead extension-decided 11-22
        11-24 lead before-30 11-10
        12-03 lead before-7 12-03
        12-22 lead after-3 12-15
        12-22 head after-7 12-19
        12-22 lead silent 12-16
        """,
        ((SATURDAY, "grant"),),
    ),
    "obstructed": Story(
        _YEARS_END,
        "in_progress",
        _FAR + "11-22 asked obstacle 11-22",
        ((SATURDAY, "obstruct"),),
    ),
    "joined": Story(
        _YEARS_END,
        "joined",
        _FAR
        + """
        11-21 asked part-late 11-21
        11-21 focal part-late 11-21
        """,
    ),
    "deputised": Story(
        _OWED,
        "assigned",
        _COMING
        + """
        11-24 lead on-the-day 11-24
        12-03 lead after-3 11-27
        12-03 head after-7 12-03
        12-03 deputy after-7 12-03
        12-22 all-deputy weekly 12-22
        12-22 lead silent 12-16
        12-29 all weekly 12-29
        """,
        ((SATURDAY, "deputise"),),
    ),
    "handed": Story(
        _OWED,
        "assigned",
        _COMING
        + """
        11-24 newcomer assigned 11-16
        11-24 lead-handed on-the-day 11-24
        12-03 lead-handed after-3 11-27
        12-03 head after-7 12-03
        12-22 all-handed weekly 12-22
        12-22 lead-handed silent 12-16
        12-29 all-handed weekly 12-29
        """,
        ((SATURDAY, "hand_over"),),
    ),
    "blocked": Story(
        _OWED,
        "assigned",
        _COMING
        + """
        11-24 lead-blocked on-the-day 11-24
        12-03 lead-blocked after-3 11-27
        12-03 head after-7 12-03
        12-22 all-blocked weekly 12-22
        12-22 lead-blocked silent 12-16
        12-29 all-blocked weekly 12-29
        """,
        ((SATURDAY, "block"),),
    ),
    # Its reminder falls due on Saturday, is planned, waits for Monday, and is cancelled on Sunday.
    "withdrawn": Story(
        _SATURDAY_OWED,
        "in_progress",
        """
        11-17 lead assigned 11-16
        11-17 lead before-14 11-15
        """,
        ((SUNDAY, "withdraw"),),
    ),
    "finished": Story(_OWED, "in_progress", _COMING, ((SUNDAY, "finish"),)),
    "revoked": Story(
        _OWED,
        "completed",
        """
        11-23 lead revoked 11-23
        11-24 lead assigned 11-16
        12-29 lead silent 12-23
        """
        + _LATE,
        ((SUNDAY, "revoke"),),
    ),
}
NAMES = tuple(STORIES)


def story_of(lead: int) -> str:
    """The name of the story of the tasks of the organisation with that number."""
    return NAMES[lead % len(NAMES)]


def reader(role: str, lead: int) -> str:
    """The address of whoever has the role there; one in so many is no longer there."""
    if role in SHARED:
        return f"{role}@example.vn"
    gone = "gone-" if role == "focal1" and lead % GONE == GONE - 1 else ""
    return f"{gone}{role}-{lead}@example.vn"


GONE = 7
EXPECTED_OF_ALL = sum(1 for story in STORIES.values() for _told in story.told())


def leads_for(notices: int, each: int) -> int:
    """How many organisations with `each` tasks make up so many notices, about; every story once."""
    return max(len(STORIES), round(notices * len(STORIES) / EXPECTED_OF_ALL / each))
