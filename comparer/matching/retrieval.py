"""Which sentences of the other story could say the same: the few best, by words and by vectors.

An index of lemmas proposes sentences that share a rare word; vectors propose the rest. The score is symmetric.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from comparer.matching.side import Side

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

BLOCK = 256
"""Sentences compared at once: bounds memory on long texts."""


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


def retrieve(a: Side, b: Side, rarity: Rarity, most: int = 6) -> list[list[Candidate]]:
    """For each sentence of a, its best candidates in b, best first."""
    out: list[list[Candidate]] = []
    if not b.sentences:
        return [[] for _ in a.sentences]
    weights_b = [sum(rarity(w) for w in s.lemmas) for s in b.sentences]
    for first in range(0, len(a.sentences), BLOCK):
        cosines = a.sentence_vectors[first : first + BLOCK] @ b.sentence_vectors.T
        for row, sentence in enumerate(a.sentences[first : first + BLOCK]):
            shared = np.zeros(len(b.sentences), np.float32)
            for lemma in sentence.lemmas:
                for k in b.by_lemma.get(lemma, ()):
                    shared[k] += rarity(lemma)
            mine = sum(rarity(w) for w in sentence.lemmas) or 1.0
            overlap = shared / np.maximum(1e-6, np.minimum(mine, np.maximum(1.0, np.asarray(weights_b, np.float32))))
            scores = 0.5 * np.clip(cosines[row], 0, 1) + 0.5 * np.clip(overlap, 0, 1)
            best = np.argsort(-scores, kind="stable")[:most]
            out.append([Candidate(int(k), float(scores[k]), float(cosines[row, k]), float(overlap[k])) for k in best])
    return out
