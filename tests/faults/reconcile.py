"""What the mail server kept, held against what the stories say had to be told."""

import email
import email.policy
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import psycopg

from tests.faults.stories import STORIES, reader, story_of
from tracker.clock import day_of
from tracker.sink import ENVELOPE_HEADER

NOT_MAILED = ("failed", "withheld")
CODE = re.compile(r"\b[A-Z]+\d+-\d{4,}\b")
# Asked of tables that delivery does not know.
TASKS = """
    SELECT task.code, lead.code FROM tasks_task task
    JOIN accounts_organisation lead ON lead.id = task.lead_id WHERE NOT task.is_group
"""
# The one place here that knows how notices are kept: the key of each, its state and its message.
NOTICES = """
    SELECT message.message_id, lower(person.email), task.code, rung.code, notice.due_day,
           notice.about || ' ' || notice.step, notice.state
    FROM notifications_notice notice
    JOIN notifications_rung rung ON rung.id = notice.rung_id
    JOIN accounts_user person ON person.id = notice.recipient_id
    JOIN tasks_task task ON task.id = notice.task_id
    LEFT JOIN notifications_message message ON message.id = notice.message_id
"""
UNCERTAIN = """
    SELECT message.message_id, message.state, message.attempts,
           EXISTS (SELECT FROM notifications_attempt tried WHERE tried.message_id = message.id
                   AND tried.verdict IN ('unknown', 'interrupted'))
    FROM notifications_message message
"""


@dataclass(frozen=True)
class Copy:
    """One mail as it arrived."""

    to: str
    raw: bytes
    codes: frozenset[str]
    day: date


Kept = dict[str, list[Copy]]
# Reader, task, rung, due day → the day on which the mail leaves.
Due = dict[tuple[str, str, str, date], date]


@dataclass
class Found:
    """Everything but `counts` has to be empty."""

    lost: list[Any] = field(default_factory=list)
    never_mailed: list[Any] = field(default_factory=list)
    mailed_without_cause: list[Any] = field(default_factory=list)
    never_planned: list[Any] = field(default_factory=list)
    told_without_cause: list[Any] = field(default_factory=list)
    told_twice: list[Any] = field(default_factory=list)
    to_the_wrong_person: list[Any] = field(default_factory=list)
    unsettled: list[Any] = field(default_factory=list)
    failed_without_cause: list[Any] = field(default_factory=list)
    repeated_outside_the_window: list[Any] = field(default_factory=list)
    repeated_with_other_words: list[Any] = field(default_factory=list)
    unknown_mail: list[Any] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


def reconcile(owner_url: str, mail: Path, *, until: str) -> Found:
    """Compare what had to be mailed by the day of the moment `until`; see Found."""
    with psycopg.connect(owner_url) as owner:
        notices = owner.execute(NOTICES).fetchall()
        messages = {row[0]: row[1:] for row in owner.execute(UNCERTAIN).fetchall()}
        due = _due(owner.execute(TASKS).fetchall(), until=date.fromisoformat(until[:10]))
    found, kept = Found(), _kept(mail)
    _check_mail(due, kept, found)
    _check_notices(due, notices, kept, found)
    _check_hands(notices, kept, found)
    _check_repeats(kept, messages, found)
    states = Counter(notice[-1] for notice in notices)
    found.counts |= {
        "expected": len(due),
        "notices": len(notices),
        **{f"notices {state}": many for state, many in sorted(states.items())},
        "mails": sum(map(len, kept.values())),
        "repeats": sum(len(copies) - 1 for copies in kept.values()),
        "messages": len(messages),
        "messages that may have left twice": sum(row[2] for row in messages.values()),
        "tries": sum(row[1] for row in messages.values()),
    }
    return found


def _due(tasks: list[Any], *, until: date) -> Due:
    """What the stories say about `tasks`, pairs of code and code of the lead, up to that day."""
    found = {}
    for code, lead in tasks:
        number = int(lead[1:])
        for leaves, role, rung, due in STORIES[story_of(number)].told():
            if leaves <= until:
                found[reader(role, number), code, rung, due] = leaves
    return found


def _kept(mail: Path) -> Kept:
    """Message-ID → each copy of it."""
    found = defaultdict(list)
    for path in sorted(mail.glob("*.eml")):
        raw = path.read_bytes()
        message = email.message_from_bytes(raw, policy=email.policy.default)
        body = message.get_body(("plain",))
        codes = frozenset(CODE.findall(body.get_content() if body else ""))
        day, to = day_of(message["Date"].datetime), str(message[ENVELOPE_HEADER]).lower()
        found[str(message["Message-ID"])].append(Copy(to, raw, codes, day))
    return found


def _check_mail(due: Due, kept: Kept, found: Found) -> None:
    """By the mails alone: everybody was mailed about each task on the days they had to be."""
    wanted = {(who, task, leaves) for (who, task, _rung, _due), leaves in due.items()}
    wanted = {key for key in wanted if not _is_gone(key[0])}
    mailed = {
        (copy.to, task, copy.day) for each in kept.values() for copy in each for task in copy.codes
    }
    found.never_mailed += sorted(wanted - mailed)
    found.mailed_without_cause += sorted(mailed - wanted)


def _check_notices(due: Due, notices: list[Any], kept: Kept, found: Found) -> None:
    """By the notices: each (recipient, task, rung, occasion) was told once, or could not be."""
    told: Counter[Any] = Counter()
    for message_id, who, task, rung, day, _occasion, state in notices:
        key = who, task, rung, day
        if state == "planned":
            found.unsettled.append(key)
        elif state in NOT_MAILED and not _is_gone(who):
            found.failed_without_cause.append(key)
        elif state == "sent" and not any(
            who == copy.to and task in copy.codes for copy in kept.get(message_id, [])
        ):
            found.lost.append(key)
        told[key] += state == "sent" or state in NOT_MAILED
    found.told_twice += [key for key, times in told.items() if times > 1]
    settled = {key for key, times in told.items() if times}
    found.never_planned += sorted(due.keys() - settled)
    found.told_without_cause += sorted(settled - due.keys())


def _check_hands(notices: list[Any], kept: Kept, found: Found) -> None:
    """Nobody got a mail, or a task in a mail, that was not meant for them."""
    meant: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for message_id, who, task, *_rest in notices:
        meant[message_id].add((who, task))
    for message_id, copies in kept.items():
        if message_id not in meant:
            found.unknown_mail.append(message_id)
        for copy in copies:
            got = {(copy.to, task) for task in copy.codes}
            found.to_the_wrong_person += sorted(got - meant[message_id])


def _check_repeats(kept: Kept, messages: dict[str, Any], found: Found) -> None:
    for message_id, copies in kept.items():
        if len(copies) == 1:
            continue
        if len({copy.raw for copy in copies}) > 1:
            found.repeated_with_other_words.append(message_id)
        if not messages[message_id][2]:
            found.repeated_outside_the_window.append(message_id)


def _is_gone(who: str) -> bool:
    return who.startswith("gone")
