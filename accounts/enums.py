"""The closed lists of this app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Block(TextChoices):
    """The part of the state an organisation is counted with."""

    MINISTRIES = "ministries", _("Ministries and central agencies")
    LOCALITIES = "localities", _("Provinces and cities")
    OTHER = "other", _("Other bodies")


class OrganisationKind(TextChoices):
    MINISTRY = "ministry", _("Ministry")
    MINISTERIAL_AGENCY = "ministerial_agency", _("Ministerial-level agency")
    GOVERNMENT_AGENCY = "government_agency", _("Government agency")
    PROVINCE = "province", _("Province or city")
    PARTY_BODY = "party_body", _("Party body")
    STATE_BODY = "state_body", _("Other state body")
    COMMITTEE = "committee", _("Steering committee")
    CORPORATION = "corporation", _("State bank or corporation")
    UNIT = "unit", _("Unit inside an organisation")


# How high each kind of organisation stands: who decides and signs stands no lower than the lead.
# Provinces rank with ministries; Party, state and steering bodies decide for all of them.
LEVELS: dict[OrganisationKind, int] = {
    OrganisationKind.PARTY_BODY: 4,
    OrganisationKind.STATE_BODY: 4,
    OrganisationKind.COMMITTEE: 4,
    OrganisationKind.MINISTRY: 3,
    OrganisationKind.MINISTERIAL_AGENCY: 3,
    OrganisationKind.PROVINCE: 3,
    OrganisationKind.GOVERNMENT_AGENCY: 2,
    OrganisationKind.CORPORATION: 2,
    OrganisationKind.UNIT: 1,
}


class Role(TextChoices):
    """What a membership lets a person do; `tasks.rules.permissions` says what exactly."""

    OFFICER = "officer", _("Officer")
    FOCAL_POINT = "focal_point", _("Focal point")
    HEAD = "head", _("Head")
    SECRETARY = "secretary", _("Secretary")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class About(TextChoices):
    """What a noted change is about."""

    PERSON = "person", _("Person")
    ROLE = "role", _("Role")
    TOKEN = "token", _("API token")
    ORGANISATION = "organisation", _("Organisation")
    CLAUSE = "clause", _("Clause of an instrument")
