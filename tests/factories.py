"""People, organisations and tasks for tests, in a demo database.

`at("2025-11-20 17:30")` moves the clock forward and returns that moment; a bare day means 09:00.
Factories make rows: OrganisationFactory, UserFactory, MembershipFactory, ProgrammeFactory,
InstrumentFactory, ThemeFactory, ClauseFactory.
`programme()` has an owner with a secretary; `ministry()` an organisation with a head, a focal point
and an officer; `person(role, organisation)` is somebody who holds that role there, made if need be.
Tasks are made through the domain, now, by the right people: `draft`, `assigned`, `in_progress`,
`submitted`, `completed`, `suspended`, `withdrawn`, `ended`, `task_in(status)`; `group(*members)` is
a draft of a group. Each takes the words of `draft_task` (`lead=`, `deadline=`, `programme=` …);
`deadline=None` makes it regular. `secretary_of(task)` and `focal_point_of(task)` may act on it, and
`assign`, `report`, `submit` let them; `again(task)` reads it anew. `grounds()` are reason and
authorising instrument of an act that needs both. `placed(organisation, parent=, block=)` and
`rethemed(clause, theme)` change where it stands, from today or from a day.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from factory.declarations import LazyAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from accounts.enums import Block, OrganisationKind, Role
from accounts.models import Membership, Organisation, Placement, User
from tasks import domain
from tasks.enums import DeliverableKind, InstrumentKind, Rhythm, Status
from tasks.models import Clause, Instrument, Programme, Retheming, Submission, Task, Theme
from tasks.rules.claims import counts
from tests.harness.files import uploaded
from tracker import clock

DEADLINE = date(2025, 12, 31)
LONG_AGO = date(2024, 1, 1)
# As text, because it is asked more often than anything else here.
HOLDS = """
    SELECT accounts_user.* FROM accounts_membership
    JOIN accounts_user ON accounts_user.id = user_id
    WHERE role = %s AND organisation_id = %s AND until_day IS NULL
    ORDER BY accounts_membership.id LIMIT 1
"""


def at(moment: str | date) -> datetime:
    """Move the demo's clock forward to `moment` (in Hanoi; a day means 09:00) and return it."""
    text = str(moment)
    when = datetime.fromisoformat(text if ":" in text else f"{text} 09:00")
    clock.advance(when := when if when.tzinfo else when.replace(tzinfo=clock.HANOI))
    return when


