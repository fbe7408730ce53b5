"""Where the fonts lie that come with the packages: no document depends on those of a machine."""

from pathlib import Path

import fontpkg


def folder_of(family: str) -> Path:
    """The folder with the files of a family: "Noto Serif"."""
    return Path(fontpkg.path(family)).parent
