"""Where the files of a claim are put: dropped, pasted or chosen; a plain field without script."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tasks import domain
from tasks.domain.proving import ENDINGS


class ShownInArea(forms.MultipleHiddenInput):
    """The tickets of the files received already; the area has a box to tick for each."""

    def render(self, *_words: Any, **_named: Any) -> SafeString:
        return SafeString("")


class EvidenceArea(forms.Widget):
    """The files received already, the field for others, and what its script says.

    `address` takes one file at a time; `gone` says what is wrong with those received before.
    """

    needs_multipart_form = True
    template_name = "tasks/_evidence_area.html"

    def __init__(self, *, address: str) -> None:
        super().__init__()
        self.address = address
        self.held: Sequence[dict[str, str]] = ()
        self.gone: Sequence[str] = ()
        self.bound = False

    def get_context(self, name: str, _value: Any, attrs: Any) -> dict[str, Any]:
        most, size = domain.evidence_limits()
        return super().get_context(name, None, attrs) | {
            "area": self,
            "accept": ",".join(ENDINGS),
            "most": most,
            "most_bytes": size,
            "words": _words(most, size),
        }

    def value_from_datadict(self, _data: Any, files: Any, name: str) -> Any:
        return files.getlist(name)

    def value_omitted_from_data(self, *_sent: Any) -> bool:
        return False


def _words(most: int, size: int) -> dict[str, str]:
    """What the script says; `{name}` is put in there."""
    file = {"name": "{name}"}
    return {
        "sending": _("Being sent: %(name)s.") % file,
        "held": _("Received: %(name)s.") % file,
        "cancelled": _("Not sent: %(name)s.") % file,
        "lost": _("The connection broke; nothing of the file was kept. Send it again."),
        "refused": _("The server did not take it. Send it again; if that fails, sign in anew."),
        "unreadable": _("“%(name)s” cannot be read: it was changed or moved, or is a folder.")
        % file,
        "large": _("“%(name)s” is larger than %(most)s.") % {**file, "most": filesizeformat(size)},
        "many": _("At most %(count)d files can be attached.") % {"count": most},
        "wait": _("The form goes off as soon as the files are there."),
        "open": _("Some files have not been received. Send them again, or leave them out."),
    }
