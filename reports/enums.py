"""The closed lists of this app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Slice(TextChoices):
    """By what the tasks of a report are counted apart. An organisation counts what it leads."""

    ORGANISATION = "organisation", _("Organisation")
    BLOCK = "block", _("Block")
    INSTRUMENT = "instrument", _("Instrument")
    PROGRAMME = "programme", _("Programme")
