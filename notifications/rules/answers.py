"""What a mail server's refusal means: whether to try again, and who is to blame for it.

Only an answer that speaks of the reader's address suppresses it. Many servers put off what they
have against us (no relaying, no sign-in, a sender or a network they do not like) until RCPT, and
say it with the same 550: the enhanced code (RFC 3463) tells the two apart, and where a server gives
none, its words do.
"""

import re

from notifications.enums import Verdict

ENHANCED = re.compile(r"\s*5\.(\d{1,3})\.(\d{1,3})\b")
ABOUT_US = re.compile(
    r"relay|authenti|sign.?in|log.?in|sender|spam|block|blacklist|policy|reputation|client host"
    r"|\bdns|\bspf\b|dkim|dmarc|too many|rate|tls|not permitted|access denied",
    re.IGNORECASE,
)
SPEAKS_OF_THE_ADDRESS = {550, 551, 553}
MAILBOX_FULL, TOO_MUCH = (2, 2), 552
SENDERS_ADDRESS = {(1, 7), (1, 8)}
ADDRESS, MAILBOX, ROUTE, CONTENT, TOO_BIG = 1, 2, 4, 6, (3, 4)


def of_recipient(code: int, words: str) -> Verdict:
    """What a refusal of RCPT means."""
    if not 500 <= code < 600:
        return Verdict.LATER
    if found := ENHANCED.match(words):
        return _by_subject(int(found[1]), int(found[2])) or _by_code(code, words)
    return _by_code(code, words)


def of_content(code: int, words: str) -> Verdict:
    """What a refusal of DATA, or of what followed it, means.

    Without a word on the address it is about this one message.
    """
    if not 500 <= code < 600:
        return Verdict.LATER
    if found := ENHANCED.match(words):
        return _by_subject(int(found[1]), int(found[2])) or Verdict.CONTENT
    return Verdict.OURS if ABOUT_US.search(words) else Verdict.CONTENT


def _by_subject(subject: int, detail: int) -> Verdict | None:
    """None where the enhanced code says nothing."""
    if subject == 0:
        return None
    if (subject, detail) == MAILBOX_FULL:
        return Verdict.LATER
    if subject == CONTENT or (subject, detail) == TOO_BIG:
        return Verdict.CONTENT
    if subject in {ADDRESS, MAILBOX, ROUTE} and (subject, detail) not in SENDERS_ADDRESS:
        return Verdict.ADDRESS
    return Verdict.OURS


def _by_code(code: int, words: str) -> Verdict:
    if code == TOO_MUCH:
        return Verdict.LATER
    if code in SPEAKS_OF_THE_ADDRESS and not ABOUT_US.search(words):
        return Verdict.ADDRESS
    return Verdict.OURS
