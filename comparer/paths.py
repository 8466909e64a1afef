"""Where the things lie that are not code: resources beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """The folder of resources. Raises FileNotFoundError for a broken installation."""
    package = Path(__file__).resolve().parent
    for folder in (package / "resources", package.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("comparer's resources folder is missing: install comparer again")


@cache
def examples() -> Path | None:
    """The folder of example stories, where it came along."""
    package = Path(__file__).resolve().parent
    for folder in (package / "examples", package.parent / "examples"):
        if folder.is_dir():
            return folder
    return None
