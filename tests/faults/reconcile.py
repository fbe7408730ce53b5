"""What the mail server kept, held against what had to be told."""

import email
import email.policy
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tracker.sink import ENVELOPE_HEADER

CODE = re.compile(r"\b[A-Z]+\d+-\d{4,}\b")
Kept = dict[str, list[tuple[str, bytes, set[str]]]]
# The one place here that knows how notices are kept: the key of each, its state and its message.
NOTICES = """
    SELECT message.message_id, lower(person.email), task.code, notice.rung_id::text,
           notice.about || ' ' || notice.step || ' ' || notice.due_day, notice.state
    FROM notifications_notice notice
    JOIN accounts_user person ON person.id = notice.recipient_id
    JOIN tasks_task task ON task.id = notice.task_id
    LEFT JOIN notifications_message message ON message.id = notice.message_id
"""
# Each leaf on each wave, to whom it belongs: by construction, without the ladder's own queries.
EXPECTED = """
    SELECT lower(person.email), task.code, left(wave, 10)
    FROM tasks_task task
    JOIN accounts_membership held ON held.organisation_id = task.lead_id
    JOIN accounts_user person ON person.id = held.user_id
    CROSS JOIN unnest(%s::text[]) wave
    WHERE NOT task.is_group
      AND (held.role = 'focal_point' OR person.id = task.officer_id AND held.role = 'officer')
"""
UNCERTAIN = """
    SELECT message.message_id, message.state, message.attempts,
           EXISTS (SELECT FROM notifications_attempt tried WHERE tried.message_id = message.id
                   AND tried.verdict IN ('unknown', 'interrupted'))
    FROM notifications_message message
"""


@dataclass
class Found:
    """Everything but `counts` has to be empty."""

    lost: list[Any] = field(default_factory=list)
    to_the_wrong_person: list[Any] = field(default_factory=list)
    never_planned: list[Any] = field(default_factory=list)
    unsettled: list[Any] = field(default_factory=list)
    failed_without_cause: list[Any] = field(default_factory=list)
    told_twice: list[Any] = field(default_factory=list)
    repeated_outside_the_window: list[Any] = field(default_factory=list)
    repeated_with_other_words: list[Any] = field(default_factory=list)
    unknown_mail: list[Any] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


def reconcile(owner_url: str, mail: Path, waves: tuple[str, ...]) -> Found:
    """Compare; see Found."""
    with psycopg.connect(owner_url) as owner:
        notices = owner.execute(NOTICES).fetchall()
        expected = owner.execute(EXPECTED, [list(waves)]).fetchall()
        messages = {row[0]: row[1:] for row in owner.execute(UNCERTAIN).fetchall()}
    found, kept = Found(), _kept(mail)
    told = _told(notices, kept, found)
    _check_hands(notices, kept, found)
    _check_plan(notices, expected, found)
    _check_repeats(kept, messages, found)
    found.counts |= {
        "notices": len(notices),
        "told": sum(told.values()),
        "mails": sum(map(len, kept.values())),
        "repeats": sum(len(copies) - 1 for copies in kept.values()),
        "messages": len(messages),
        "messages that may have left twice": sum(row[2] for row in messages.values()),
        "tries": sum(row[1] for row in messages.values()),
        "refused for good": sum(notice[5] == "failed" for notice in notices),
    }
    return found


def _kept(mail: Path) -> Kept:
    """Message-ID → each copy: whom it went to, its bytes, the tasks in its text."""
    found = defaultdict(list)
    for path in sorted(mail.glob("*.eml")):
        raw = path.read_bytes()
        message = email.message_from_bytes(raw, policy=email.policy.default)
        body = message.get_body(("plain",))
        codes = set(CODE.findall(body.get_content() if body else ""))
        found[str(message["Message-ID"])].append(
            (str(message[ENVELOPE_HEADER]).lower(), raw, codes)
        )
    return found


def _told(notices: list[Any], kept: Kept, found: Found) -> Counter[Any]:
    """Each (recipient, task, rung, occasion) that is said to be told lies in the right hands."""
    told: Counter[Any] = Counter()
    for message_id, reader, code, rung, occasion, state in notices:
        key = reader, code, rung, occasion
        if state == "planned":
            found.unsettled.append(key)
        elif state == "failed" and not reader.startswith("gone"):
            found.failed_without_cause.append(key)
        elif state == "sent":
            told[key] += 1
            copies = kept.get(message_id, [])
            if not any(reader == to and code in codes for to, _raw, codes in copies):
                found.lost.append(key)
    found.told_twice += [key for key, times in told.items() if times > 1]
    return told


def _check_hands(notices: list[Any], kept: Kept, found: Found) -> None:
    """Nobody got a mail, or a task in a mail, that was not meant for them."""
    meant: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for message_id, reader, code, *_rest in notices:
        meant[message_id].add((reader, code))
    for message_id, copies in kept.items():
        if message_id not in meant:
            found.unknown_mail.append(message_id)
        for to, _raw, codes in copies:
            found.to_the_wrong_person += sorted({(to, code) for code in codes} - meant[message_id])


def _check_plan(notices: list[Any], expected: list[Any], found: Found) -> None:
    """Whatever fell due by construction was told, or refused for an address that is gone."""
    settled = {
        (reader, code, occasion.split()[-1])
        for _id, reader, code, _rung, occasion, state in notices
        if state == "sent" or (state == "failed" and reader.startswith("gone"))
    }
    found.never_planned += sorted(set(expected) - settled)
    found.counts["expected"] = len(expected)


def _check_repeats(kept: Kept, messages: dict[str, Any], found: Found) -> None:
    for message_id, copies in kept.items():
        if len(copies) == 1:
            continue
        if len({raw for _to, raw, _codes in copies}) > 1:
            found.repeated_with_other_words.append(message_id)
        if not messages[message_id][2]:
            found.repeated_outside_the_window.append(message_id)
