"""Figures and what they count.

A figure is found in the text, then given its unit (percent, money, a measure, what the sentence says is counted), its
bounds ("nearly 3,000" is 2,700 to 3,000) and the words that tell which figure it is. Dates are none, nor are numbers
that are part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from comparer.reading.counted import Counted, counted_by, token_at
from comparer.reading.dates import find_dates
from comparer.reading.figure_words import FigureWords, Unit, either, figure_words
from comparer.reading.nouns import Quantity, Token, When
from comparer.reading.numbers import Number, find_numbers
from comparer.story import Story

BENDS = {
    "under": (0.9, 1.0),
    "about": (0.9, 1.1),
    "over": (1.0, 1.5),
    "least": (1.0, 2.0),
    "less": (0.5, 1.0),
    "most": (0.5, 1.0),
    "exact": (1.0, 1.0),
}
"""What a reader takes a bent figure for, as multiples of it: lowest and highest."""
SCORE_WORDS = frozenset(
    [
        "vote",
        "voted",
        "votes",
        "voting",
        "ruling",
        "ruled",
        "rule",
        "decision",
        "decided",
        "majority",
        "beat",
        "beats",
        "defeat",
        "defeated",
        "defeats",
        "win",
        "wins",
        "won",
        "lose",
        "loses",
        "lost",
        "draw",
        "drew",
        "lead",
        "led",
        "score",
        "scored",
        "passed",
        "approved",
        "rejected",
        "backed",
        "split",
        "split",
    ]
)


def find_quantities(
    story: Story, tokens: tuple[Token, ...], dates: tuple[When, ...] | None = None
) -> tuple[Quantity, ...]:
    """All figures of a story in the order of the text, dates excepted; ``dates`` saves looking for them again."""
    words = figure_words(story.language)
    dates = find_dates(story, tokens) if dates is None else dates
    taken = [(d.start, d.end) for d in dates]
    found: list[Quantity] = []
    for paragraph in story.paragraphs:
        first = token_at(tokens, paragraph.start)
        if first is None or tokens[first].start >= paragraph.end:
            continue
        figures = _Figures(story.text[paragraph.start : paragraph.end], paragraph.start, tokens, words)
        found += [q for q in figures.quantities() if not any(s < q.end and q.start < e for s, e in taken)]
    return tuple(found)


@dataclass(frozen=True)
class _Patterns:
    unit: re.Pattern[str]
    symbol: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    age: re.Pattern[str]
    range: re.Pattern[str]


@lru_cache(maxsize=4)
def _patterns(words: FigureWords) -> _Patterns:
    ignore = re.IGNORECASE
    return _Patterns(
        unit=re.compile(
            rf"(?:\s{{0,2}}|-)(?:of\s+(?=dollars|euros|pounds))?(?P<unit>{either(words.units)})(?![\w])", ignore
        ),
        symbol=re.compile(rf"(?<![^\W\d_])(?P<symbol>{either(words.symbols)})\s?$"),
        before=re.compile(rf"(?<![\w-])(?P<words>{either(words.before)})\s+(?:the\s+|a\s+)?$", ignore),
        after=re.compile(rf"\s+(?P<words>{either(words.after)})(?!\w)|(?P<plus>\+|-plus\b)", ignore),
        age=re.compile(r"(?:-|\s)?(?:year|yr)s?(?:-|\s)olds?\b|\s+years?\s+of\s+age\b", ignore),
        range=re.compile(r"\s?(?:-|–|—)\s?|\s+(?P<word>to|or|and)\s+", ignore),
    )


class _Figures:
    """The figures of one paragraph. ``offset`` is where the paragraph begins in the story."""

    def __init__(self, text: str, offset: int, tokens: Sequence[Token], words: FigureWords) -> None:
        self.text = text
        self.offset = offset
        self.tokens = tokens
        self.words = words
        self.patterns = _patterns(words)

    def quantities(self) -> list[Quantity]:
        numbers = find_numbers(self.text, self.words)
        out: list[Quantity] = []
        k = 0
        while k < len(numbers):
            pair = self._pair(numbers[k], numbers[k + 1]) if k + 1 < len(numbers) else None
            quantity = pair or self._one(numbers[k])
            k += 2 if pair else 1
            if quantity:
                out.append(quantity)
        return out

    def _pair(self, a: Number, b: Number) -> Quantity | None:
        """A range or score ("10 to 15 people", "a 51-49 vote"); None where the two are figures of their own."""
        joint = self.patterns.range.fullmatch(self.text[a.end : b.start])
        symbol = None
        if joint is None:
            symbol = re.fullmatch(
                rf"\s?(?:-|–|to|and)\s?(?:{either(self.words.symbols)})\s?", self.text[a.end : b.start]
            )
            if symbol is None:
                return None
        word = ((joint and joint["word"]) or (symbol and symbol.group().strip(" $£€")) or "").lower()
        head = self.text[: a.start].rstrip().lower()
        if "ordinal" in {a.form, b.form} or self._is_label(a):
            return None
        score = self._score(a, b, word)
        if score:
            return score
        if word == "and" and not re.search(r"\bbetween(?:\W{1,2}|\s+(?:about|around|some)\s+)?$", head):
            return None
        if word == "to" and re.search(r"\bfrom(?:\W{1,2}|\s+(?:about|around|some)\s+)?$", head):
            return None
        low, high = a.value, b.value
        last = re.search(r"(?:million|billion|trillion|thousand|m|bn|tn|k)$", self.text[b.start : b.end].lower())
        scale = b.value / _bare(self.text[b.start : b.end]) if last and _bare(self.text[b.start : b.end]) else 1.0
        if low >= high or (scale > 1 and low * scale <= high and low < scale):
            low *= scale
        if low >= high or (word == "or" and high - low > 2):
            return None
        whole = self._one(replace(b, start=a.start, value=high, low=low, high=high))
        return whole and replace(whole, approximate=True)

    def _score(self, a: Number, b: Number, word: str) -> Quantity | None:
        plain = all(n.form == "figure" and n.value.is_integer() and n.value < 1_000 for n in (a, b))
        if not plain or word not in {"", "to"} or a.value == b.value == 0:
            return None
        near = set(re.findall(r"[a-z]+", self.text[max(0, a.start - 60) : b.end + 40].lower()))
        counted = self.patterns.unit.match(self.text, b.end)
        if counted or (word == "to" and a.value <= b.value):
            return None
        noun = re.match(r"\s+[a-z]+s\b", self.text[b.end :])
        if not near & SCORE_WORDS and (word == "to" or a.value <= b.value or noun):
            return None
        start, end = self.offset + a.start, self.offset + b.end
        low, high = sorted((a.value, b.value))
        place = counted_by(self.tokens, start, end, self.words)
        return Quantity(start, end, low, high, "score", "score", head=place.head, context=place.context, value=a.value)

    def _is_label(self, number: Number) -> bool:
        """Whether the number names something: "Article 5", "Apollo 11", "No. 10"."""
        before = re.search(r"([^\W\d_]+)(\.?)\s*$", self.text[: number.start])
        if not before or number.form in {"vague", "ordinal"}:
            return False
        word = before[1].lower()
        if word in self.words.labels:
            follow = re.match(r"\s+[a-z]", self.text[number.end :])
            return (word in {"no", "number"} and number.form == "figure") or before[1][0].isupper() or not follow
        return False

    def _named(self, number: Number) -> bool:
        """Whether the language model sees the number inside a name that began before it."""
        k = token_at(self.tokens, self.offset + number.start)
        if k is None or k == 0 or number.form != "figure":
            return False
        token, before = self.tokens[k], self.tokens[k - 1]
        if before.sentence != token.sentence or before.pos != "PROPN" or token.dep in {"nummod", "npadvmod"}:
            return False
        named = {"ORG", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT", "FAC"}
        return token.entity in named and not token.begins_entity and before.entity == token.entity

    def _one(self, number: Number) -> Quantity | None:
        start, end = number.start, number.end
        if self._is_label(number) or self._named(number):
            return None
        unit, end = self._unit(number)
        symbol = self.patterns.symbol.search(self.text[:start])
        if symbol:
            start = symbol.start("symbol")
            if unit is None or unit.kind != "money":
                unit = Unit("money", self.words.symbols[symbol["symbol"]])
        age = self.patterns.age.match(self.text, number.end)
        if age:
            unit, end = Unit("age", "year"), age.end()
        place = counted_by(self.tokens, self.offset + number.start, self.offset + end, self.words)
        if unit is None and self._is_age(number):
            unit = Unit("age", "year")
        kind, name, factor = (unit.kind, unit.name, unit.factor) if unit else ("cardinal", place.unit, 1.0)
        if number.form == "fraction" and unit is None:
            kind, name, factor = "percent", "percent", 100.0
        if number.form == "ordinal":
            if (unit and unit.kind in {"percent", "money"}) or place.head is None:
                return None
            kind, name, end = "ordinal", place.unit, number.end
        if kind == "cardinal" and not self._counts(number, place):
            return None
        bend, start, end = self._bend(start, end, number)
        low, high = BENDS[bend] if bend else (1.0, 1.0)
        if bend == "about" and kind in {"percent", "age"}:
            low, high = 0.95, 1.05
        return Quantity(
            start=self.offset + start,
            end=self.offset + end,
            low=min(number.low * low, number.low * high) * factor,
            high=max(number.high * low, number.high * high) * factor,
            kind=kind,
            unit=name,
            approximate=bend not in {"", "exact"} or number.low != number.high,
            head=place.head,
            context=place.context,
            value=number.value * factor,
            bend=bend or ("vague" if number.form == "vague" else ""),
        )

    def _unit(self, number: Number) -> tuple[Unit | None, int]:
        match = self.patterns.unit.match(self.text, number.end)
        if number.form == "ordinal":
            return None, number.end
        if match is None:
            metres = re.search(r"\dm$", self.text[number.start : number.end])
            noun = re.match(r"[\s-]+[a-z]{3,}", self.text[number.end :])
            money = self.patterns.symbol.search(self.text[: number.start])
            if metres and not money and not noun:
                return Unit("measure", "metre", 1e-6), number.end
            return None, number.end
        unit = self.words.units[re.sub(r"\s+", " ", match["unit"]).lower()]
        if unit.name == "GBP" and re.search(
            r"\b(?:weigh\w*|load\w*|lift\w*)\b", self.text[max(0, number.start - 40) : number.start]
        ):
            unit = Unit("measure", "pound weight")
        return unit, match.end()

    def _is_age(self, number: Number) -> bool:
        """Whether it is an age by its place: "Smith, 34, said", "aged 34", "Smith (34)"."""
        if number.form not in {"figure", "word"} or not 0 < number.value < 120 or not number.value.is_integer():
            return False
        before, after = self.text[: number.start], self.text[number.end :]
        if re.search(r"\b(?:aged?|turn(?:ed|s|ing))\s+$", before, re.IGNORECASE):
            return not re.match(r"\s+(?:[a-z]|-)", after) or bool(
                re.match(r"\s+(?:and|or|to|when|in|at|after|from)\b", after)
            )
        if number.form != "figure":
            return False
        beside = re.search(r"(\S+)\s?(,\s+|\()$", before)
        if not beside or not re.match(r"\s?(?:[,).;—–]|$|\s(?:and|of|from|was|is|who)\b)", after):
            return False
        name = beside[1].strip("\"'”’")
        return name[:1].isupper() or bool(re.search(r"\b(?:he|she|man|woman|girl|boy|son|daughter)$", name))

    def _counts(self, number: Number, place: Counted) -> bool:
        """Whether a bare number counts something: "one" and "second" often do not."""
        text = self.text[number.start : number.end].lower()
        follow = re.match(r"\W+([^\W\d_]+)", self.text[number.end :])
        if text == "one" and (not place.counts or (follow and follow[1].lower() in self.words.not_after_one)):
            return False
        return not (number.form == "figure" and re.match(r"\s?(?:/|:)\d", self.text[number.end :]))

    def _bend(self, start: int, end: int, number: Number) -> tuple[str, int, int]:
        before = self.patterns.before.search(self.text[:start])
        if before:
            bend = self.words.before[re.sub(r"\s+", " ", before["words"]).lower()]
            if bend != "exact":
                return bend, before.start("words"), end
        after = self.patterns.after.match(self.text, end if end > number.end else number.end)
        if after:
            bend = self.words.after[after["words"].lower()] if after["words"] else "least"
            return bend, start, after.end()
        return "", start, end


def _bare(written: str) -> float:
    match = re.match(r"\d[\d,]*(?:\.\d+)?", written)
    return float(match.group().replace(",", "")) if match else 0.0
