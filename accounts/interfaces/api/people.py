"""People and their roles over the API, for administrators: what the pages do, by the same rules."""

from collections.abc import Callable
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.domain import links, people, roles
from accounts.interfaces.api.people_shapes import (
    AccountOut,
    EndIn,
    PeopleQuery,
    PersonChange,
    PersonIn,
    RoleIn,
    RoleOut,
)
from accounts.models import Membership, User
from accounts.queries.administering import Scope, scope_of
from accounts.queries.people import people_listed, people_within
from tracker.clock import day_of, now_of
from tracker.lib.api.bodies import sent
from tracker.lib.api.paging import Pages
from tracker.lib.api.queries import asked


class LooksAfterPeople(IsAuthenticated):
    """Superusers and administrators; after whom, the domain decides."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not super().has_permission(request, view):
            return False
        try:
            _scope(request)
        except PermissionDenied:
            return False
        return True


class People(generics.ListAPIView[User]):
    """Whom the reader may see: everybody with a role, of any time, within what they look after."""

    permission_classes = (LooksAfterPeople,)
    queryset = User.objects.all()
    serializer_class = AccountOut
    pagination_class = Pages
    query = PeopleQuery

    def get_queryset(self) -> QuerySet[User]:
        given = asked(self.query, self.request)
        on = day_of(now_of(self.request))
        return _with_roles(people_listed(_scope(self.request), on=on, **given))

    @extend_schema(request=PersonIn, responses={201: AccountOut})
    def post(self, request: Request) -> Response:
        """Enter somebody with a first role, and without a password: then send them a link."""
        who, said = _who(request), sent(request, PersonIn)
        said.setdefault("from_day", day_of(who["now"]))
        made = people.add_person(**who, **said)
        return Response(_told(made), status=status.HTTP_201_CREATED)


class OfSomebody(generics.GenericAPIView[User]):
    """About one person; 404 for somebody whom the reader may not see."""

    permission_classes = (LooksAfterPeople,)
    queryset = User.objects.all()
    serializer_class = AccountOut

    def get_queryset(self) -> QuerySet[User]:
        return _with_roles(people_within(_scope(self.request)))

    def done(self, request: Request, act: Callable[..., Any]) -> Response:
        """`act` on the person of the address, and the person as they are then."""
        return Response(_told(act(self.get_object(), **_who(request))))


class Somebody(OfSomebody):
    @extend_schema(responses=AccountOut)
    def get(self, _request: Request, **_path: Any) -> Response:
        """One person with all roles."""
        return Response(AccountOut(self.get_object()).data)

    @extend_schema(request=PersonChange, responses=AccountOut)
    def patch(self, request: Request, **_path: Any) -> Response:
        """Another name, address or language."""
        found, said = self.get_object(), sent(request, PersonChange)
        now = {name: getattr(found, name) for name in ("full_name", "email", "language")}
        return Response(_told(people.change_person(found, **_who(request), **(now | said))))


class Block(OfSomebody):
    @extend_schema(request=None, responses=AccountOut)
    def post(self, request: Request, **_path: Any) -> Response:
        """From now on they neither sign in nor use a token, and count as in no post."""
        return self.done(request, people.block_person)


class Unblock(OfSomebody):
    @extend_schema(request=None, responses=AccountOut)
    def post(self, request: Request, **_path: Any) -> Response:
        """They can sign in again, with the roles that are not over."""
        return self.done(request, people.unblock_person)


class SendLink(OfSomebody):
    @extend_schema(request=None, responses=AccountOut)
    def post(self, request: Request, **_path: Any) -> Response:
        """Mail them a link by which they set a password; it works once."""
        return self.done(request, links.send_link)


class Roles(OfSomebody):
    @extend_schema(request=RoleIn, responses={201: RoleOut})
    def post(self, request: Request, **_path: Any) -> Response:
        """Grant a role from a day on."""
        found, who, said = self.get_object(), _who(request), sent(request, RoleIn)
        said.setdefault("from_day", day_of(who["now"]))
        granted = roles.grant_role(found, **who, **said)
        return Response(RoleOut(granted).data, status=status.HTTP_201_CREATED)


class EndRole(generics.GenericAPIView[Any]):
    permission_classes = (LooksAfterPeople,)
    queryset = Membership.objects.all()
    serializer_class = AccountOut

    def get_queryset(self) -> QuerySet[Membership]:
        seen = people_within(_scope(self.request)).values("pk")
        return Membership.objects.filter(user__in=seen).select_related("user")

    @extend_schema(request=EndIn, responses=AccountOut)
    def post(self, request: Request, **_path: Any) -> Response:
        """The role is held until a day; what was done in it stays. Answers with its person."""
        role = self.get_object()
        roles.end_role(role, **_who(request), **sent(request, EndIn))
        return Response(_told(role.user))


def _scope(request: Request) -> Scope:
    return scope_of(cast("User", request.user), on=day_of(now_of(request)))


def _who(request: Request) -> dict[str, Any]:
    return {"by": cast("User", request.user), "now": now_of(request)}


def _with_roles(found: QuerySet[User]) -> QuerySet[User]:
    held = Membership.objects.select_related("organisation").order_by("from_day", "pk")
    return found.prefetch_related(Prefetch("memberships", held))


def _told(person: User) -> Any:
    return AccountOut(_with_roles(User.objects.all()).get(pk=person.pk)).data