class OrganisationFactory(DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation

    code = Sequence(lambda n: f"ORG{n}")
    name = Sequence(lambda n: f"Bộ thứ {n}")
    name_en = Sequence(lambda n: f"Ministry {n}")
    kind = OrganisationKind.MINISTRY
    block = Block.MINISTRIES
    alive_from = LONG_AGO


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    username = Sequence(lambda n: f"user{n}")
    full_name = Sequence(lambda n: f"Nguyễn Văn {n}")
    email = LazyAttribute(lambda user: f"{user.username}@example.vn")


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    user = SubFactory(UserFactory)
    organisation = SubFactory(OrganisationFactory)
    role = Role.FOCAL_POINT
    from_day = LONG_AGO


class ProgrammeFactory(DjangoModelFactory[Programme]):
    class Meta:
        model = Programme

    code = Sequence(lambda n: f"CT{n}")
    name = Sequence(lambda n: f"Chương trình {n}")
    name_en = Sequence(lambda n: f"Programme {n}")
    owner = SubFactory(OrganisationFactory, kind=OrganisationKind.COMMITTEE)


class InstrumentFactory(DjangoModelFactory[Instrument]):
    class Meta:
        model = Instrument

    kind = InstrumentKind.RESOLUTION
    number = Sequence(lambda n: f"{n}/NQ-CP")
    title = Sequence(lambda n: f"Nghị quyết thứ {n}")
    issuer = SubFactory(OrganisationFactory)
    issued_on = date(2025, 1, 9)


class ThemeFactory(DjangoModelFactory[Theme]):
    class Meta:
        model = Theme

    code = Sequence(lambda n: f"theme{n}")
    name = Sequence(lambda n: f"Nhóm việc {n}")
    name_en = Sequence(lambda n: f"Theme {n}")


class ClauseFactory(DjangoModelFactory[Clause]):
    class Meta:
        model = Clause

    instrument = SubFactory(InstrumentFactory)
    number = Sequence(lambda n: f"điểm {n}")
    text = "Xây dựng nền tảng dữ liệu."


def placed(organisation: Organisation, *, from_day: date | None = None, **where: Any) -> Placement:
    """Where `organisation` stands from that day on, but for `where` as before; it is read anew."""
    stands = {"parent": organisation.parent, "block": organisation.block} | where
    said = {
        "from_day": from_day or clock.today(),
        "reason": "Nghị định",
        "by": UserFactory.create(),
    }
    placement = Placement.objects.create(organisation=organisation, **stands, **said)
    organisation.refresh_from_db()
    return placement


def rethemed(clause: Clause, theme: Theme | None, *, from_day: date | None = None) -> Retheming:
    """`clause` belongs to `theme` from that day on; it is read anew."""
    said = {"from_day": from_day or clock.today(), "reason": "Rà soát", "by": UserFactory.create()}
    changed = Retheming.objects.create(clause=clause, theme=theme, **said)
    clause.refresh_from_db()
    return changed


def person(role: Role, organisation: Organisation) -> User:
    """Somebody who holds `role` in `organisation` and goes on to."""
    for found in User.objects.raw(HOLDS, [role.value, organisation.pk]):
        return found
    return MembershipFactory.create(role=role, organisation=organisation).user


def programme(**words: Any) -> Programme:
    """A programme whose owner has a secretary."""
    made = ProgrammeFactory.create(**words)
    person(Role.SECRETARY, made.owner)
    return made


def ministry(**words: Any) -> Organisation:
    """An organisation with a head, a focal point and an officer."""
    made = OrganisationFactory.create(**words)
    seats = [
        MembershipFactory.build(role=role, organisation=made)
        for role in (Role.HEAD, Role.FOCAL_POINT, Role.OFFICER)
    ]
    User.objects.bulk_create(seat.user for seat in seats)
    Membership.objects.bulk_create(seats)
    return made


def secretary_of(task: Task) -> User:
    return person(Role.SECRETARY, task.programme.owner)


def focal_point_of(task: Task) -> User:
    assert task.lead is not None
    return person(Role.FOCAL_POINT, task.lead)


def group(*members: Organisation, **words: Any) -> Task:
    """A draft given to `members` (three new ministries unless named); assign it with `assign`."""
    words = _whole(words)
    del words["lead"], words["officer"]
    by = person(Role.SECRETARY, words["programme"].owner)
    chosen = members or [ministry() for _ in range(3)]
    return domain.draft_group(by=by, now=clock.now(), code="", members=chosen, **words)


def draft(**words: Any) -> Task:
    """A draft that could be assigned; `words` are those of `draft_task`."""
    words = _whole(words)
    by = person(Role.SECRETARY, words["programme"].owner)
    return domain.draft_task(by=by, now=clock.now(), **words)


def _whole(words: dict[str, Any]) -> dict[str, Any]:
    """`words` with what is missing to be clear; `deadline=None` stands for a regular task."""
    lead = words["lead"] if "lead" in words else ministry()
    made = {
        "title": "Ban hành nghị định về dữ liệu",
        "deadline": DEADLINE,
        "programme": words.get("programme") or programme(),
        "clause": words.get("clause") or ClauseFactory.create(),
        "lead": lead,
        "officer": person(Role.FOCAL_POINT, lead) if lead else None,
        "authority": lead,
        "deliverable_kind": DeliverableKind.DECREE,
        "deliverable_measure": "nghị định",
        "deliverable_count": 1,
    } | words
    regular = made["deadline"] is None
    return {"rhythm": Rhythm.MONTHLY if regular else ""} | made | {"is_regular": regular}


def assign(task: Task, reason: str = "") -> Task:
    """The members of a group are unclear: nobody has named their officers yet."""
    reason = reason or ("Giao chung cả nhóm." if task.is_group or task.parent_id else "")
    return domain.assign(task, by=secretary_of(task), now=clock.now(), reason=reason)


def report(task: Task, percent: int = 40) -> Task:
    by = focal_point_of(task)
    return domain.report_progress(task, by=by, now=clock.now(), percent=percent).task


def submit(task: Task, *, completed_on: date | None = None, **words: Any) -> Submission:
    """Claim that `task` was completed on a day, by default today, with a product of that day."""
    said = claim() | {"product_date": completed_on or clock.today(), "count": needed(task)} | words
    by = focal_point_of(task)
    return domain.submit(task, by=by, now=clock.now(), completed_on=completed_on, **said)


def claim() -> dict[str, Any]:
    """What `submit` of the domain is told besides who, when and of what day: with a PDF."""
    product = {"product_kind": DeliverableKind.DECREE, "product_number": "15/2025/NĐ-CP"}
    return product | {"evidence": [uploaded()]}


def needed(task: Task) -> int | None:
    """The count that a claim about `task` has to give."""
    return task.deliverable_count if counts(task) else None


def assigned(reason: str = "", /, **words: Any) -> Task:
    """With a `reason` it may be unclear."""
    return assign(draft(**words), reason)


def in_progress(**words: Any) -> Task:
    return report(assigned(**words))


def submitted(**words: Any) -> Task:
    return submit(in_progress(**words)).task


def completed(**words: Any) -> Task:
    task = submitted(**words)
    return domain.accept(task, by=secretary_of(task), now=clock.now())


def suspended(**words: Any) -> Task:
    return _stopped(in_progress(**words), domain.suspend)


def withdrawn(**words: Any) -> Task:
    return _stopped(in_progress(**words), domain.withdraw)


def ended(**words: Any) -> Task:
    """A regular task that ended."""
    return _stopped(in_progress(**words | {"deadline": None}), domain.end)


def _stopped(task: Task, act: Callable[..., object]) -> Task:
    act(task, by=secretary_of(task), now=clock.now(), **grounds())
    return again(task)


def grounds() -> dict[str, Any]:
    """Why a task stops or changes hands, and an instrument that authorises it."""
    return {"reason": "Theo chỉ đạo.", "instrument": InstrumentFactory.create()}


def halves(task: Task) -> list[domain.PartOfTask]:
    """`task` in two parts, each as clear as the whole and led by the same organisation."""
    assert task.lead is not None
    words: dict[str, Any] = {
        "lead": task.lead,
        "officer": task.officer,
        "deliverable_kind": task.deliverable_kind,
        "deliverable_measure": task.deliverable_measure,
        "deliverable_count": task.deliverable_count,
    }
    return [domain.PartOfTask(title=f"{task.title}, phần {n}", **words) for n in (1, 2)]


def again(task: Task) -> Task:
    """`task` as it is in the database now."""
    found: Task = Task.objects.select_related("programme", "lead").get(pk=task.pk)
    return found


IN: dict[Status, Callable[..., Task]] = {
    Status.DRAFT: draft,
    Status.ASSIGNED: assigned,
    Status.IN_PROGRESS: in_progress,
    Status.SUBMITTED: submitted,
    Status.COMPLETED: completed,
    Status.SUSPENDED: suspended,
    Status.WITHDRAWN: withdrawn,
    Status.ENDED: ended,
}


def task_in(status: Status, **words: Any) -> Task:
    """A task brought to `status`, step by step."""
    return IN[status](**words)
