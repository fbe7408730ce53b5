"""Two co-agencies report on one task at once: nothing of either is lost."""

from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import Organisation
from tasks import domain
from tasks.domain import Part
from tasks.enums import DeliverableKind
from tasks.rules.parts import joined_now
from tests.factories import again, assigned, ministry, person
from tests.tasks.test_of_two_at_once_one_wins import Act, at_once, check_history
from tracker import clock

pytestmark = pytest.mark.django_db(transaction=True)


def of(partner: Organisation) -> dict[str, Any]:
    by = person(Role.FOCAL_POINT, partner)
    return {"by": by, "now": clock.now(), "organisation": partner}


def test_reports_on_two_parts() -> None:
    partners = [ministry(), ministry()]
    task = assigned(co_agencies=[Part(partner, "Góp ý") for partner in partners])

    def report(partner: Organisation) -> Act:
        words = of(partner)
        return lambda: domain.report_part(task, narrative="Đã góp ý.", **words)

    assert at_once(task, *map(report, partners)) == ["done"] * 2
    phases = {part.organisation: part.phases for part in joined_now(again(task))}
    assert phases == {partner.pk: ("assigned", "in_progress") for partner in partners}
    check_history(task, 4)


def test_one_part_is_done_once() -> None:
    partner = ministry()
    task = assigned(co_agencies=[Part(partner, "Góp ý")])
    done = of(partner) | {
        "product_kind": DeliverableKind.DOCUMENT,
        "product_number": "812/BTC-NSNN",
        "product_date": clock.today(),
    }
    assert at_once(task, *[lambda: domain.finish_part(task, **done)] * 2) == ["done", "part_done"]
    check_history(task, 3)
