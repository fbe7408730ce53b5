"""Every list that can be had as a file. One entry each; see `tracker.lib.exporting.table.Export`.

To add one: an entry in `EXPORTS` of a module that `settings.EXPORTS` names, `{% include
"_export.html" with list="its-name" %}` on its page, and a line in the inventory of its test.
"""

from functools import cache
from importlib import import_module

from django.conf import settings

from tracker.lib.exporting.table import Export


@cache
def all_exports() -> dict[str, Export]:
    """By name, as it stands in addresses."""
    found: dict[str, Export] = {}
    for module in settings.EXPORTS:
        found |= import_module(module).EXPORTS
    return found
