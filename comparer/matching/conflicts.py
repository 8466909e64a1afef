"""Where two stories contradict each other: other figures, dates, names, words or claims for the same thing.

Precision comes first. What either story says in agreement with the other in a likelier place settles a difference, and
only what is weighed likely enough is reported; each figure, date or clause is reported once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comparer.matching.ages import conflicting_ages
from comparer.matching.contradictions import find_contradictions
from comparer.matching.figures import base_values
from comparer.matching.known import match_names
from comparer.matching.quotes import QuoteMatch, match_quotes
from comparer.matching.same_matter import FEATURES, Matters, weigh
from comparer.matching.side import Side, make_side
from comparer.reading.nouns import Quantity, Reading, When
from comparer.reading.vectors import VectorCache
from comparer.story import Span

SentencePairs = Sequence[tuple[int, int, float]]
SURE = {"figure": 0.3, "date": 0.4}
"""Least probability at which a difference is reported as a conflict."""

AGE = 0.9
"""How sure another age of the same person is."""
UNLIKE_DATES = 0.6
"""Least probability for two dates of unlike kinds, such as a year and a month."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """The spans that contradict each other; ``kind`` is the kind of fact, ``reason`` a sentence for a person."""

    spans_a: tuple[Span, ...]
    spans_b: tuple[Span, ...]
    kind: str
    reason: str
    confidence: float


def find_conflicts(
    a: Reading, b: Reading, sentence_pairs: SentencePairs, cache: VectorCache | None = None
) -> list[Conflict]:
    """All conflicts of two stories, the surest first.

    ``sentence_pairs`` are aligned sentences (index in a, index in b, score from 0 to 1), in any order; ``cache`` keeps
    sentence vectors between calls, as for ``make_side``.
    """
    one, two = make_side(a, cache), make_side(b, cache)
    return conflicts_of(one, two, sentence_pairs, match_quotes(one, two), match_names(one, two))


def conflicts_of(
    a: Side,
    b: Side,
    sentence_pairs: SentencePairs,
    quotes: Sequence[QuoteMatch],
    names: Iterable[tuple[int, int, float]],
) -> list[Conflict]:
    """As ``find_conflicts``, for sides that are made ready already and whose quotes and names are matched."""
    aligned = {(i, j): score for i, j, score in sentence_pairs}
    matters = Matters(a, b, aligned)
    found = [*_ages(a, b, names)]
    taken = {s for c in found for s in c.spans_a}, {s for c in found for s in c.spans_b}
    figures = [c for c in _figures(matters) if taken[0].isdisjoint(c.spans_a) and taken[1].isdisjoint(c.spans_b)]
    found += [*figures, *_dates(matters)]
    found += [
        Conflict((c.a,), (c.b,), c.kind, f"The stories {c.said}: {_both(a, b, c.a, c.b)}.", c.confidence)
        for c in find_contradictions(a, b, aligned, quotes)
    ]
    return sorted(found, key=lambda c: (-c.confidence, c.spans_a, c.spans_b))


def _ages(a: Side, b: Side, names: Iterable[tuple[int, int, float]]) -> Iterable[Conflict]:
    for x, y, name in conflicting_ages(a, b, names):
        reason = f"One story says “{_text(a, x)}”, the other “{_text(b, y)}”: they give {name} another age."
        yield _conflict(x, y, "number", reason, AGE)


def _figures(matters: Matters) -> Iterable[Conflict]:
    pairs, rows = matters.figures()
    mine, other = matters.a.reading.quantities, matters.b.reading.quantities
    for (i, j), score in one_to_one(pairs, weigh("figure", rows), SURE["figure"]):
        x, y = mine[i], other[j]
        yield _conflict(x, y, "number", _figure_reason(x, y, _text(matters.a, x), _text(matters.b, y)), score)


def _dates(matters: Matters) -> Iterable[Conflict]:
    pairs, rows = matters.dates()
    alike = FEATURES["date"].index("same kind of date")
    scores = [
        score if row[alike] or score >= UNLIKE_DATES else 0.0
        for score, row in zip(weigh("date", rows), rows, strict=True)
    ]
    mine, other = matters.a.reading.dates, matters.b.reading.dates
    for (i, j), score in one_to_one(pairs, scores, SURE["date"]):
        x, y = mine[i], other[j]
        first, second = _text(matters.a, x), _text(matters.b, y)
        clock = x.minutes is not None and y.minutes is not None
        reason = f"One story says “{first}”, the other “{second}”: the {'times' if clock else 'dates'} do not agree."
        yield _conflict(x, y, "date", reason, score)


def one_to_one(
    pairs: Sequence[tuple[int, int]], scores: Iterable[float], least: float
) -> list[tuple[tuple[int, int], float]]:
    """The likeliest pairs, each index once on its side, none below ``least``."""
    used: tuple[set[int], set[int]] = (set(), set())
    out = []
    for score, pair in sorted(((float(s), p) for s, p in zip(scores, pairs, strict=True)), key=lambda x: (-x[0], x[1])):
        if score < least:
            break
        if pair[0] not in used[0] and pair[1] not in used[1]:
            used[0].add(pair[0])
            used[1].add(pair[1])
            out.append((pair, score))
    return out


def _conflict(x: Quantity | When, y: Quantity | When, kind: str, reason: str, score: float) -> Conflict:
    return Conflict((Span(x.start, x.end),), (Span(y.start, y.end),), kind, reason, round(score, 4))


def _figure_reason(x: Quantity, y: Quantity, first: str, second: str) -> str:
    """What the two say, and by how much they are apart."""
    low, high = sorted((base_values(x)[1], base_values(y)[1]))
    said = f"One story says “{first}”, the other “{second}”"
    if x.kind in {"score", "ordinal"} or low <= 0 or high == low:
        return f"{said}, for the same thing."
    apart = high / low - 1
    how = f"{apart:.0%} apart" if apart < 2 else f"{high / low:.0f} times as much"
    return f"{said}, for the same thing ({how})."


def _both(a: Side, b: Side, first: Span, second: Span) -> str:
    return f"“{_short(a.text[first.start : first.end])}” and “{_short(b.text[second.start : second.end])}”"


def _short(text: str, most: int = 80) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"


def _text(side: Side, item: Quantity | When) -> str:
    return side.text[item.start : item.end]
