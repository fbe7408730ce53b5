from accounts.models.change import Change
from accounts.models.organisation import Organisation, Succession
from accounts.models.people import ApiToken, Deputy, Membership, User
from accounts.models.placement import Placement

__all__ = [
    "ApiToken",
    "Change",
    "Deputy",
    "Membership",
    "Organisation",
    "Placement",
    "Succession",
    "User",
]
