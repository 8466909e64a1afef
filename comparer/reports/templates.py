"""Templates, styles and the logo: the project's own, or a newsroom's in their place."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from comparer.errors import ComparerError
from comparer.paths import resources
from comparer.reports.phrases import folder

MAX_LOGO_BYTES = 1 << 20
LOGOS = {".png": "image/png", ".svg": "image/svg+xml", ".jpg": "image/jpeg"}
OWN_STYLE = "own.css"
"""A newsroom's style that is added to the project's rather than standing in for it."""


def template(name: str, own: Path | None) -> Template:
    """A template by file name, the newsroom's first; it can read nothing but what it is given.

    Raises ComparerError for one that cannot be used.
    """
    try:
        return _environment(own).get_template(name)
    except (TemplateError, OSError, UnicodeDecodeError) as error:
        raise ComparerError(
            f"The template {name} cannot be used ({error}): mend it, or leave --template out."
        ) from error


@cache
def _environment(own: Path | None) -> SandboxedEnvironment:
    """Looks at the files again when they change; compiles them once."""
    folders = [folder()] if own is None else [own, folder()]
    return SandboxedEnvironment(
        loader=FileSystemLoader(folders), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )


def style(name: str, own: Path | None) -> str:
    """A style sheet by file name, with the newsroom's additions after it. Raises ComparerError."""
    paths = [folder() / name]
    if own is not None:
        if (own / name).is_file():
            paths = [own / name]
        if (own / OWN_STYLE).is_file():
            paths.append(own / OWN_STYLE)
    try:
        return "\n".join(path.read_text(encoding="utf-8") for path in paths)
    except (OSError, UnicodeDecodeError) as error:
        raise ComparerError(f"The style {name} cannot be read ({error}): mend it, or leave --template out.") from error


@cache
def palette(theme: str) -> Mapping[str, str]:
    """The colours of a theme by role, from the one table that the window has too."""
    themes = tomllib.loads((resources() / "themes" / "palette.toml").read_text(encoding="utf-8"))
    return {role: str(colour) for role, colour in themes[theme].items()}


def logo(own: Path | None) -> tuple[str, bytes] | None:
    """The newsroom's logo as (media type, bytes): ``logo.png``, ``.svg`` or ``.jpg`` in its folder. Raises
    ComparerError for one that is too large or cannot be read."""
    for suffix, media_type in LOGOS.items():
        path = own / f"logo{suffix}" if own is not None else None
        if path is not None and path.is_file():
            try:
                data = path.read_bytes()
            except OSError as error:
                raise ComparerError(f"{path} cannot be read ({error.strerror}): check that you may open it.") from error
            if len(data) > MAX_LOGO_BYTES:
                raise ComparerError(f"{path} is too large for a letterhead (1 MB at most): make it smaller.")
            return media_type, data
    return None
