"""Agency profiles: what each agency's copy looks like, in TOML in ``resources/profiles`` and a desk's own folder.

A desk's files (``*.toml`` in the folder that ``desk_folder`` gives) may add agencies, replace one by its id, and add
patterns, version marks and language words. A file that cannot be read is left out, with a warning in ``warnings``.
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import platformdirs

from comparer.paths import resources


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency's profile; see ``resources/profiles/agencies.toml`` for the meaning of each field."""

    id: str
    name: str
    names: tuple[str, ...]
    bare: tuple[str, ...] = ()
    day_first: bool | None = None
    quotes: str | None = None
    release: bool = False
    """A press-release wire: the issuer, not the wire, is the author."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One family of paragraphs that are no story; see ``resources/profiles/common.toml``."""

    note: str
    where: str
    match: re.Pattern[str]
    whole: bool = False
    most: int | None = None
    rest: bool = False
    private: bool = False
    needs: re.Pattern[str] | None = None
    hint: str | None = None


@dataclass(slots=True)
class Profiles:
    """Everything the rules for furniture know. Built once."""

    agencies: list[Agency] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)
    headline_marks: list[re.Pattern[str]] = field(default_factory=list)
    headline_end_marks: list[re.Pattern[str]] = field(default_factory=list)
    slug_marks: list[re.Pattern[str]] = field(default_factory=list)
    glued: list[tuple[str, re.Pattern[str]]] = field(default_factory=list)
    announced: dict[str, list[re.Pattern[str]]] = field(default_factory=dict)
    """How an advisory says that something was "dropped" or "changed" since the take before."""
    months: dict[str, int] = field(default_factory=dict)
    languages: dict[str, frozenset[str]] = field(default_factory=dict)
    by_name: dict[str, Agency] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def agency(self, name: str | None) -> Agency | None:
        """The agency that goes by a name, in any case; None if no profile knows it."""
        return self.by_name.get(fold(name)) if name else None

    def source(self, name: str) -> str:
        """A name as a person should read it: a web address becomes its agency's name, other names stay as written."""
        agency = self.agency(name)
        if agency and agency.name and ("." in name or "/" in name) and " " not in name:
            return agency.name
        return name


def fold(name: str) -> str:
    """A name for comparing: lower case, white space collapsed, no leading www."""
    return " ".join(name.casefold().split()).removeprefix("www.").strip("/ .–-©")


def desk_folder() -> Path:
    """Where a desk keeps its own profiles; the environment variable COMPARER_PROFILES names another folder."""
    if named := os.environ.get("COMPARER_PROFILES"):
        return Path(named)
    return platformdirs.user_config_path("comparer", appauthor=False) / "profiles"


@cache
def profiles() -> Profiles:
    """All profiles: the project's own, then the desk's."""
    found = Profiles()
    for path in sorted((resources() / "profiles").glob("*.toml")):
        _take(found, tomllib.loads(path.read_text("utf-8")))
    folder = desk_folder()
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else []:
        try:
            _take(found, tomllib.loads(path.read_text("utf-8")))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, re.error) as error:
            found.warnings.append(f"The profile {path.name} was left out: {error}.")
    for agency in found.agencies:
        for name in (agency.name, *agency.names):
            if name:
                found.by_name.setdefault(fold(name), agency)
    return found


def _take(found: Profiles, data: dict[str, Any]) -> None:
    for item in data.get("agency", ()):
        agency = Agency(
            item["id"],
            item.get("name", ""),
            tuple(item.get("names", ())),
            tuple(item.get("bare", ())),
            item.get("day_first"),
            item.get("quotes"),
            bool(item.get("release")),
        )
        found.agencies = [a for a in found.agencies if a.id != agency.id] + [agency]
        found.patterns += [
            Pattern("signoff", "tail", re.compile(p), whole=True, most=120) for p in item.get("sign_offs", ())
        ]
        found.headline_marks += [re.compile(f"({p})\\s*") for p in item.get("marks", ())]
        for p in item.get("patterns", ()):
            found.patterns.append(_pattern(p))
    found.patterns += [_pattern(p) for p in data.get("pattern", ())]
    found.glued += [(item["note"], re.compile(item["match"])) for item in data.get("glued", ())]
    versions = data.get("versions", {})
    found.headline_marks += [re.compile(p) for p in versions.get("headline", ())]
    found.headline_end_marks += [re.compile(p) for p in versions.get("headline_end", ())]
    found.slug_marks += [re.compile(p) for p in versions.get("slug", ())]
    for what, sources in data.get("announced", {}).items():
        found.announced.setdefault(what, []).extend(re.compile(source) for source in sources)
    for number, names in data.get("months", {}).items():
        for name in names:
            found.months.setdefault(name.casefold(), int(number))
    for language, words in data.get("languages", {}).items():
        found.languages[language] = frozenset(words.split())


def _pattern(item: dict[str, Any]) -> Pattern:
    if "(?" in item["match"][4:] and re.search(r"\(\?[aiLmsux]+\)", item["match"][4:]):
        raise ValueError(f"flags must stand at the beginning of {item['match'][:40]}")
    return Pattern(
        item["note"],
        item.get("where", "any"),
        re.compile(item["match"]),
        bool(item.get("whole")),
        item.get("most"),
        bool(item.get("rest")),
        bool(item.get("private")),
        re.compile(item["needs"]) if item.get("needs") else None,
        item.get("hint"),
    )
