"""The form of an administrative report, after Decree 30/2020/NĐ-CP."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Organisation
from reports.interfaces.pack.document import Letterhead, printable
from reports.rules.pack.contents import Pack

PLACE = "Hà Nội"


def letterhead(pack: Pack, *, on: date) -> Letterhead:
    """Issued by the owner of the programme; who signs, and under which number, is filled in."""
    programme = pack.question.programme
    owner = programme.owner if programme else None
    return Letterhead(
        parent=_above(owner),
        issuer=str(owner).upper() if owner else "",
        nation=_("SOCIALIST REPUBLIC OF VIET NAM"),
        motto=_("Independence – Freedom – Happiness"),
        number=_("No.: …… /BC-……"),
        place_and_day=_place_and_day(on),
        kind=_("REPORT"),
        subject=printable(pack.title),
        recipients_title=_("Recipients:"),
        recipients=[
            _("The chair and the members of the meeting;"),
            _("The organisations that lead the tasks;"),
            _("Filed: registry."),
        ],
        signer=_("HEAD OF THE ORGANISATION"),
        signature=_("(Signature, full name and seal)"),
    )


def _above(owner: Organisation | None) -> str:
    return str(owner.parent).upper() if owner and owner.parent else ""


def _place_and_day(on: date) -> str:
    """Days below 10 and the first two months have a zero before them, so that none can be added."""
    if get_language() == "en":
        return f"{PLACE}, {on.day} {on:%B %Y}"
    month = f"{on.month:02}" if on.month < 3 else str(on.month)
    return f"{PLACE}, ngày {on.day:02} tháng {month} năm {on.year}"
