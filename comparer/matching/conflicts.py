"""Where two stories contradict each other: other figures, dates, names, words or claims for the same thing.

Precision comes first. A conflict is only looked for between passages that are aligned, and what either story says
elsewhere in agreement with the other settles it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comparer.matching.dates import DateRelation, compare_dates
from comparer.matching.figures import FigureRelation, compare_figures
from comparer.reading.nouns import Quantity, Reading, When
from comparer.story import Span

SentencePairs = Sequence[tuple[int, int, float]]
SURE = 0.55
"""Least score of a pair of figures that are taken for figures of the same thing."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """The spans that contradict each other; ``kind`` is the kind of fact, ``reason`` a sentence for a person."""

    spans_a: tuple[Span, ...]
    spans_b: tuple[Span, ...]
    kind: str
    reason: str
    confidence: float


def find_conflicts(a: Reading, b: Reading, sentence_pairs: SentencePairs) -> list[Conflict]:
    """All conflicts of two stories, the surest first.

    ``sentence_pairs`` are aligned sentences (index in a, index in b, score from 0 to 1), in any order.
    """
    pairs = sorted(set(sentence_pairs), key=lambda pair: -pair[2])
    found = [*_figure_conflicts(a, b, pairs), *_date_conflicts(a, b, pairs)]
    return sorted(found, key=lambda c: (-c.confidence, c.spans_a, c.spans_b))


def in_sentence(items: Sequence[Quantity] | Sequence[When], reading: Reading, sentence: int) -> list[int]:
    """Indices of the figures or dates that stand in a sentence."""
    span = reading.sentences[sentence]
    return [k for k, item in enumerate(items) if span.start <= item.start < span.end]


def _figure_conflicts(a: Reading, b: Reading, pairs: SentencePairs) -> list[Conflict]:
    matches = {}
    settled: tuple[set[int], set[int]] = (set(), set())
    for i, mine in enumerate(a.quantities):
        for j, other in enumerate(b.quantities):
            match = compare_figures(mine, a, other, b)
            matches[i, j] = match
            if match.relation in {FigureRelation.SAME, FigureRelation.COMPATIBLE} and match.score >= 0.45:
                settled[0].add(i)
                settled[1].add(j)
    candidates = []
    for i_sentence, j_sentence, likeness in pairs:
        for i in in_sentence(a.quantities, a, i_sentence):
            for j in in_sentence(b.quantities, b, j_sentence):
                match = matches[i, j]
                if match.relation is FigureRelation.DIFFERENT and i not in settled[0] and j not in settled[1]:
                    score = 0.6 * match.score + 0.4 * min(1.0, 1.5 * likeness)
                    candidates.append((score, i, j))
    used: tuple[set[int], set[int]] = (set(), set())
    conflicts = []
    for score, i, j in sorted(candidates, reverse=True):
        if score < SURE or i in used[0] or j in used[1]:
            continue
        used[0].add(i)
        used[1].add(j)
        mine, other = a.quantities[i], b.quantities[j]
        reason = f"“{_text(a, mine)}” here, “{_text(b, other)}” there, for the same thing."
        conflicts.append(Conflict((_span(mine),), (_span(other),), "number", reason, round(score, 4)))
    return conflicts


def _date_conflicts(a: Reading, b: Reading, pairs: SentencePairs) -> list[Conflict]:
    conflicts = []
    for i_sentence, j_sentence, likeness in pairs:
        mine = [a.dates[k] for k in in_sentence(a.dates, a, i_sentence)]
        other = [b.dates[k] for k in in_sentence(b.dates, b, j_sentence)]
        for x in mine:
            for y in other:
                match = compare_dates(x, y)
                if match.relation in {DateRelation.DIFFERENT, DateRelation.MIDNIGHT} and likeness > 0.3:
                    reason = f"“{_text(a, x)}” here, “{_text(b, y)}” there: {match.reason}."
                    conflicts.append(Conflict((_span(x),), (_span(y),), "date", reason, round(likeness, 4)))
    return conflicts


def _span(item: Quantity | When) -> Span:
    return Span(item.start, item.end)


def _text(reading: Reading, item: Quantity | When) -> str:
    return reading.text[item.start : item.end]
