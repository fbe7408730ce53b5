"""Guard of the calendar of working days → how to be refused by it."""

from datetime import date

from tasks.models import DayDecision
from tests.accounts.inventory import Violation, added, changed
from tests.tasks.refusals_of_acts import by_the_owner

FRIDAY, MONDAY = date(2026, 1, 2), date(2026, 1, 5)


def day_off() -> DayDecision:
    return DayDecision.objects.create(day=FRIDAY, ruling="off", number="1/QĐ", reason="Nghỉ.")


REFUSALS_OF_DAYS: dict[str, Violation] = {
    "daydecision_has_number": added(day_off, day=MONDAY, number=""),
    "daydecision_has_reason": added(day_off, day=MONDAY, reason=""),
    "daydecision_kept": by_the_owner(changed(day_off, reason="Khác.")),
    "daydecision_laid_down": added(day_off),
    "daydecision_ruling_known": added(day_off, day=MONDAY, ruling="lost"),
    "daydecision_swaps_two_days": added(day_off, day=MONDAY, swapped_with=MONDAY),
}
