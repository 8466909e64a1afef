"""Sentences and paragraphs that say the same: many to many, crossing, each with relation and score.

A pair is kept when its likeness passes a threshold (in ``resources/models/coverage/alignment.json``) and neither
sentence has a much better partner. Likeness is symmetric, so the order of the stories does not matter.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from comparer.comparison import Relation
from comparer.matching.retrieval import Candidate
from comparer.matching.side import Side
from comparer.matching.wording import similarity, words
from comparer.paths import resources

ORDER = (Relation.VERBATIM, Relation.EDITED, Relation.TRIMMED, Relation.PARAPHRASE, Relation.PARTIAL)


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Sentence ``a`` of one side and ``b`` of the other (indices into ``Side.sentences``)."""

    a: int
    b: int
    relation: Relation
    score: float


@cache
def thresholds() -> dict[str, float]:
    """What was fitted for alignments, by name."""
    data: dict[str, Any] = json.loads((resources() / "models/coverage/alignment.json").read_text(encoding="utf-8"))
    return {name: float(value) for name, value in data["thresholds"].items()}


def align_sentences(
    a: Side, b: Side, forward: list[list[Candidate]], backward: list[list[Candidate]]
) -> list[SentencePair]:
    """Aligned sentences, in the order of a. ``forward`` and ``backward`` are ``retrieve`` in both directions."""
    scores: dict[tuple[int, int], float] = {}
    for i, found in enumerate(forward):
        scores.update({(i, c.index): c.score for c in found})
    for j, found in enumerate(backward):
        scores.update({(c.index, j): c.score for c in found})
    limits = thresholds()
    best_a: dict[int, float] = defaultdict(float)
    best_b: dict[int, float] = defaultdict(float)
    for (i, j), score in scores.items():
        best_a[i] = max(best_a[i], score)
        best_b[j] = max(best_b[j], score)
    pairs = []
    for (i, j), score in sorted(scores.items()):
        if score < limits["least"] or (
            score < limits["of best"] * max(best_a[i], best_b[j]) and score < limits["sure"]
        ):
            continue
        pairs.append(SentencePair(i, j, relate(_text(a, i), _text(b, j), score >= limits["paraphrase"]), score))
    return pairs


def _text(side: Side, number: int) -> str:
    sentence = side.reading.sentences[number]
    return side.text[sentence.start : sentence.end]


def relate(a: str, b: str, alike: bool) -> Relation:
    """How two passages relate by their words; ``alike``: whether they say the same where the words differ."""
    left, right = words(a), words(b)
    if left == right:
        return Relation.VERBATIM
    same = similarity(a, b)
    common = same * (len(left) + len(right)) / 2
    if common >= 0.9 * min(len(left), len(right)) and min(len(left), len(right)) >= 3:
        return Relation.TRIMMED if max(len(left), len(right)) - common > 2 else Relation.EDITED
    if same >= 0.7:
        return Relation.EDITED
    return Relation.PARAPHRASE if alike else Relation.PARTIAL


@dataclass(frozen=True, slots=True)
class ParagraphPair:
    """Paragraphs ``a`` and ``b`` (indices into ``Story.paragraphs``) with aligned sentences."""

    a: int
    b: int
    relation: Relation
    score: float


def align_paragraphs(a: Side, b: Side, pairs: list[SentencePair]) -> list[ParagraphPair]:
    """Paragraphs that hold aligned sentences: the closest relation and the best score of those."""
    groups: dict[tuple[int, int], list[SentencePair]] = defaultdict(list)
    for pair in pairs:
        where = (a.reading.sentences[pair.a].paragraph, b.reading.sentences[pair.b].paragraph)
        groups[where].append(pair)
    sizes = [_sizes(side) for side in (a, b)]
    out = []
    for (i, j), members in sorted(groups.items()):
        whole = len({p.a for p in members}) == sizes[0][i] and len({p.b for p in members}) == sizes[1][j]
        relation = min((p.relation for p in members), key=ORDER.index)
        if not whole and relation in (Relation.VERBATIM, Relation.EDITED, Relation.PARAPHRASE):
            relation = Relation.PARTIAL
        out.append(ParagraphPair(i, j, relation, max(p.score for p in members)))
    return out


def _sizes(side: Side) -> dict[int, int]:
    sizes: dict[int, int] = defaultdict(int)
    for sentence in side.reading.sentences:
        sizes[sentence.paragraph] += 1
    return sizes
