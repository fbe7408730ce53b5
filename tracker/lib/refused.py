"""The one way in which the rules say no."""

from django.core.exceptions import ValidationError
from django.utils.functional import Promise


class Refused(ValidationError):
    """A rule says no; nothing has been changed.

    `code` is stable and for machines, the message is for readers in their own language. `field`
    names the input to blame where there is one.
    """

    def __init__(self, message: str | Promise, *, code: str, field: str | None = None) -> None:
        self.field = field
        super().__init__(str(message), code=code)
