"""Whether two stories' figures are the same, could be the same, or contradict each other.

Two figures are only set against each other where they count the same thing: the unit, the group of words that says
which figure of an event it is (killed, injured, arrested …) and the words around them must agree.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from comparer.paths import resources
from comparer.reading.figure_words import figure_words
from comparer.reading.nouns import Quantity, Reading

REACH = 3
"""How many tokens from a figure a word still says which figure it is."""


class FigureRelation(StrEnum):
    """SAME value; COMPATIBLE: one is a rounding of the other or vaguer; DIFFERENT; UNRELATED: of another thing."""

    SAME = "same"
    COMPATIBLE = "compatible"
    DIFFERENT = "different"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class FigureMatch:
    """``score`` from 0 to 1 says how sure it is that both are of the same thing; ``reason`` is half a sentence."""

    relation: FigureRelation
    score: float
    reason: str


@dataclass(frozen=True)
class Topics:
    """Groups of words that tell one figure of an event from another."""

    of: Mapping[str, frozenset[str]]
    """Lemma -> the groups that it belongs to."""
    persons: frozenset[str]
    generic: frozenset[str]


@lru_cache(maxsize=1)
def topics() -> Topics:
    """The groups of ``resources/english/figure_topics.toml``."""
    data = tomllib.loads((resources() / "english" / "figure_topics.toml").read_text(encoding="utf-8"))
    of: dict[str, set[str]] = {}
    for topic, words in data["topics"].items():
        for word in words:
            of.setdefault(word, set()).add(topic)
    return Topics(
        {word: frozenset(groups) for word, groups in of.items()},
        frozenset(data["persons"]["words"]),
        frozenset(data["generic"]["words"]),
    )


def topic_of(quantity: Quantity, reading: Reading) -> frozenset[str]:
    """The groups that a figure belongs to: those of the nearest word that has any, else of its wider context."""
    near = near_topic(quantity, reading)
    if near:
        return near
    known = topics()
    groups = [known.of[word] for word in quantity.context if word in known.of]
    return frozenset().union(*groups) if groups else frozenset()


def near_topic(quantity: Quantity, reading: Reading) -> frozenset[str]:
    """The groups of the nearest word beside a figure that has any, as far as no other figure stands between."""
    known = topics()
    inside = reading.words_between(quantity.start, quantity.end)
    if not inside:
        return frozenset()
    first, last = inside[0], inside[-1]
    sentence = reading.tokens[first].sentence
    found: list[tuple[int, frozenset[str]]] = []
    for k in range(max(0, first - REACH - 3), min(len(reading.tokens), last + REACH + 4)):
        token = reading.tokens[k]
        if token.sentence != sentence or first <= k <= last or token.lemma not in known.of:
            continue
        # what stands behind a figure tells more than what stands before it, unless another figure comes between
        between = range(last + 1, k) if k > last else range(k + 1, first)
        if any(reading.tokens[j].pos == "NUM" or reading.tokens[j].text in {",", ";", "and"} for j in between):
            continue
        distance = k - last if k > last else (first - k) + 1
        found.append((distance, known.of[token.lemma]))
    return min(found, key=lambda item: item[0])[1] if found else frozenset()


NEAR_ENOUGH = 0.05
"""How far apart, as a share, two bent figures ("about 90", "nearly 94") may stand and still be one figure."""


FAR = 0.1
"""How far apart a bound ("at least 18") and a plain figure (24) must stand to be set against each other."""


def compare_figures(a: Quantity, reading_a: Reading, b: Quantity, reading_b: Reading) -> FigureMatch:
    """Compare two figures of two stories. Gives the same answer either way round.

    UNRELATED where they are of different kinds, units or things; the score then says how sure that is not.
    """
    return relate_figures(a, topic_of(a, reading_a), b, topic_of(b, reading_b))


def relate_figures(a: Quantity, topic_a: frozenset[str], b: Quantity, topic_b: frozenset[str]) -> FigureMatch:
    """As ``compare_figures``, for figures whose groups (``topic_of``) are known."""
    unit = same_unit(a, b)
    if unit == 0.0:
        return FigureMatch(FigureRelation.UNRELATED, 0.0, "they count different things")
    if topic_a and topic_b and not topic_a & topic_b:
        return FigureMatch(FigureRelation.UNRELATED, 0.1, "they are different figures of the event")
    known = 1.0 if topic_a & topic_b else 0.5 if not topic_a and not topic_b else 0.4
    generic = topics().generic
    words_a = set(a.context) - generic - {a.unit}
    words_b = set(b.context) - generic - {b.unit}
    shared = len(words_a & words_b) / max(1, min(len(words_a), len(words_b)))
    score = round(0.4 * unit + 0.25 * known + 0.35 * min(1.0, 1.5 * shared), 4)
    relation = compare_values(a, b)
    reason = {
        FigureRelation.SAME: "the same value",
        FigureRelation.COMPATIBLE: "one is vaguer or rounded",
        FigureRelation.DIFFERENT: "the values differ",
    }[relation]
    return FigureMatch(relation, score, reason)


def same_unit(a: Quantity, b: Quantity) -> float:
    """From 0 (never the same thing) to 1 (the same unit)."""
    if a.kind != b.kind:
        return 0.0
    if a.kind in {"cardinal", "ordinal"}:
        units = _singular(a.unit), _singular(b.unit)
        if units[0] == units[1]:
            return 1.0 if a.unit else 0.6
        if not a.unit or not b.unit:
            return 0.6
        return 0.7 if set(units) <= topics().persons else 0.0
    if a.unit == b.unit:
        return 1.0
    if a.kind == "money":
        return 0.9 if _same_currency(a.unit, b.unit) else 0.0
    factors = figure_words().factors
    if a.unit in factors and b.unit in factors and factors[a.unit][0] == factors[b.unit][0]:
        return 0.9
    return 0.8 if {a.unit, b.unit} in TEMPERATURES else 0.0


def _singular(unit: str) -> str:
    """A noun without its plural ending: in headlines the model takes "Tourists" for a name and leaves it as it is."""
    known = topics().persons
    for ending, instead in (("ies", "y"), ("men", "man"), ("es", ""), ("s", "")):
        if unit.endswith(ending) and unit.removesuffix(ending) + instead in known:
            return unit.removesuffix(ending) + instead
    return unit[:-1] if unit.endswith("s") and not unit.endswith("ss") and len(unit) > 3 else unit


TEMPERATURES = ({"celsius", "fahrenheit"}, {"degree", "celsius"}, {"degree", "fahrenheit"})


def _same_currency(a: str, b: str) -> bool:
    """A bare name ("rupee") and the code of a currency of that name ("INR"), or the dollar sign and another dollar."""
    from babel.numbers import get_currency_name

    for bare, code in ((a, b), (b, a)):
        name = get_currency_name(code, locale="en").lower() if code.isupper() else code
        if not bare.isupper() and bare in name:
            return True
        if bare == "USD" and name.endswith("dollar"):
            return True
    return False


def base_values(quantity: Quantity) -> tuple[float, float, float]:
    """Lowest, stated and highest value in the unit that its unit is measured in (metres for miles)."""
    value = quantity.value if quantity.value is not None else (quantity.low + quantity.high) / 2
    if quantity.unit == "fahrenheit":
        return tuple((v - 32) / 1.8 for v in (quantity.low, value, quantity.high))  # type: ignore[return-value]
    _, factor = figure_words().factors.get(quantity.unit, ("", 1.0))
    if quantity.kind in {"age", "percent"}:
        factor = 1.0
    return quantity.low * factor, value * factor, quantity.high * factor


def compare_values(a: Quantity, b: Quantity) -> FigureRelation:
    """Compare the values of two figures of the same thing."""
    low_a, value_a, high_a = base_values(a)
    low_b, value_b, high_b = base_values(b)
    converted = a.unit != b.unit and a.kind in {"measure", "time"}
    if a.kind == "score":
        return FigureRelation.SAME if (low_a, high_a) == (low_b, high_b) else FigureRelation.DIFFERENT
    if a.bend == b.bend and math.isclose(value_a, value_b, rel_tol=1e-6, abs_tol=1e-9):
        return FigureRelation.SAME
    if converted and math.isclose(value_a, value_b, rel_tol=0.06):
        return FigureRelation.SAME
    if math.isclose(value_a, value_b, rel_tol=1e-6, abs_tol=1e-9) or (low_a <= high_b and low_b <= high_a):
        return FigureRelation.COMPATIBLE
    return FigureRelation.COMPATIBLE if rounded(value_a, value_b) else FigureRelation.DIFFERENT


def bends_differ(a: Quantity, b: Quantity) -> bool:
    """Whether two figures that are compatible are told apart all the same: "6,000" and "more than 6,000", "more than
    100" and "up to 120". What is merely rounded or about right is not."""
    strict = {"over", "least", "less", "most"}
    if "vague" in {a.bend, b.bend}:
        return False
    values = base_values(a)[1], base_values(b)[1]
    if math.isclose(*values, rel_tol=1e-6):
        return a.bend != b.bend and bool({a.bend, b.bend} & strict)
    if a.bend and b.bend:
        return not math.isclose(*values, rel_tol=NEAR_ENOUGH)
    # "at least 18" leaves 24 open, but an editor wants to know
    return bool({a.bend, b.bend} & strict) and not math.isclose(*values, rel_tol=FAR)


def rounded(a: float, b: float) -> bool:
    """Whether one of two values is the other to fewer digits: 2,950 and 3,000, 1.23 and 1.2 million."""
    for fine, coarse in ((a, b), (b, a)):
        if abs(coarse) < 1_000 or fine == coarse:
            continue
        digits = len(f"{coarse:.0f}".rstrip("0"))
        if digits <= 3 and math.isclose(fine, coarse, abs_tol=0.5 * 10 ** (len(f"{coarse:.0f}") - digits)):
            return True
    return False
