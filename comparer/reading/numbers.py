"""Numbers in a text, in figures and in words: where they stand and what they are worth. No grammar, no units.

Offsets count code points of the text that is given, end exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from comparer.reading.figure_words import FigureWords

TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+|[^\w\s]|_")
FIGURES = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d+(?:\.\d+)?")
VULGAR = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 1 / 5, "⅛": 1 / 8}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written. ``low`` and ``high`` bound what a vague one ("dozens") may mean."""

    start: int
    end: int
    value: float
    low: float
    high: float
    form: str
    """figure, word, vague, ordinal, fraction"""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    joined: bool
    """Nothing stands between it and the word before."""


def find_numbers(text: str, words: FigureWords) -> list[Number]:
    """All numbers, in order, none inside another. Digits that belong to a name of letters and digits are left out."""
    return list(_numbers(text, words))


@lru_cache(maxsize=2048)
def _numbers(text: str, words: FigureWords) -> tuple[Number, ...]:
    return tuple(_Scanner(text, words).numbers())


@lru_cache(maxsize=4)
def _vague_phrases(words: FigureWords) -> dict[str, list[tuple[list[str], tuple[float, float]]]]:
    """Phrases for a vague number by their first word, the longest first."""
    out: dict[str, list[tuple[list[str], tuple[float, float]]]] = {}
    phrases = sorted((phrase.split(), bounds) for phrase, bounds in words.vague.items())
    for phrase, bounds in sorted(phrases, key=lambda item: -len(item[0])):
        out.setdefault(phrase[0], []).append((phrase, bounds))
    return out


