"""The words of one language for numbers, units, money and time: data of ``resources/<language>/``, loaded once.

Month, weekday and currency names come from CLDR (babel); ``numbers.toml`` and ``times.toml`` say the rest.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from babel import Locale

from comparer.paths import resources

FOLDERS = {"en": "english"}


@dataclass(frozen=True)
class Unit:
    """A unit: its kind as in ``Quantity.kind``, the name or currency code, and what a figure in it is multiplied by."""

    kind: str
    name: str
    factor: float = 1.0


@dataclass(frozen=True, eq=False)
class FigureWords:
    """All of one language, lower case. Values are numbers, units or (lowest, highest)."""

    ones: Mapping[str, float]
    tens: Mapping[str, float]
    multipliers: Mapping[str, float]
    short_multipliers: Mapping[str, float]
    vague: Mapping[str, tuple[float, float]]
    ordinals: Mapping[str, int]
    fractions: Mapping[str, int]
    before: Mapping[str, str]
    """Words before a figure -> under, about, over, least, less, most, exact."""
    after: Mapping[str, str]
    labels: frozenset[str]
    not_after_one: frozenset[str]
    casualty: frozenset[str]
    units: Mapping[str, Unit]
    symbols: Mapping[str, str]
    factors: Mapping[str, tuple[str, float]]
    """Unit -> the unit that it is measured in, and how many of those."""


@dataclass(frozen=True, eq=False)
class TimeWords:
    """All of one language, lower case."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    """0 is Monday."""
    ambiguous: frozenset[str]
    days: Mapping[str, int]
    neighbours: Mapping[str, int]
    shifts: Mapping[str, int]
    seasons: Mapping[str, tuple[int, int]]
    parts_of_day: Mapping[str, tuple[int, int]]
    clock: Mapping[str, int]
    future: frozenset[str]
    """Helping verbs that put a clause ahead."""
    future_verbs: frozenset[str]
    parts: Mapping[str, str]
    """"the end of" -> early, mid, late."""
    prepositions: frozenset[str]
    near: Mapping[str, tuple[int, int]]
    """"shortly before" -> minutes from the time that is named, earliest and latest."""


def _table(language: str, name: str) -> dict[str, Any]:
    folder = FOLDERS.get(language[:2].lower(), FOLDERS["en"])
    return tomllib.loads((resources() / folder / f"{name}.toml").read_text(encoding="utf-8"))


def _turned(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: key for key, words in groups.items() for word in words}


@lru_cache(maxsize=4)
def figure_words(language: str = "en") -> FigureWords:
    """The number words of a language; English where a language has none of its own."""
    data = _table(language, "numbers")
    units = {word: Unit("percent", name) for word, name in data["percent"].items()}
    for kind in ("time", "measure"):
        for name, words in data[kind].items():
            units |= {word: Unit(kind, name) for word in words}
    for code, name in Locale(language[:2].lower()).currencies.items():
        units.setdefault(name.lower(), Unit("money", code))
        units.setdefault(name.lower() + "s", Unit("money", code))
    for names, factor in ((data["money"], 1.0), (data["minor_money"], 0.01)):
        for code, *words in names.values():
            units |= {word: Unit("money", code, factor) for word in words}
    return FigureWords(
        ones=data["ones"],
        tens=data["tens"],
        multipliers=data["multipliers"],
        short_multipliers=data["short_multipliers"],
        vague={words: (low, high) for words, (low, high) in data["vague"].items()},
        ordinals=data["ordinals"],
        fractions=data["fractions"],
        before=_turned(data["before"]),
        after=_turned(data["after"]),
        labels=frozenset(data["labels"]["words"]),
        not_after_one=frozenset(data["labels"]["not_after_one"]),
        casualty=frozenset(data["casualty"]["words"]),
        units=units,
        symbols=data["symbols"],
        factors={unit: (base, factor) for unit, (base, factor) in data["factors"].items()},
    )


@lru_cache(maxsize=4)
def time_words(language: str = "en") -> TimeWords:
    """The words for dates of a language; English where a language has none of its own."""
    data = _table(language, "times")
    locale = Locale(language[:2].lower())
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        months |= {name.lower(): number for number, name in locale.months["format"][width].items()}
        weekdays |= {name.lower(): number for number, name in locale.days["format"][width].items()}
    return TimeWords(
        months=months | data["months"],
        weekdays=weekdays | data["weekdays"],
        ambiguous=frozenset(data["ambiguous"]["months"]),
        days=data["days"],
        neighbours=data["neighbours"],
        shifts=data["shifts"],
        seasons={name: (first, length) for name, (first, length) in data["seasons"].items()},
        parts_of_day={name: (first, last) for name, (first, last) in data["parts_of_day"].items()},
        clock=data["clock"],
        future=frozenset(data["future"]["helpers"]),
        future_verbs=frozenset(data["future"]["verbs"]),
        parts=_turned(data["parts"]),
        prepositions=frozenset(data["prepositions"]["words"]),
        near={words: (low, high) for words, (low, high) in data["near"].items()},
    )


def either(words: Iterable[str]) -> str:
    """A regular expression for one of several words or phrases, the longest first; blanks match any white-space."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))
