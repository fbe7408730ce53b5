"""Wait until everything answers, then say where it is and who may sign in."""

import json
import shlex
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException

from tracker.run.plan import CHECKOUT, Plan

SignIn = Mapping[str, str]


def announce(plan: Plan, sign_ins: Sequence[SignIn], say: Callable[[str], None]) -> None:
    """Say it once `/health/` answers 200, and meanwhile every half minute what is missing."""
    begun, waiting = time.monotonic(), 30
    while missing := _missing(plan.port):
        if time.monotonic() - begun > waiting:
            say(f"Still waiting for: {', '.join(missing)}")
            waiting += 30
        time.sleep(0.25)
    say(block(plan, sign_ins))


def block(plan: Plan, sign_ins: Sequence[SignIn]) -> str:
    """The last thing printed: address, sign-ins, mail."""
    lines = ["", f"  The tracker runs at {plan.address}/", ""]
    if sign_ins:
        lines += ["  Sign in as (illustrative data, not official figures):"]
        lines += [
            f"    {one['username']:<14}{one['password']:<14}{one['what']}" for one in sign_ins
        ]
    else:
        lines += ["  No accounts yet? Make the first:", f"    {_first_account(plan)}"]
    lines += [
        "",
        *_mail(plan),
        "  Ctrl-C stops everything; the data stays in",
        f"    {plan.home}",
        "",
    ]
    return "\n".join(lines)


def _first_account(plan: Plan) -> str:
    home = "" if plan.home == CHECKOUT / "var" else f"TRACKER_HOME={shlex.quote(str(plan.home))} "
    return f"{home}.venv/bin/python manage.py createsuperuser"


def _mail(plan: Plan) -> list[str]:
    if plan.email_url:
        return ["  Mail leaves through your own server (EMAIL_URL)", ""]
    page = [f"    {plan.address}/demo/mail/"] if plan.demo else []
    return ["  Mail is not sent on; it is kept in", f"    {plan.home / 'mail'}", *page, ""]


def _missing(port: int) -> list[str]:
    """What does not answer yet, by name. A refusal of our Host header is an answer too."""
    try:
        with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
            connection.request("GET", "/health/")
            answer = connection.getresponse()
            if answer.status != HTTPStatus.SERVICE_UNAVAILABLE:
                return []
            parts = json.loads(answer.read())
    except (OSError, HTTPException, ValueError):
        return ["web"]
    return [name for name, state in parts.items() if state != "ok"]
