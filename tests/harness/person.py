"""A person at a browser, with whom stories are told.

Things are found as people find them: by what they are and by the words on them, among what can be
seen. Whatever the browser complains of on the way, of the pages' policy too, is in `complaints`.
"""

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext, override
from playwright.sync_api import ConsoleMessage, FilePayload, Locator, Page, expect

if TYPE_CHECKING:
    from accounts.models import User

PASSWORD = "mật-khẩu-của-bài-57"


@dataclass(frozen=True)
class Person:
    """`part` is the part of the page that is looked at; all of it unless `within` was asked."""

    page: Page
    site: str
    language: str = "vi"
    part: Locator | None = None
    complaints: list[str] = field(default_factory=list)

    def signs_in(self, account: "User") -> None:
        """With a session made for them; the door itself is a story of its own."""
        from tests.harness.visiting import carry_session  # models: after Django is set up

        account.language = self.language
        account.save()
        carry_session(self.page.context, self.site, account)
        self.page.goto(f"{self.site}/")

    def signs_in_at_the_door(self, account: "User") -> None:
        """With a password."""
        account.set_password(PASSWORD)
        account.language = self.language
        account.save()
        self.page.goto(f"{self.site}/sign-in/")
        self.writes(self._word("User name"), account.username)
        self.writes(self._word("Password"), PASSWORD)
        self.presses(self._word("Sign in"))
        expect(self.page.get_by_text(account.full_name).first).to_be_attached()

    def signs_out(self, account: "User") -> None:
        """Through the menu with their name on it."""
        self.unfolds(account.full_name)
        self.presses(self._word("Sign out"))
        expect(self.page.get_by_label(self._word("User name"))).to_be_visible()

    def opens(self, entry: str) -> None:
        """An entry of the menu, wherever in it."""
        self.page.wait_for_load_state()  # before the styles have come all of it is visible
        menu = self.page.get_by_role("navigation", name=self._word("Main navigation"))
        menus = menu.locator("summary").filter(visible=True)
        link = menu.get_by_role("link", name=entry, exact=True)
        for fold in ("Menu", "More"):
            folded = menus.filter(has_text=self._word(fold))
            if not link.is_visible() and folded.count():
                folded.click()
        link.click()

    def within(self, words: str) -> "Person":
        """Looking at one row of a list only: the smallest that has these words."""
        row = self._here().get_by_role("listitem").filter(has_text=words)
        return replace(self, part=row.last)

    def presses(self, words: str) -> None:
        """A button or a link with these words; if a menu hides it, that is opened first."""
        button = self._here().get_by_role("button", name=words, exact=True, include_hidden=True)
        link = self._here().get_by_role("link", name=words, exact=True, include_hidden=True)
        found = button.or_(link)
        expect(found.first).to_be_attached()
        if not found.filter(visible=True).count():
            found.first.locator("xpath=ancestor::details[not(@open)]/summary").click()
        found.filter(visible=True).first.click()

    def follows(self, words: str) -> None:
        """A link that has these words among others."""
        self._here().get_by_role("link").filter(has_text=words, visible=True).first.click()

    def unfolds(self, words: str) -> None:
        """What says that there is more."""
        self._here().locator("summary").filter(has_text=words, visible=True).first.click()

    def writes(self, label: str, words: str) -> None:
        """Into the field, by typing or by choosing."""
        found = self._field(label)
        if found.evaluate("e => e.tagName") == "SELECT":
            found.select_option(words)
        else:
            found.fill(words)

    def types(self, label: str, words: str) -> None:
        """Part of a name, and takes the first that is offered."""
        found = self._field(label)
        found.click()
        found.press_sequentially(words)
        self.page.get_by_role("option").first.click()

    def ticks(self, label: str) -> None:
        self._field(label).check()

    def attaches(self, name: str, content: bytes) -> None:
        """A file, in the only place there is for one."""
        file: FilePayload = {
            "name": name,
            "mimeType": "application/octet-stream",
            "buffer": content,
        }
        self.page.get_by_label(self._word("Files that prove it")).set_input_files([file])
        self.sees(name)

    def sees(self, words: str) -> None:
        expect(self._here().get_by_text(words).filter(visible=True).first).to_be_visible()

    def saves(self, words: str) -> tuple[str, bytes]:
        """What a link gives: its name and its content."""
        with self.page.expect_download() as given:
            self._here().get_by_role("link", name=re.compile(words)).click()
        return given.value.suggested_filename, given.value.path().read_bytes()

    def _here(self) -> Locator:
        return self.part or self.page.locator("body")

    def _field(self, label: str) -> Locator:
        """The one that is called so, marked as needed or not."""
        called = re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$")
        return self._here().get_by_label(called).filter(visible=True).first

    def _word(self, english: str) -> str:
        with override(self.language):
            return gettext(english)


def listen(page: Page, complaints: list[str]) -> None:
    """Take down every error of the page; what a policy refuses is one."""

    def said(line: ConsoleMessage) -> None:
        if line.type == "error":
            complaints.append(line.text)

    page.on("console", said)
    page.on("pageerror", lambda error: complaints.append(str(error)))
