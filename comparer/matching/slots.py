"""Aligned sentences that fill the same place with other words: candidates for contradicting claims.

Two words stand in the same place where the words they hang on match, or the words beside them do. Each candidate is a
row of numbers (``FEATURES``), weighed as in ``same_matter``; most differences of wording mean nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from comparer.matching.side import Side, SideSentence
from comparer.paths import resources
from comparer.story import QuoteKind, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

POS = ("NOUN", "PROPN", "VERB", "ADJ", "ADV", "ADP")
FEATURES = (
    "cosine", "head cosine", "head same", "children matched", "beside matched", "same pos", "same dep", "antonyms",
    "negation differs", "same lemma", "modality differs", "sentence score", "sentence mutual best", "x elsewhere",
    "y elsewhere", "elsewhere both", "x best elsewhere", "matched share", "quoted both", "quoted one", "same entity type", "person",
    "place", "headline", "rivals", *(f"pos {p}" for p in POS),
)  # fmt: skip
MATCHED = 0.72
"""Cosine of two words in their sentences from which they count as matched."""
LEAST = 0.35
"""Least score of aligned sentences that are looked at."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Token ``x`` of a and ``y`` of b stand in the same place of aligned sentences."""

    x: int
    y: int
    sentences: tuple[int, int]
    antonyms: bool
    negated: bool


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


def find_slots(a: Side, b: Side, aligned: Mapping[tuple[int, int], float]) -> tuple[list[Slot], Floats]:
    """All candidates with their rows, in the order of ``aligned``."""
    slots: list[Slot] = []
    rows: list[dict[str, float]] = []
    best_a: dict[int, float] = {}
    best_b: dict[int, float] = {}
    for (i, j), score in aligned.items():
        best_a[i] = max(best_a.get(i, 0.0), score)
        best_b[j] = max(best_b.get(j, 0.0), score)
    for (i, j), score in sorted(aligned.items()):
        if score < LEAST or not len(a.sentences[i].content) or not len(b.sentences[j].content):
            continue
        mutual = float(score >= best_a[i] and score >= best_b[j])
        found = _Pair(a, b, a.sentences[i], b.sentences[j]).slots()
        for slot, row in found:
            slots.append(slot)
            rows.append(row | {"sentence score": score, "sentence mutual best": mutual, "rivals": float(np.log1p(len(found)))})
    out = np.array([[row.get(name, 0.0) for name in FEATURES] for row in rows], np.float32).reshape(-1, len(FEATURES))
    return slots, out


