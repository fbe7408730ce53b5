"""People, the roles they hold from day to day, and their API tokens."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import About, Role
from accounts.models.change import Noted, as_they_are
from accounts.models.organisation import Organisation
from accounts.models.querysets import DeputyQuerySet, MembershipQuerySet
from tracker.lib.functions import NameSorted, Now, sort_key


class Language(models.TextChoices):
    VI = "vi", _("Vietnamese")
    EN = "en", _("English")


# What of a person is kept when it changes; of the password only whether there is one.
PERSONAL = as_they_are(
    *("username", "full_name", "email", "language", "is_active", "is_staff", "is_superuser"),
    "link_sent_at",
) | {"has_password": "({row}.password NOT LIKE '!%')"}


class User(AbstractUser):
    """Somebody who signs in. What they may do follows from their memberships."""

    first_name = last_name = None  # type: ignore[assignment]
    full_name = models.CharField(_("full name"), max_length=120)
    email = models.EmailField(_("email address"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.VI)
    sort_key = sort_key(NameSorted("full_name"))
    link_sent_at = models.DateTimeField(_("link sent at"), null=True, blank=True, editable=False)

    REQUIRED_FIELDS: ClassVar[list[str]] = ["email", "full_name"]
    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                name="user_language_known", condition=Q(language__in=Language.values)
            )
        ]
        triggers = [
            Noted(name="user_noted", about=About.PERSON, facts=PERSONAL, person="id"),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name


class Membership(models.Model):
    """A role that a person holds in an organisation from one day to another (both included)."""

    user = models.ForeignKey(
        User, models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=16, choices=Role)
    from_day = models.DateField(_("from"))
    until_day = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                name="membership_starts_once", fields=["user", "organisation", "role", "from_day"]
            ),
            models.CheckConstraint(name="membership_role_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="membership_runs_forward",
                condition=Q(until_day=None) | Q(until_day__gte=F("from_day")),
            ),
        ]
        indexes = [models.Index(name="membership_by_role", fields=["organisation", "role"])]
        triggers = [
            Noted(
                name="membership_noted",
                about=About.ROLE,
                facts=as_they_are("role", "from_day", "until_day"),
                person="user_id",
                organisation="organisation_id",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.organisation}"


class Deputy(models.Model):
    """Somebody who acts for a head from one day to another (both included), in own name.

    One that was ended early holds no more from that day on, even if it never began.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="deputies", verbose_name=_("organisation")
    )
    head = models.ForeignKey(User, models.PROTECT, related_name="deputies", verbose_name=_("head"))
    deputy = models.ForeignKey(
        User, models.PROTECT, related_name="deputised", verbose_name=_("deputy")
    )
    from_day = models.DateField(_("from"))
    until_day = models.DateField(_("until"))
    ended_on = models.DateField(_("ended early on"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = DeputyQuerySet.as_manager()
    application_may = ("SELECT", "INSERT", "UPDATE")

    class Meta:
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        ordering = ["-from_day", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="deputy_acts_forward", condition=Q(until_day__gte=F("from_day"))
            ),
            models.CheckConstraint(name="deputy_is_another", condition=~Q(head=F("deputy"))),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} → {self.head}, {self.organisation}"

    def is_over(self, day: date) -> bool:
        """Whether nobody acts by it on the Hanoi day `day` or later."""
        return self.until_day < day or self.ended_on is not None


class ApiToken(models.Model):
    """A bearer token of the API. Only the SHA-256 of the secret is kept."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="api_tokens", verbose_name=_("person")
    )
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(db_default=Now(), verbose_name=_("made at"))

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        triggers = [
            Noted(
                name="apitoken_noted",
                about=About.TOKEN,
                facts={"made": "true"},
                person="user_id",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.digest[:8]}…"
