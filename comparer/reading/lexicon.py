"""What the reading of names and quotes knows of a language, read from ``resources/<language>/``.

Rules ask this object and never a word list of their own, so that another language is a folder and an entry in FOLDERS.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from comparer.errors import ComparerError
from comparer.paths import resources
from comparer.reading.folding import fold

FOLDERS = {"en": "english"}


@dataclass(frozen=True, slots=True)
class Country:
    """A country by all that copy calls it; each entry as written, capitals as in print."""

    name: str
    others: frozenset[str]
    demonyms: frozenset[str]
    capitals: frozenset[str]
    seats: frozenset[str]


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation known by an acronym: long forms and other names, folded."""

    acronym: str
    long: frozenset[str]
    others: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """Words of one language that name people, organisations and places, and that report speech. Folded throughout."""

    honorifics: dict[str, str]
    """Word -> "m", "f" or ""."""
    titles: frozenset[str]
    role_heads: frozenset[str]
    role_groups: tuple[frozenset[str], ...]
    gender_of_role: dict[str, str]
    group_heads: frozenset[str]
    place_heads: frozenset[str]
    pronouns: dict[str, str]
    plural_pronouns: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    organisation_tails: frozenset[str]
    organisation_words: frozenset[str]
    not_names: frozenset[str]
    given: dict[str, str]
    """Given name -> "m" or "f"."""
    countries: tuple[Country, ...]
    country_of: dict[str, Country]
    """Name, other name or demonym as printed -> country."""
    capital_of: dict[str, Country]
    seat_of: dict[str, Country]
    bodies: dict[str, Body]
    """Acronym or folded long form -> body."""
    abbreviations: dict[str, str]
    """Short title -> the word it stands for."""
    nicknames: dict[str, str]
    """Short given name -> the name it stands for."""
    documents: frozenset[str]
    """What people say things in: "memo", "statement"."""
    company_heads: frozenset[str]
    folded_country: dict[str, str]
    """Folded name or demonym -> country."""
    famous: frozenset[str]
    """Organisations whose names look like other things, as printed."""
    first_words: frozenset[str]
    """The words, as printed, with which a country, one of its people or a body known by an acronym can begin."""
    speech: dict[str, Any]
    groups: dict[str, frozenset[str]]
    """Small groups of words, by the name each has in ``word_groups.txt``."""

    def same_role(self, one: str, other: str) -> bool:
        """Whether two role words may name one office."""
        return one == other or any(one in group and other in group for group in self.role_groups)


@lru_cache(maxsize=4)
def lexicon(language: str = "en") -> Lexicon:
    """The words of a language; English for those there is no folder for. Raises ComparerError if a list is broken."""
    folder = resources() / FOLDERS.get(language[:2].lower(), FOLDERS["en"])
    try:
        return _load(folder)
    except (OSError, ValueError, KeyError) as error:
        raise ComparerError(f"The word lists in {folder} cannot be read ({error}): install comparer again.") from error


def _load(folder: Path) -> Lexicon:
    words: dict[str, Any] = json.loads((folder / "names.json").read_text(encoding="utf-8"))
    speech: dict[str, Any] = json.loads((folder / "speech.json").read_text(encoding="utf-8"))
    countries = _countries(folder / "countries.txt")
    country_of: dict[str, Country] = {}
    for country in countries:
        for form in {country.name} | country.others | country.demonyms:
            country_of.setdefault(form, country)
    given: dict[str, str] = {}
    for line in _lines(folder / "first_names.txt"):
        gender, *names = line.split()
        given |= dict.fromkeys(names, gender)
    bodies = _bodies(folder / "acronyms.txt")
    first = {form.split()[0] for form in country_of} | {a for a in bodies if a.isupper()}
    first |= {long.split()[0].capitalize() for body in bodies.values() for long in body.long}
    return Lexicon(
        honorifics={word: gender for gender, group in words["honorifics"].items() for word in group},
        titles=frozenset(words["titles"]),
        role_heads=frozenset(words["role_heads"]),
        role_groups=tuple(frozenset(group) for group in words["role_groups"]),
        gender_of_role={word: gender for gender, group in words["gender_of_role"].items() for word in group},
        group_heads=frozenset(words["group_heads"]),
        place_heads=frozenset(words["place_heads"]),
        pronouns={word: gender for gender, group in words["pronouns"].items() for word in group},
        plural_pronouns=frozenset(words["plural_pronouns"]),
        particles=frozenset(words["name_particles"]),
        suffixes=frozenset(words["name_suffixes"]),
        organisation_tails=frozenset(words["organisation_tails"]),
        organisation_words=frozenset(words["organisation_words"]),
        not_names=frozenset(words["not_names"]),
        given=given,
        countries=countries,
        country_of=country_of,
        capital_of={form: c for c in countries for form in c.capitals},
        seat_of={form: c for c in countries for form in c.seats},
        bodies=bodies,
        first_words=frozenset(first),
        abbreviations=dict(words["abbreviations"]),
        nicknames=dict(words["nicknames"]),
        documents=frozenset(words["documents"]),
        company_heads=frozenset(words["company_heads"]),
        folded_country={fold(form): c.name for form, c in country_of.items()},
        famous=frozenset(words["famous"]),
        speech=speech,
        groups=_groups(folder / "word_groups.txt"),
    )


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _fields(line: str) -> list[str]:
    return [field.strip() for field in line.split("|")]


def _groups(path: Path) -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in map(_fields, _lines(path))}


def _set(field: str) -> frozenset[str]:
    return frozenset(part.strip() for part in field.split(",") if part.strip())


def _countries(path: Path) -> tuple[Country, ...]:
    out = []
    for line in _lines(path):
        name, others, demonyms, capitals, seats = _fields(line)
        out.append(Country(name, _set(others), _set(demonyms), _set(capitals), _set(seats)))
    return tuple(out)


def _bodies(path: Path) -> dict[str, Body]:
    out: dict[str, Body] = {}
    for line in _lines(path):
        acronym, long, others = _fields(line)
        body = Body(acronym, frozenset(map(fold, _set(long))), frozenset(map(fold, _set(others))))
        out[acronym] = body
        for form in body.long:
            out.setdefault(form, body)
    return out
