from accounts.models.organisation import Organisation, Succession
from accounts.models.people import ApiToken, Deputy, Membership, User

__all__ = ["ApiToken", "Deputy", "Membership", "Organisation", "Succession", "User"]
