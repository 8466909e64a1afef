"""The words of a report, from ``texts.toml``: the project's own, with a newsroom's laid over them one by one."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime
from babel.lists import format_list

from comparer.errors import ComparerError
from comparer.paths import resources

FILE = "texts.toml"


def folder() -> Path:
    """Where the project's own templates and texts of reports lie."""
    return resources() / "reports"


class Phrases:
    """Texts by dotted name, filled in. A missing name is an error of the project, so KeyError."""

    def __init__(self, template: Path | None = None) -> None:
        """``template``: the newsroom's folder. Raises ComparerError for a folder or file that cannot be used."""
        self._texts = _flat(tomllib.loads((folder() / FILE).read_text(encoding="utf-8")))
        if template is not None:
            self._texts |= _own(template, self._texts)
        try:
            self._locale = Locale.parse(self._texts["locale"])
        except (UnknownLocaleError, ValueError) as error:
            raise ComparerError(f"{FILE} names no known locale ({error}): write one such as en_GB.") from None

    def __call__(self, name: str, /, **values: object) -> str:
        """The text, with these values in its braces."""
        return self._texts[name].format(**values)

    def get(self, name: str, default: str) -> str:
        """The text as it stands, or a default for names that stories may bring (kinds of fact)."""
        return self._texts.get(name, default)

    def counted(self, name: str, count: int, /, **values: object) -> str:
        """The text for one thing (``name_one``) or several."""
        return self(f"{name}_one" if count == 1 else name, count=count, **values)

    def listed(self, items: list[str]) -> str:
        """ "a", "a and b", "a, b and c"."""
        return format_list(items, locale=self._locale) if items else ""

    def time(self, told: str) -> str:
        """An ISO 8601 date or time as people write it; anything else as it stands."""
        try:
            when = datetime.fromisoformat(told)
        except ValueError:
            return told
        if len(told) <= len("2020-02-13"):
            return format_date(when, "d MMMM y", locale=self._locale)
        zone = f" {when:%Z}".rstrip() if when.tzinfo else ""
        return format_datetime(when, "d MMMM y, HH:mm", locale=self._locale) + zone

    @property
    def language(self) -> str:
        """The language tag of the texts, e.g. "en-GB"."""
        return str(self._texts["locale"]).replace("_", "-")


def _own(template: Path, known: dict[str, str]) -> dict[str, str]:
    if not template.is_dir():
        raise ComparerError(f"{template} is no folder: --template wants the one with the newsroom's texts and styles.")
    path = template / FILE
    if not path.is_file():
        return {}
    try:
        own = _flat(tomllib.loads(path.read_text(encoding="utf-8")))
        for name, text in own.items():
            if name not in known:
                raise ComparerError(f"{path} has a text that no report uses, {name}: take it out or mend its name.")
            text.format_map(_Anything())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValueError, AttributeError, IndexError) as error:
        raise ComparerError(f"{path} cannot be used ({error}): mend it, or leave --template out.") from None
    return own


class _Anything(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return key


def _flat(data: dict[str, Any], prefix: str = "") -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, value in data.items():
        if isinstance(value, dict):
            texts |= _flat(value, f"{prefix}{name}.")
        else:
            texts[prefix + name] = str(value)
    return texts
