"""A page of help for each role, the reader's own first. Anybody may read it: it holds no data."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.enums import Role
from accounts.interfaces.web.reader import reader_of
from accounts.models import User
from tracker.help.pictures import demo_day

# In the order in which work passes from one to the other.
PAGES: dict[str, tuple[Role, Promise]] = {
    "focal-point": (Role.FOCAL_POINT, _("Focal point")),
    "officer": (Role.OFFICER, _("Officer")),
    "head": (Role.HEAD, _("Head and deputy")),
    "secretary": (Role.SECRETARY, _("Secretary")),
    "auditor": (Role.AUDITOR, _("Auditor")),
    "administrator": (Role.ADMINISTRATOR, _("Administrator")),
}


@dataclass(frozen=True)
class Entry:
    """A page of help; `own` if the reader holds its role today."""

    slug: str
    label: str | Promise
    own: bool


@require_safe
def help_home(request: HttpRequest) -> HttpResponse:
    """Leads to the page of the reader's role; who has none is shown what there is."""
    own = next((entry for entry in _entries(request) if entry.own), None)
    if own is not None:
        return redirect("help_for", role=own.slug)
    return _page(request, "")


@require_safe
def help_for(request: HttpRequest, role: str) -> HttpResponse:
    """The help for one role, whoever asks."""
    if role not in PAGES:
        raise Http404
    return _page(request, role)


def _page(request: HttpRequest, role: str) -> HttpResponse:
    language = "en" if get_language() == "en" else "vi"
    return render(
        request,
        "help/page.html",
        {
            "entries": _entries(request),
            "role": role,
            "title": PAGES[role][1] if role else "",
            "text": f"help/{language}/{role or 'all'}.html",
            "common": f"help/{language}/common.html",
            "pictures_day": demo_day(),
        },
    )


def _entries(request: HttpRequest) -> list[Entry]:
    """Those of the reader's own roles first."""
    own = _own_roles(request)
    entries = [Entry(slug, label, role in own) for slug, (role, label) in PAGES.items()]
    return sorted(entries, key=lambda entry: not entry.own)


def _own_roles(request: HttpRequest) -> set[Role]:
    """The roles held today, in person or for a head; a superuser administers."""
    if not isinstance(request.user, User):
        return set()
    seats = reader_of(request).seats
    own = {role for role in Role if seats.where(role)}
    return own | ({Role.ADMINISTRATOR} if request.user.is_superuser else set())
