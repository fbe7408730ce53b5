"""An address is suppressed only by an answer about the address, however servers put it."""

import pytest

from notifications.enums import Verdict
from notifications.rules.answers import of_content, of_recipient

TO_RCPT = {
    "550 5.1.1 <a@b.vn>: Recipient address rejected: User unknown": Verdict.ADDRESS,
    "550 5.1.10 Recipient not found": Verdict.ADDRESS,
    "550 No such user here": Verdict.ADDRESS,
    "551 User not local": Verdict.ADDRESS,
    "553 5.1.3 bad destination syntax": Verdict.ADDRESS,
    "550 5.2.1 mailbox disabled": Verdict.ADDRESS,
    "550 5.4.1 Recipient address rejected: Access denied": Verdict.ADDRESS,
    "550 5.4.4 host not found": Verdict.ADDRESS,
    "552 5.2.2 mailbox full": Verdict.LATER,
    "552 over quota": Verdict.LATER,
    "450 4.2.0 greylisted": Verdict.LATER,
    "421 4.3.2 shutting down": Verdict.LATER,
    # What servers have against us, said at RCPT.
    "554 5.7.1 <a@b.vn>: Relay access denied": Verdict.OURS,
    "550 5.7.1 Client host rejected: listed by a blacklist": Verdict.OURS,
    "550 5.1.8 Sender address rejected: Domain not found": Verdict.OURS,
    "550 5.1.7 bad sender's mailbox syntax": Verdict.OURS,
    "550 Relaying denied": Verdict.OURS,
    "550 Sender verify failed": Verdict.OURS,
    "530 5.7.0 Authentication required": Verdict.OURS,
    "535 5.7.8 bad credentials": Verdict.OURS,
    "503 5.5.1 bad sequence of commands": Verdict.OURS,
    "554 no valid recipients": Verdict.OURS,
    "550 5.3.0 mail system trouble": Verdict.OURS,
}
TO_DATA = {
    "554 5.6.0 message refused": Verdict.CONTENT,
    "552 5.3.4 message too big": Verdict.CONTENT,
    "554 transaction failed": Verdict.CONTENT,
    "550 5.1.1 no such user": Verdict.ADDRESS,
    "550 5.2.1 mailbox disabled": Verdict.ADDRESS,
    "554 5.7.1 looks like spam": Verdict.OURS,
    "550 message rejected as spam": Verdict.OURS,
    "451 4.3.0 later": Verdict.LATER,
}


@pytest.mark.parametrize(("answer", "verdict"), TO_RCPT.items())
def test_at_the_recipient(answer: str, verdict: Verdict) -> None:
    assert of_recipient(int(answer[:3]), answer[4:]) is verdict


@pytest.mark.parametrize(("answer", "verdict"), TO_DATA.items())
def test_at_the_content(answer: str, verdict: Verdict) -> None:
    assert of_content(int(answer[:3]), answer[4:]) is verdict
