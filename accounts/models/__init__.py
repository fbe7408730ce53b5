from accounts.models.organisation import Organisation, Succession
from accounts.models.people import ApiToken, Membership, User

__all__ = ["ApiToken", "Membership", "Organisation", "Succession", "User"]