class _Pair:
    """Two aligned sentences: which of their content words match, and which stand against each other."""

    def __init__(self, a: Side, b: Side, one: SideSentence, two: SideSentence) -> None:
        self.sides = a, b
        self.both = one, two
        self.content = [int(k) for k in one.content], [int(k) for k in two.content]
        self.cosines = one.vectors @ two.vectors.T
        same = np.array([[a.stems[i] == b.stems[j] for j in self.content[1]] for i in self.content[0]], bool)
        top_a, top_b = self.cosines.max(axis=1, keepdims=True), self.cosines.max(axis=0, keepdims=True)
        mutual = (self.cosines >= top_a - 1e-6) & (self.cosines >= top_b - 1e-6)
        self.same = same
        self.links = same | (mutual & (self.cosines >= MATCHED))
        self.matched = self.links.any(axis=1), self.links.any(axis=0)
        self.rows = {k: r for r, k in enumerate(self.content[0])}, {k: r for r, k in enumerate(self.content[1])}

    def slots(self) -> list[tuple[Slot, dict[str, float]]]:
        out = []
        contrary = antonyms()
        for r, x in enumerate(self.content[0]):
            for c, y in enumerate(self.content[1]):
                t, u = self.sides[0].reading.tokens[x], self.sides[1].reading.tokens[y]
                if "NUM" in {t.pos, u.pos} or {t.entity, u.entity} & {"DATE", "TIME"}:
                    continue
                opposed = u.lemma in contrary.get(t.lemma, ())
                negation = _negated(self.sides[0], x) != _negated(self.sides[1], y)
                linked = bool(self.links[r, c])
                if linked and not (negation and t.pos in {"VERB", "AUX", "ADJ", "NOUN"}):
                    continue
                if not linked and not opposed and (self.matched[0][r] or self.matched[1][c] or t.pos != u.pos):
                    continue
                row = self._row(r, c, x, y, opposed, negation, linked)
                if row is not None:
                    out.append((Slot(x, y, (self.both[0].index, self.both[1].index), opposed, negation and linked), row))
        return out

    def _row(
        self, r: int, c: int, x: int, y: int, opposed: bool, negation: bool, linked: bool
    ) -> dict[str, float] | None:
        a, b = self.sides
        t, u = a.reading.tokens[x], b.reading.tokens[y]
        heads = self._head(0, x), self._head(1, y)
        head = float(self.cosines[heads[0], heads[1]]) if heads[0] is not None and heads[1] is not None else 0.0
        head_same = bool(heads[0] is not None and heads[1] is not None and self.links[heads[0], heads[1]])
        children = self._children(x, y)
        beside = self._beside(r, c)
        if not (opposed or linked or head_same or children or beside):
            return None
        elsewhere = float(a.stems[x] in b.stem_set), float(b.stems[y] in a.stem_set)
        quoted = _quoted(a, x), _quoted(b, y)
        return {
            "cosine": float(self.cosines[r, c]),
            "head cosine": head,
            "head same": float(head_same),
            "children matched": min(3, children) / 3,
            "beside matched": beside / 2,
            "same pos": float(t.pos == u.pos),
            "same dep": float(t.dep == u.dep),
            "antonyms": float(opposed),
            "negation differs": float(negation),
            "same lemma": float(bool(self.same[r, c])),
            "modality differs": float(_modality(a, x) != _modality(b, y)),
            "x elsewhere": sum(elsewhere) / 2,
            "elsewhere both": min(elsewhere),
            "x best elsewhere": float((self.cosines[r].max() + self.cosines[:, c].max()) / 2),
            "matched share": float((self.matched[0].mean() + self.matched[1].mean()) / 2),
            "quoted both": float(all(quoted)),
            "quoted one": float(quoted[0] != quoted[1]),
            "same entity type": float(bool(t.entity) and t.entity == u.entity),
            "person": float(t.entity == u.entity == "PERSON"),
            "place": float(t.entity == u.entity and t.entity in {"GPE", "LOC", "FAC"}),
            "headline": float(not self.both[0].is_body or not self.both[1].is_body),
            f"pos {t.pos}": 1.0,
        }

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

    def _children(self, x: int, y: int) -> int:
        below = [
            [r for k, r in self.rows[side].items() if self._head(side, k) == self.rows[side][of]]
            for side, of in ((0, x), (1, y))
        ]
        return sum(bool(self.links[r, below[1]].any()) for r in below[0]) if below[0] and below[1] else 0

    def _beside(self, r: int, c: int) -> int:
        before = r > 0 and c > 0 and bool(self.links[r - 1, c - 1])
        behind = r + 1 < len(self.content[0]) and c + 1 < len(self.content[1]) and bool(self.links[r + 1, c + 1])
        return int(before) + int(behind)


def _negated(side: Side, k: int) -> bool:
    """Whether a word is denied: "not", "never", "no" on it or on what it helps."""
    tokens = side.reading.tokens
    near = range(max(0, k - 6), min(len(tokens), k + 4))
    return any(
        tokens[j].head == k and (tokens[j].dep == "neg" or tokens[j].lemma in {"no", "never", "not", "neither", "none"})
        for j in near
    )


def _modality(side: Side, k: int) -> bool:
    tokens = side.reading.tokens
    return any(tokens[j].head == k and tokens[j].tag == "MD" for j in range(max(0, k - 6), k))


def _quoted(side: Side, k: int) -> bool:
    at = side.reading.tokens[k].start
    return any(q.start <= at < q.end for q in side.reading.quotes if q.kind is not QuoteKind.INDIRECT)


def clause_of(side: Side, k: int) -> Span:
    """The claim that a token belongs to, as far as its words stand together around the token."""
    sentence = side.reading.tokens[k].sentence
    for claim in side.claims_by_sentence.get(sentence, ()):
        if k in claim.tokens:
            members = set(claim.tokens)
            low = high = k
            while low - 1 in members:
                low -= 1
            while high + 1 in members:
                high += 1
            return Span(side.reading.tokens[low].start, side.reading.tokens[high].end)
    return Span(side.reading.tokens[k].start, side.reading.tokens[k].end)
