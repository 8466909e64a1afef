"""Words that stand in the same place of aligned sentences: candidates for contradicting claims.

Two words stand in the same place where the words that they hang on match, or the words beside them do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from comparer.matching.side import Side, SideSentence
from comparer.paths import resources
from comparer.story import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

MATCHED = 0.72
"""Cosine of two words in their sentences from which they count as matched."""
LEAST = 0.45
"""Least score of aligned sentences that are looked at."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Token ``x`` of a and ``y`` of b stand in the same place of aligned sentences."""

    x: int
    y: int
    sentences: tuple[int, int]
    antonyms: bool
    negated: bool
    """They match, but one of them is denied."""


@dataclass(frozen=True, slots=True)
class SlotRow:
    """How firm the place is. ``children`` counts matched words that hang on the two, ``beside`` matched neighbours (0
    to 2), ``share`` the matched words of both sentences, ``score`` how alike the sentences are."""

    cosine: float
    head_same: bool
    children: int
    beside: int
    same_lemma: bool
    modality_differs: bool
    share: float
    score: float


@cache
def antonyms() -> Mapping[str, frozenset[str]]:
    """Lemma -> the lemmas that contradict it, either way round."""
    out: dict[str, set[str]] = {}
    for line in (resources() / "english" / "antonyms.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            left, right = (side.split() for side in line.split("|"))
            for word in left:
                out.setdefault(word, set()).update(right)
            for word in right:
                out.setdefault(word, set()).update(left)
    return {word: frozenset(others) for word, others in out.items()}


def find_slots(a: Side, b: Side, aligned: Mapping[tuple[int, int], float]) -> Iterator[tuple[Slot, SlotRow]]:
    """All candidates, the closest sentences first."""
    for (i, j), score in sorted(aligned.items(), key=lambda item: (-item[1], item[0])):
        if score >= LEAST and len(a.sentences[i].content) and len(b.sentences[j].content):
            yield from _Pair(a, b, a.sentences[i], b.sentences[j], score).slots()


class _Pair:
    """Two aligned sentences: which of their content words match, and which stand against each other."""

    def __init__(self, a: Side, b: Side, one: SideSentence, two: SideSentence, score: float) -> None:
        self.sides = a, b
        self.both = one, two
        self.score = score
        self.content = [int(k) for k in one.content], [int(k) for k in two.content]
        self.cosines: Floats = one.vectors @ two.vectors.T
        self.same = np.array([[a.stems[i] == b.stems[j] for j in self.content[1]] for i in self.content[0]], bool)
        best_a, best_b = self.cosines.max(axis=1, keepdims=True), self.cosines.max(axis=0, keepdims=True)
        mutual = (self.cosines >= best_a - 1e-6) & (self.cosines >= best_b - 1e-6)
        self.links = self.same | (mutual & (self.cosines >= MATCHED))
        self.matched = self.links.any(axis=1), self.links.any(axis=0)
        self.rows = {k: r for r, k in enumerate(self.content[0])}, {k: r for r, k in enumerate(self.content[1])}
        self.heads = tuple([self._head(side, k) for k in self.content[side]] for side in (0, 1))

    def slots(self) -> Iterator[tuple[Slot, SlotRow]]:
        a, b = self.sides
        contrary = antonyms()
        for r, x in enumerate(self.content[0]):
            t = a.reading.tokens[x]
            opposite = contrary.get(t.lemma, frozenset())
            for c, y in enumerate(self.content[1]):
                u = b.reading.tokens[y]
                if "NUM" in {t.pos, u.pos} or {t.entity, u.entity} & {"DATE", "TIME"}:
                    continue
                linked = bool(self.links[r, c])
                denied = linked and _negated(a, x) != _negated(b, y) and t.pos in {"VERB", "AUX", "ADJ"}
                opposed = not linked and u.lemma in opposite
                free = not self.matched[0][r] and not self.matched[1][c] and t.pos == u.pos
                if denied or opposed or (free and not linked):
                    slot = Slot(x, y, (self.both[0].index, self.both[1].index), opposed, denied)
                    yield slot, self._row(r, c, x, y)

    def _row(self, r: int, c: int, x: int, y: int) -> SlotRow:
        head_x, head_y = self.heads[0][r], self.heads[1][c]
        before = r > 0 and c > 0 and bool(self.links[r - 1, c - 1])
        behind = r + 1 < len(self.content[0]) and c + 1 < len(self.content[1]) and bool(self.links[r + 1, c + 1])
        return SlotRow(
            cosine=float(self.cosines[r, c]),
            head_same=head_x is not None and head_y is not None and bool(self.links[head_x, head_y]),
            children=self._children(r, c),
            beside=int(before) + int(behind),
            same_lemma=bool(self.same[r, c]),
            modality_differs=_modal(self.sides[0], x) != _modal(self.sides[1], y),
            share=float((self.matched[0].mean() + self.matched[1].mean()) / 2),
            score=self.score,
        )

    def _head(self, side: int, k: int) -> int | None:
        """Row of the nearest governing content word."""
        tokens = self.sides[side].reading.tokens
        for _ in range(5):
            up = tokens[k].head
            if up == k:
                return None
            k = up
            if k in self.rows[side]:
                return self.rows[side][k]
        return None

    def _children(self, r: int, c: int) -> int:
        below = [[row for row, head in enumerate(self.heads[side]) if head == of] for side, of in ((0, r), (1, c))]
        return sum(bool(self.links[row, below[1]].any()) for row in below[0]) if below[0] and below[1] else 0


def _negated(side: Side, k: int) -> bool:
    """Whether a word is denied: "not", "never", "no" hang on it or stand right before it."""
    tokens = side.reading.tokens
    negators = {"no", "never", "not", "neither", "none", "nobody"}
    return any(
        (tokens[j].head == k or k - 3 <= j < k) and (tokens[j].dep == "neg" or tokens[j].lemma in negators)
        for j in range(max(0, k - 6), min(len(tokens), k + 4))
        if tokens[j].sentence == tokens[k].sentence
    )


def _modal(side: Side, k: int) -> bool:
    tokens = side.reading.tokens
    return any(tokens[j].head == k and tokens[j].tag == "MD" for j in range(max(0, k - 6), k))


def clause_of(side: Side, k: int) -> Span:
    """The claim that a token belongs to, as far as its words stand together around the token."""
    tokens = side.reading.tokens
    for claim in side.claims_by_sentence.get(tokens[k].sentence, ()):
        if k in claim.tokens:
            members = set(claim.tokens)
            low = high = k
            while low - 1 in members:
                low -= 1
            while high + 1 in members:
                high += 1
            return Span(tokens[low].start, tokens[high].end)
    return Span(tokens[k].start, tokens[k].end)
