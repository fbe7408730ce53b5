from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Theme(models.Model):
    """A group of work that clauses of several instruments belong to: institutions, data, …"""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                name="theme_has_code_and_names",
                condition=~(Q(code="") | Q(name="") | Q(name_en="")),
            ),
            # It stands for clauses that have none, in addresses and files.
            models.CheckConstraint(name="theme_is_not_none", condition=~Q(code="none")),
        ]

    def __str__(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name
