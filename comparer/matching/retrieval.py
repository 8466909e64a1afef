"""Which sentences of the other story could say the same: the few best, by words and by vectors.

An index of lemmas and the vectors propose sentences; the score is symmetric. Stories of an ordinary length are laid
side by side whole. Where that would be more than ``WHOLE`` pairs, sentences are proposed by their rare words and by
cells of like vectors, so that the work does not grow with the square of the length.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from comparer.matching.side import Side, SideSentence

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Indices = NDArray[np.int64]

WHOLE = 250_000
"""Most pairs of sentences that are all looked at: two stories of some 10,000 words."""
RARE = 48
"""A word in at most so many sentences proposes them."""
CELLS = 8
"""How many cells of like vectors propose their sentences."""
SHORTLIST = 16
"""So many sentences are looked at more closely, word by word."""
PASSAGES = 6
COMMON = 0.15
"""Weight of the commonest word beside the rarest's 1.15."""
WHOLE_SENTENCE = 0.1
"""How much likeness as a whole counts beside the words that a passage adds."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of the other story: its index there, and how alike the two are (0 to 1)."""

    index: int
    score: float
    cosine: float
    overlap: float


class Rarity:
    """How telling a word is: -log of the share of news paragraphs that hold it, scaled to 0..1."""

    def __init__(self, counts: Mapping[str, int], total: int) -> None:
        self._counts = counts
        self._total = max(2, total)

    def __call__(self, lemma: str) -> float:
        return math.log(self._total / (1 + self._counts.get(lemma, 0))) / math.log(self._total)


def retrieve(a: Side, b: Side, rarity: Rarity, most: int = SHORTLIST) -> list[list[Candidate]]:
    """For each sentence of a, its best candidates in b, best first."""
    if not b.sentences or not a.sentences:
        return [[] for _ in a.sentences]
    index = _Index(b, rarity)
    if len(a.sentences) * len(b.sentences) <= WHOLE:
        everything = np.arange(len(b.sentences))
        cosines = a.sentence_vectors @ b.sentence_vectors.T
        return [index.best(s, everything, cosines[row], most) for row, s in enumerate(a.sentences)]
    cells = _Cells(b.sentence_vectors)
    out = []
    for sentence in a.sentences:
        proposed = np.unique(np.concatenate([cells.like(sentence.vector), *index.rare(sentence)]))
        out.append(index.best(sentence, proposed, b.sentence_vectors[proposed] @ sentence.vector, most))
    return out


def choose_passages(
    a: Side, b: Side, retrieved: list[list[Candidate]], rarity: Rarity, most: int = PASSAGES
) -> list[list[Candidate]]:
    """For each sentence of a, the passages of b that together come nearest to saying it, the most telling first.

    A sentence of news often says what the other story spreads over several: each passage is the one that adds most to
    what those before it leave unsaid (the greedy solution of maximum coverage, Nemhauser et al. 1978, over the vectors
    of words), so that two passages that say the same thing do not crowd out a third.
    """
    return [
        _cover(a, sentence, b, found, rarity, most) if len(sentence.content) else found[:most]
        for sentence, found in zip(a.sentences, retrieved, strict=True)
    ]


def _cover(
    a: Side, sentence: SideSentence, b: Side, found: list[Candidate], rarity: Rarity, most: int
) -> list[Candidate]:
    weights = np.array([rarity(a.lemmas[k]) + COMMON for k in sentence.content], np.float32)
    weights /= weights.sum()
    said = [
        np.clip((sentence.vectors @ theirs.T).max(axis=1), 0, 1) ** 2 if len(theirs) else np.zeros_like(weights)
        for theirs in (b.sentences[c.index].vectors for c in found)
    ]
    covered = np.zeros_like(weights)
    left = list(range(len(found)))
    chosen: list[Candidate] = []
    while left and len(chosen) < most:
        gains = [float(np.maximum(0, said[k] - covered) @ weights) + WHOLE_SENTENCE * found[k].score for k in left]
        best = left.pop(int(np.argmax(gains)))
        covered = np.maximum(covered, said[best])
        chosen.append(found[best])
    return chosen


class _Index:
    """The sentences of a side by their words."""

    def __init__(self, side: Side, rarity: Rarity) -> None:
        self._rarity = rarity
        self._postings = {lemma: np.asarray(found, np.int64) for lemma, found in side.by_lemma.items()}
        self._weights = np.array([self._weight(s) for s in side.sentences], np.float32)

    def _weight(self, sentence: SideSentence) -> float:
        return sum(self._rarity(lemma) for lemma in sorted(sentence.lemmas))

    def rare(self, sentence: SideSentence) -> list[Indices]:
        """The sentences that share a rare word with this one, word by word."""
        found = [self._postings[lemma] for lemma in sorted(sentence.lemmas) if lemma in self._postings]
        return [posting for posting in found if len(posting) <= RARE]

    def best(self, sentence: SideSentence, proposed: Indices, cosines: Floats, most: int) -> list[Candidate]:
        """The best of the proposed sentences (ascending indices), by likeness of vectors and shared words."""
        shared = np.zeros(len(proposed), np.float32)
        for lemma in sorted(sentence.lemmas):
            posting = self._postings.get(lemma)
            if posting is not None:
                shared[_places(posting, proposed)] += self._rarity(lemma)
        mine = self._weight(sentence) or 1.0
        overlap = shared / np.maximum(1e-6, np.minimum(mine, np.maximum(1.0, self._weights[proposed])))
        scores = 0.5 * np.clip(cosines, 0, 1) + 0.5 * np.clip(overlap, 0, 1)
        order = np.argsort(-scores, kind="stable")[:most]
        return [Candidate(int(proposed[k]), float(scores[k]), float(cosines[k]), float(overlap[k])) for k in order]


def _places(posting: Indices, proposed: Indices) -> Indices:
    """Where the numbers of a posting stand among the proposed; both ascend."""
    few, many = (posting, proposed) if len(posting) <= len(proposed) else (proposed, posting)
    at = np.minimum(np.searchsorted(many, few), len(many) - 1)
    hit = many[at] == few
    return at[hit] if few is posting else np.flatnonzero(hit)


class _Cells:
    """Sentences in cells of like vectors, about as many cells as there are sentences in each."""

    def __init__(self, vectors: Floats) -> None:
        count = max(1, math.isqrt(len(vectors)))
        self._centres = vectors[np.linspace(0, len(vectors) - 1, count).astype(np.int64)]
        cell = (vectors @ self._centres.T).argmax(axis=1)
        order = np.argsort(cell, kind="stable")
        self._members = np.split(order, np.searchsorted(cell[order], np.arange(1, count)))

    def like(self, vector: Floats) -> Indices:
        """The sentences in the cells whose centres are most like a vector."""
        nearest = np.argsort(-(self._centres @ vector), kind="stable")[:CELLS]
        return np.concatenate([self._members[k] for k in nearest])