class _Scanner:
    """Reads numbers off a list of words; each reader returns the number and the index behind it, or None."""

    def __init__(self, text: str, words: FigureWords) -> None:
        self.text = text
        self.words = words
        self.tokens: list[_Word] = []
        end = -1
        for match in TOKEN.finditer(text):
            raw = match.group()
            figures = FIGURES.match(raw) if raw[0].isdecimal() else None
            # "1,2" and "3," are a number and a comma
            stop = match.start() + (figures.end() if figures else len(raw))
            self.tokens.append(_Word(text[match.start() : stop].lower(), match.start(), stop, match.start() == end))
            if stop < match.end():
                self.tokens += [
                    _Word(m.group(), stop + m.start(), stop + m.end(), m.start() == 0)
                    for m in re.finditer(r"\d+(?:\.\d+)?|[,.]", raw[stop - match.start() :])
                ]
            end = self.tokens[-1].end
        self.vague = _vague_phrases(words)

    def at(self, k: int) -> str:
        return self.tokens[k].text if 0 <= k < len(self.tokens) else ""

    def _raw(self, k: int) -> str:
        return self.text[self.tokens[k].start : self.tokens[k].end]

    def joined(self, k: int) -> bool:
        return 0 <= k < len(self.tokens) and self.tokens[k].joined

    def numbers(self) -> Iterator[Number]:
        k = 0
        while k < len(self.tokens):
            found = self._vague(k) or self._fraction(k) or self._ordinal(k) or self._cardinal(k)
            if found:
                number, k = found
                yield number
            else:
                k += 1

    def _make(
        self, first: int, behind: int, value: float, form: str, bounds: tuple[float, float] | None = None
    ) -> tuple[Number, int]:
        low, high = bounds or (value, value)
        return Number(self.tokens[first].start, self.tokens[behind - 1].end, value, low, high, form), behind

    def _vague(self, k: int) -> tuple[Number, int] | None:
        for phrase, bounds in self.vague.get(self.at(k), ()):
            if [self.at(k + n) for n in range(len(phrase))] == phrase:
                if phrase[-1] in self.words.multipliers and self.at(k + len(phrase)) in self.words.multipliers:
                    continue
                return self._make(k, k + len(phrase), bounds[0], "vague", bounds)
        return None

    def _in_name(self, k: int) -> bool:
        """Whether the digits at k are part of a name: F-16, COVID-19, G20, 4x4, 9/11, v2.1."""
        if self.joined(k) and (self.at(k - 1).isalpha() or self.at(k - 1) in {"_", "@", "#"}):
            return self._raw(k - 1) not in self.words.symbols or (self.joined(k - 1) and self.at(k - 2).isalpha())
        if self.at(k - 1) == "/" and self.at(k - 2)[:1].isdecimal() and self.joined(k):
            return True
        if self.at(k - 1) in {"-", "–", "/"} and self.joined(k) and self.joined(k - 1) and self.at(k - 2).isalpha():
            return self.at(k - 2) not in {"mid", "pre", "post", "non", "sub", "s", "year", "age", "under", "over"}
        follow = self.at(k + 1)
        if self.joined(k + 1) and follow.isalpha():
            return not (
                follow in self.words.short_multipliers
                or follow in self.words.units
                or follow in {"st", "nd", "rd", "th", "s", "x", "c", "f", "p", "ft", "am", "pm"}
            )
        return False

    def _digits(self, k: int) -> tuple[float, int] | None:
        token = self.at(k)
        if not token or not token[0].isdecimal():
            return None
        value = float(token.replace(",", ""))
        if self.at(k + 1) in VULGAR and self.joined(k + 1):
            return value + VULGAR[self.at(k + 1)], k + 2
        return value, k + 1

    def _cardinal(self, k: int) -> tuple[Number, int] | None:
        digits = self._digits(k)
        if digits:
            if self._in_name(k):
                return None
            value, behind = digits
            if self.joined(behind) and self.at(behind) in {"st", "nd", "rd", "th"}:
                return self._make(k, behind + 1, value, "ordinal")
            if self.at(behind) == "/" and self.joined(behind) and self.joined(behind + 1):
                return None
            part = self._fraction(behind) if value.is_integer() and self.at(behind).isdecimal() else None
            if part and self.at(behind + 1) == "/":
                value, behind = value + part[0].value, part[1]
            value, behind = self._multiplied(value, behind)
            return self._make(k, behind, value, "figure")
        if self.at(k) in VULGAR:
            return self._make(k, k + 1, VULGAR[self.at(k)], "fraction")
        return self._spelled(k)

    def _multiplied(self, value: float, k: int) -> tuple[float, int]:
        short = self.words.short_multipliers
        if self.joined(k) and self.at(k) in short and not self.joined(k + 1):
            return value * short[self.at(k)], k + 1
        if self.joined(k) and self.at(k) in short and self.at(k + 1) in {"-", "–", "."}:
            return value * short[self.at(k)], k + 1
        while True:
            step = k + 1 if self.at(k) in {"-", "–"} and self.joined(k) and self.joined(k + 1) else k
            word = self.at(step)
            if word in {"bn", "mn", "mln", "tn", "m"} and word != "m":
                return value * short[word], step + 1
            if word not in self.words.multipliers:
                return value, k
            value, k = value * self.words.multipliers[word], step + 1

    def _join(self, k: int) -> int:
        """The index behind a hyphen that joins two number words, else k."""
        return k + 1 if self.at(k) in {"-", "–"} and self.joined(k) and self.joined(k + 1) else k

    def _spelled(self, k: int) -> tuple[Number, int] | None:
        w = self.words
        first, word = k, self.at(k)
        total = group = 0.0
        behind = k
        if word in {"a", "an"} or (word == "half" and self.at(self._join(k + 1)) in {"a", "an", *w.multipliers}):
            return self._article(k)
        last = ""
        while True:
            step = self._join(behind) if behind > first else behind
            if behind > first and self.at(step) == "and" and last in {"hundred", "thousand", "million"}:
                step += 1
            word = self.at(step)
            if word in w.ones and last in {"", "tens", *w.multipliers} and not (last == "tens" and w.ones[word] > 9):
                group += w.ones[word]
                last = "ones"
            elif word in w.tens and last in {"", *w.multipliers}:
                group += w.tens[word]
                last = "tens"
            elif word == "hundred" and last in {"ones"}:
                group *= 100
                last = word
            elif word in w.multipliers and last not in {"", "dozen"}:
                total, group = total + (group or 1) * w.multipliers[word], 0.0
                last = word
            else:
                break
            behind = step + 1
        if behind == first:
            return None
        value = total + group
        if self.at(behind) == "and" and self.at(behind + 1) == "a" and self.at(behind + 2) == "half":
            value, behind = self._multiplied(value + 0.5, behind + 3)
        elif self.at(behind) == "-" and [self.at(behind + n) for n in range(6)] == ["-", "and", "-", "a", "-", "half"]:
            value, behind = self._multiplied(value + 0.5, behind + 6)
        return self._make(first, behind, value, "word")

    def _article(self, k: int) -> tuple[Number, int] | None:
        """Numbers that begin with an article or half: "a hundred and fifty", "half a million", "a half-dozen"."""
        w = self.words
        value, at = 1.0, k + 1
        if self.at(k) == "half":
            value, at = 0.5, self._join(k + 1)
            at += self.at(at) in {"a", "an"}
        elif self.at(at) == "half":
            value, at = 0.5, self._join(at + 1)
        if self.at(at) not in w.multipliers:
            return None
        value, behind = value * w.multipliers[self.at(at)], at + 1
        if self.at(behind) == "and" and (rest := self._spelled(behind + 1)) and rest[0].value < value:
            value, behind = value + rest[0].value, rest[1]
        value, behind = self._multiplied(value, behind)
        return self._make(k, behind, value, "word")

    def _fraction(self, k: int) -> tuple[Number, int] | None:
        w = self.words
        token = self.at(k)
        if token.isdecimal() and self.at(k + 1) == "/" and self.joined(k + 1) and self.joined(k + 2):
            below = self.at(k + 2)
            if (
                below.isdecimal()
                and 0 < int(token) < int(below) <= 10
                and self.at(k + 3) != "/"
                and not self._in_name(k)
            ):
                return self._make(k, k + 3, int(token) / int(below), "fraction")
            return None
        parts = w.ones.get(token)
        if token in {"a", "an"}:
            parts = 1
        elif token.isdecimal() and not self._in_name(k):
            parts = float(token)
        if parts:
            step = self._join(k + 1)
            name = self.at(step)
            if name in w.fractions and ((parts > 1 and name.endswith(("s", "ves"))) or self._is_share(step + 1)):
                return self._make(k, step + 1, parts / w.fractions[name], "fraction")
            if token not in {"a", "an"} and name in {"in", "out"}:
                return self._one_in(k, parts, step)
        if token == "half" and self._is_share(k + 1) and self.at(k - 1) not in {"first", "second"}:
            return self._make(k, k + 1, 0.5, "fraction")
        return None

    def _one_in(self, k: int, parts: float, at: int) -> tuple[Number, int] | None:
        """A share such as "one in five", "2 out of 3", "two-in-three"; ``at`` is the index of "in" or "out"."""
        step = at + 2 if self.at(at) == "out" and self.at(at + 1) == "of" else self._join(at + 1)
        whole = self.words.ones.get(self.at(step)) or (float(self.at(step)) if self.at(step).isdecimal() else 0.0)
        unit = self.at(self._join(step + 1)) in self.words.units
        if whole in {3, 4, 5, 6, 7, 8, 9, 10, 20, 100} and 0 < parts < whole and not unit:
            return self._make(k, step + 1, parts / whole, "fraction")
        return None

    def _is_share(self, k: int) -> bool:
        return self.at(k) in {"of", "its", "the", "their", "his", "her", "all"}

    def _ordinal(self, k: int) -> tuple[Number, int] | None:
        w = self.words
        token = self.at(k)
        if token in w.tens and self.at(k + 1) == "-" and self.at(k + 2) in w.ordinals:
            return self._make(k, k + 3, w.tens[token] + w.ordinals[self.at(k + 2)], "ordinal")
        if token in w.ordinals:
            return self._make(k, k + 1, w.ordinals[token], "ordinal")
        return None
