"""What was changed about a person or an organisation, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from accounts.enums import About, OrganisationKind, Role
from accounts.models import Change
from accounts.models.people import Language

LABELS: dict[str, str | Promise] = {
    "username": _("User name"),
    "full_name": _("Name"),
    "email": _("Email address"),
    "language": _("Language"),
    "is_staff": _("May open the stock admin"),
    "is_superuser": _("Above all roles"),
    "code": _("Code"),
    "name": _("Vietnamese name"),
    "name_en": _("English name"),
    "kind": _("Kind"),
    "from_day": _("First day"),
    "until_day": _("Last day"),
    "alive_from": _("Exists from"),
    "alive_until": _("Exists until"),
}
NAMES: dict[str, dict[str, Any]] = {
    "language": dict(Language.choices),
    "kind": dict(OrganisationKind.choices),
    "role": dict(Role.choices),
}
DAYS = {"from_day", "until_day", "alive_from", "alive_until"}


@dataclass(frozen=True)
class Noted:
    """One change, for a reader."""

    change: Change

    @property
    def what(self) -> str:
        """A sentence without its subject."""
        if self.change.about == About.PERSON:
            return self._person()
        if self.change.about == About.TOKEN:
            return say("API token made") if self.change.became else say("API token revoked")
        return self._role() if self.change.about == About.ROLE else self._organisation()

    @property
    def whose(self) -> str:
        """Who did it. A link that nobody is named for was asked for on the sign-in page."""
        if self.change.by:
            return str(self.change.by)
        return say("on the sign-in page") if self._is_link() else say("by a command")

    @property
    def details(self) -> list[tuple[str, str, str]]:
        """What it is called, before and after; of what became another only."""
        was, became = self.change.was or {}, self.change.became or {}
        return [
            (str(label), _shown(name, was.get(name)), _shown(name, became.get(name)))
            for name, label in LABELS.items()
            if was and became and was.get(name) != became.get(name)
        ]

    def _person(self) -> str:
        return ", ".join(self._personal()) or say("Changed")

    def _personal(self) -> Iterator[str]:
        was, became = self.change.was or {}, self.change.became or {}
        if not was:
            yield say("Account made")
            return
        if was["is_active"] != became["is_active"]:
            yield say("Unblocked") if became["is_active"] else say("Blocked")
        if self._is_link():
            yield say("Link to set a password sent")
        if became["has_password"] and not was["has_password"]:
            yield say("Password set")

    def _is_link(self) -> bool:
        was, became = self.change.was or {}, self.change.became or {}
        return was.get("link_sent_at") != became.get("link_sent_at")

    def _role(self) -> str:
        was, became = self.change.was, self.change.became
        words = {
            "role": NAMES["role"].get((became or was or {})["role"]),
            "organisation": self.change.organisation,
        }
        if became is None:
            return say("Role taken back: %(role)s, %(organisation)s") % words
        if was is None:
            words |= {"day": _shown("from_day", became["from_day"])}
            return say("Role granted: %(role)s, %(organisation)s, from %(day)s") % words
        return say("Role changed: %(role)s, %(organisation)s") % words

    def _organisation(self) -> str:
        return say("Changed") if self.change.was else say("Entered")


def _shown(name: str, value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if name in DAYS:
        return day(date.fromisoformat(value))
    return str(NAMES[name].get(value, value)) if name in NAMES else str(value)


def day(value: date) -> str:
    """A Hanoi day as the reader writes it."""
    return formats.date_format(value, "j M Y" if get_language() == "en" else "d/m/Y")
