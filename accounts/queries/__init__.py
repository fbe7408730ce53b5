"""What a person is, on one day: the roles they hold and where, and for whom they act.

Read once per request and handed to the rules, which then need no database.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import Deputy, Membership, Organisation, Succession, User

T = TypeVar("T")


@dataclass(frozen=True)
class Seats:
    """`held` maps each role to the ids of the organisations in which it is held.

    `lent` maps the ids of the organisations whose head the person stands in for to that head's
    user id; it counts as being the head there, unless `own` is asked.
    """

    user_id: int
    held: dict[str, frozenset[int]]
    lent: dict[int, int] = field(default_factory=dict)

    def where(self, *roles: Role) -> frozenset[int]:
        """Ids of the organisations in which any of `roles` is held, or lent."""
        held = frozenset[int]().union(*(self.held.get(role, frozenset()) for role in roles))
        return held | self.lent.keys() if Role.HEAD in roles else held

    def has(self, *roles: Role, at: int | None) -> bool:
        """Whether one of `roles` is held, or lent, in the organisation with id `at`."""
        return at in self.where(*roles)

    @property
    def anywhere(self) -> frozenset[int]:
        """Ids of every organisation in which any role is held or lent."""
        return self.where(*Role)

    @property
    def own(self) -> "Seats":
        """The same without what is lent."""
        return replace(self, lent={})

    def lent_only_at(self, organisation: int) -> "Seats":
        """The same with the seat of one head alone."""
        return replace(self, lent={organisation: self.lent[organisation]})


# Who holds what: as Membership.objects.held_on and Deputy.objects.acting_on say it, in one plain
# query, since every act and every page asks. A test holds them together.
SEATS = """
    WITH held AS NOT MATERIALIZED (
        SELECT user_id, role, organisation_id
        FROM accounts_membership JOIN accounts_user ON accounts_user.id = user_id
        WHERE is_active AND from_day <= %(day)s AND (until_day IS NULL OR until_day >= %(day)s)
    )
    SELECT role, organisation_id, NULL FROM held WHERE user_id = %(user)s
    UNION ALL
    SELECT role, organisation_id, head_id
    FROM accounts_deputy
    JOIN accounts_user ON accounts_user.id = deputy_id
    JOIN held USING (organisation_id)
    WHERE deputy_id = %(user)s AND is_active AND held.user_id = head_id AND role = %(head)s
      AND from_day <= %(day)s AND until_day >= %(day)s AND (ended_on IS NULL OR ended_on > %(day)s)
"""


def remembered(user: User | AnonymousUser, about: object, find: Callable[[], T]) -> T:
    """What `find()` says; asked once for as long as a page is read, each time where one acts.

    Whoever acts is looked at anew within the transaction: pages that only show set `user.memory`.
    """
    memory: dict[object, T] | None = getattr(user, "memory", None)
    if memory is None:
        return find()
    if about not in memory:
        memory[about] = find()
    return memory[about]


def seats_of(user: User, *, on: date) -> Seats:
    """The roles that `user` holds on the Hanoi day `on`, and the heads they stand in for.

    One query, and one more for each head.
    """
    return remembered(user, ("seats", on), lambda: _seats_of(user, on))


def _seats_of(user: User, on: date) -> Seats:
    own: list[tuple[str, int]] = []
    heads: dict[int, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(SEATS, {"user": user.pk, "day": on, "head": Role.HEAD.value})
        for role, organisation, head in cursor.fetchall():
            if head is None:
                own.append((role, organisation))
            else:
                heads[organisation] = head
    posts = {organisation for _role, organisation in own}
    here = {at: head for at, head in heads.items() if holds_post(posts, at)}
    return Seats(user.pk, _grouped(own), here)


def holds_post(posts: Iterable[int], organisation: int) -> bool:
    """Whether one of the organisations with the ids `posts` is `organisation` or lies below it."""
    return Organisation.objects.below([organisation]).filter(pk__in=posts).exists()


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, frozenset[int]]:
    held: dict[str, set[int]] = {}
    for role, organisation in pairs:
        held.setdefault(role, set()).add(organisation)
    return {role: frozenset(ids) for role, ids in held.items()}


def people_of(organisations: Iterable[int], *, on: date) -> QuerySet[User]:
    """Who holds any role in the organisations with these ids, or below them, on the day `on`."""
    here = Organisation.objects.below(organisations).values("pk")
    held = Membership.objects.held_on(on).filter(organisation__in=here)
    return User.objects.filter(pk__in=held.values("user"))


def deputies_of(head: User) -> QuerySet[Deputy]:
    """Whom `head` has named, the latest period first."""
    return deputies_with(head).filter(head=head)


def deputies_with(user: User) -> QuerySet[Deputy]:
    """Whom `user` has named, and those by which they act for somebody themselves."""
    concerned = Deputy.objects.filter(Q(head=user) | Q(deputy=user))
    return concerned.select_related("organisation", "deputy", "head")


def lent_to(user: User, *, on: date) -> QuerySet[Deputy]:
    """By which `user` acts for a head on the Hanoi day `on`."""
    lent = seats_of(user, on=on).lent
    acting = Deputy.objects.acting_on(on).filter(deputy=user, organisation__in=lent)
    return acting.select_related("organisation", "head").order_by("organisation_id")


def heirs_of(day: date) -> dict[int, int]:
    """Id of each organisation that has ended by the Hanoi day `day` → who has its place then.

    That is its default successor, or the one of that if it has ended too, and so on; who has none
    is not here. One query.
    """
    follows = default_heirs(ended_by=day)
    return {ended: heirs_after(ended, follows)[-1] for ended in follows}


def default_heirs(*, ended_by: date | None = None) -> dict[int, int]:
    """Id of each organisation with a default successor → that one's id. One query.

    With `ended_by`, only of those that no longer exist on that Hanoi day.
    """
    defaults = Succession.objects.filter(is_default=True)
    if ended_by is not None:
        defaults = defaults.filter(predecessor__alive_until__lt=ended_by)
    return dict(defaults.values_list("predecessor_id", "successor_id"))


def heirs_after(organisation: int, follows: Mapping[int, int]) -> list[int]:
    """Who comes after `organisation`, one after the other; a circle is gone through once."""
    chain = [organisation]
    while (heir := follows.get(chain[-1])) is not None and heir not in chain:
        chain.append(heir)
    return chain


def counted_as(organisations: Collection[int], heirs: Mapping[int, int]) -> set[int]:
    """Ids of those whose place is that of one of `organisations`.

    `heirs`: id of each that has ended → who has its place. Those that have ended themselves count
    as whoever that is.
    """
    ended = {each for each, heir in heirs.items() if heir in organisations}
    return {each for each in organisations if each not in heirs} | ended
