"""Who does what: secretaries, focal points and officers, by username."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from seeds.story.plans import Person, Plan
from seeds.story.tables import pick, rank

OF_THE_LEAD = {"report_progress", "submit", "ask_extension"}


@dataclass(frozen=True)
class Cast:
    """Who acts: the secretaries, and the focal point of each lead (usernames)."""

    secretaries: tuple[str, ...]
    focal_points: Mapping[str, str]

    @classmethod
    def of(cls, people: list[Person]) -> "Cast":
        return cls(
            tuple(person.username for person in people if person.role == "secretary"),
            {p.organisation: p.username for p in people if p.role == "focal_point"},
        )

    def actor(self, kind: str, plan: Plan, key: object, on: date) -> str:
        """Who does this to a task on that day; what does not belong to the lead, a secretary."""
        if kind not in OF_THE_LEAD:
            return self.secretary(plan, key)
        known = plan.officer and not plan.heir
        by_officer = kind == "report_progress" and known and rank("by", key) % 3 == 0
        return plan.officer if by_officer else self.focal_points[plan.led_on(on)]

    def secretary(self, plan: Plan, key: object) -> str:
        return pick(self.secretaries, "secretary", plan.instrument, key)
