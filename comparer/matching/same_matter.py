"""How surely two figures or dates of two stories speak of the same matter and contradict each other.

A row of numbers for each pair (``FEATURES`` names them in order) is weighed by a logistic regression whose weights lie
in ``resources/models/conflicts``; ``tests.accuracy.fit_conflicts`` fits them. Every row is the same either way round.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from comparer.matching.dates import DateRelation, compare_dates
from comparer.matching.figures import (
    FigureRelation,
    base_values,
    bends_differ,
    compare_values,
    near_topic,
    same_unit,
    topic_of,
)
from comparer.matching.retrieval import WHOLE
from comparer.matching.side import Side
from comparer.paths import resources
from comparer.reading.nouns import Quantity, When
from comparer.story import QuoteKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WINDOW = 5
"""Content words on either side of a figure or date that count as its surroundings."""
NEAR = 4
"""Tokens on either side within which a person's name belongs to a figure (an age) or a date."""
MARGIN = 0.02
"""How much likelier a place must be than where the stories agree, for a difference to be looked at all the same."""
KINDS = ("cardinal", "ordinal", "percent", "money", "age", "measure", "score", "time", "date", "clock")
SHARED = (
    "sentence cosine", "sentence lemmas", "aligned", "sentences mutual best",
    "own cosine", "around cosine", "around lemmas", "around mutual best",
    "head cosine", "governor cosine", "same governor",
    "settled one", "settled both", "headline", "names shared", "names clash",
)  # fmt: skip
FIGURE = (
    "unit", "no unit", "topic shared", "topic clash", "topics unknown", "value ratio", "values close", "compatible",
    "bent", "vague", "others", "rivals",
)  # fmt: skip
DATE = ("neighbours", "relative", "same kind of date", "rivals")
KIND = tuple(f"kind {k}" for k in KINDS)
FEATURES = {"figure": (*SHARED, *FIGURE, *KIND), "date": (*SHARED, *DATE, *KIND)}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure or date stands: its sentence, its tokens, the rows of its sentence's vectors around it."""

    sentence: int
    tokens: range
    own: tuple[int, ...]
    around: tuple[int, ...]
    head: int | None
    governor: int | None


def place_of(side: Side, item: Quantity | When) -> Place | None:
    """None where an item stands outside the sentences that are read."""
    tokens = side.tokens_in(item.start, item.end)
    inside = tokens or range(max(0, tokens.start - 1), tokens.stop)
    if not inside:
        return None
    number = side.reading.tokens[inside[0]].sentence
    if number >= len(side.sentences):
        return None
    content = [int(k) for k in side.sentences[number].content]
    own = tuple(row for row, k in enumerate(content) if k in inside)
    before = [row for row, k in enumerate(content) if k < inside.start][-WINDOW:]
    behind = [row for row, k in enumerate(content) if k >= inside.stop][:WINDOW]
    rows = {k: row for row, k in enumerate(content)}
    head = item.head if isinstance(item, Quantity) else None
    governor = _governor(side, inside)
    return Place(
        number,
        inside,
        own,
        (*before, *behind),
        rows.get(head) if head is not None else None,
        rows.get(governor) if governor is not None else None,
    )


def _governor(side: Side, inside: range) -> int | None:
    """The verb that a figure or date hangs on."""
    tokens = side.reading.tokens
    k = inside[-1]
    for _ in range(8):
        up = tokens[k].head
        if up == k:
            break
        k = up
        if k not in inside and tokens[k].pos == "VERB":
            return k
    return None


@dataclass
class Matters:
    """Both stories' figures and dates with what is needed to weigh pairs of them."""

    a: Side
    b: Side
    aligned: Mapping[tuple[int, int], float]

    def __post_init__(self) -> None:
        count = len(self.a.sentences), len(self.b.sentences)
        self.whole = count[0] * count[1] <= WHOLE
        """Whether every pair of sentences is looked at."""
        self.cosines: Floats = np.zeros((0, 0), np.float32)
        self.best = np.zeros(count[0], np.float32), np.zeros(count[1], np.float32)
        """For each sentence how alike the likest one of the other story is."""
        if self.whole and all(count):
            self.cosines = self.a.sentence_vectors @ self.b.sentence_vectors.T
            self.best = self.cosines.max(axis=1), self.cosines.max(axis=0)
        elif not self.whole:
            for i, j in self.aligned:
                cosine = self._cosine(i, j)
                self.best[0][i], self.best[1][j] = max(self.best[0][i], cosine), max(self.best[1][j], cosine)

    def figures(self) -> tuple[list[tuple[int, int]], Floats]:
        """Pairs of figures (indices into ``Reading.quantities``) that differ and could be of the same thing."""
        mine, other = self.a.reading.quantities, self.b.reading.quantities
        places = self._places(mine, other)
        near = [[near_topic(x, s.reading) for x in items] for s, items in ((self.a, mine), (self.b, other))]
        agree: list[tuple[int, int]] = []
        differ: list[tuple[int, int]] = []
        for i, j in self._looked_at(places):
            x, y = mine[i], other[j]
            if same_unit(x, y):
                relation = compare_values(x, y)
                disputed = relation is FigureRelation.DIFFERENT or bends_differ(x, y)
                clash = bool(near[0][i] and near[1][j] and not near[0][i] & near[1][j])
                if disputed:
                    differ.append((i, j))
                elif not clash:
                    # 12 killed and 12 injured agree in nothing
                    agree.append((i, j))
        settled = self._settled(agree, places)
        pairs, rows = [], []
        for i, j in differ:
            row = self._row(i, j, places, settled)
            if row is not None:
                pairs.append((i, j))
                rows.append(row | self._figure_row(mine[i], other[j]))
        return pairs, self._finish("figure", pairs, rows)

    def _places(
        self, mine: Sequence[Quantity] | Sequence[When], other: Sequence[Quantity] | Sequence[When]
    ) -> tuple[list[Place | None], list[Place | None]]:
        return [place_of(self.a, x) for x in mine], [place_of(self.b, x) for x in other]

    def _looked_at(self, places: tuple[list[Place | None], list[Place | None]]) -> Iterator[tuple[int, int]]:
        """Pairs of items that stand in sentences: all of them, of long stories those in aligned sentences only."""
        if self.whole:
            there = [j for j, q in enumerate(places[1]) if q]
            yield from ((i, j) for i, p in enumerate(places[0]) if p for j in there)
            return
        members: dict[int, list[int]] = defaultdict(list)
        for j, q in enumerate(places[1]):
            if q:
                members[q.sentence].append(j)
        partners: dict[int, list[int]] = defaultdict(list)
        for one, two in sorted(self.aligned):
            partners[one].append(two)
        for i, p in enumerate(places[0]):
            yield from ((i, j) for two in (partners[p.sentence] if p else ()) for j in members[two])

    def _cosine(self, i: int, j: int) -> float:
        """How alike two sentences are by their vectors."""
        if self.whole:
            return float(self.cosines[i, j])
        return float(self.a.sentence_vectors[i] @ self.b.sentence_vectors[j])

    def _settled(
        self, agree: Sequence[tuple[int, int]], places: tuple[list[Place | None], list[Place | None]]
    ) -> tuple[dict[int, float], dict[int, float]]:
        """For each item that the other story agrees with: how alike the best such place is."""
        best: tuple[dict[int, float], dict[int, float]] = ({}, {})
        for i, j in agree:
            p, q = places[0][i], places[1][j]
            if p and q:
                alike = self._alike(p, q)
                best[0][i] = max(best[0].get(i, 0.0), alike)
                best[1][j] = max(best[1].get(j, 0.0), alike)
        return best

    def _alike(self, p: Place, q: Place) -> float:
        """How alike two places are, from 0 to 3: words around, the item itself, its sentence."""
        one, two = self.a.sentences[p.sentence], self.b.sentences[q.sentence]
        around = _likeness(one.vectors[list(p.around)], two.vectors[list(q.around)])
        own = _likeness(one.vectors[list(p.own)], two.vectors[list(q.own)])
        return around + own + self._cosine(p.sentence, q.sentence)

    def _row(
        self,
        i: int,
        j: int,
        places: tuple[list[Place | None], list[Place | None]],
        settled: tuple[dict[int, float], dict[int, float]],
    ) -> dict[str, float] | None:
        """What figures and dates have in common, or None where agreement in a likelier place settles the matter."""
        p, q = places[0][i], places[1][j]
        if p is None or q is None or max(settled[0].get(i, 0.0), settled[1].get(j, 0.0)) >= self._alike(p, q) - MARGIN:
            return None
        return self._shared_row(p, q, (i in settled[0], j in settled[1]))

    def _figure_row(self, x: Quantity, y: Quantity) -> dict[str, float]:
        topics = topic_of(x, self.a.reading), topic_of(y, self.b.reading)
        values = base_values(x)[1], base_values(y)[1]
        low, high = sorted(abs(v) for v in values)
        ratio = math.log10(high / low) if low > 0 else 3.0
        return {
            "unit": same_unit(x, y),
            "no unit": float(x.unit == "" or y.unit == ""),
            "topic shared": float(bool(topics[0] & topics[1])),
            "topic clash": float(bool(topics[0] and topics[1] and not topics[0] & topics[1])),
            "topics unknown": float(not topics[0] and not topics[1]),
            "value ratio": min(3.0, ratio),
            "values close": float(ratio < 0.3),
            "compatible": float(compare_values(x, y) is FigureRelation.COMPATIBLE),
            "bent": float(x.bend != y.bend),
            "vague": float("vague" in {x.bend, y.bend}),
            "others": float((x.unit == "other") != (y.unit == "other")),
            f"kind {x.kind}": 1.0,
        }

    def dates(self) -> tuple[list[tuple[int, int]], Floats]:
        """Pairs of dates (indices into ``Reading.dates``) that differ and could date the same."""
        mine, other = self.a.reading.dates, self.b.reading.dates
        places = self._places(mine, other)
        relations = {(i, j): compare_dates(mine[i], other[j]).relation for i, j in self._looked_at(places)}
        agree = [pair for pair, r in relations.items() if r in {DateRelation.SAME, DateRelation.CONTAINS}]
        settled = self._settled(agree, places)
        pairs, rows = [], []
        for (i, j), relation in relations.items():
            x, y = mine[i], other[j]
            if relation not in {DateRelation.DIFFERENT, DateRelation.MIDNIGHT}:
                continue
            if any(w.relative.startswith("day") and _quoted(s, w) for s, w in ((self.a, x), (self.b, y))):
                # "today" in a quote counts from the day of speaking
                continue
            row = self._row(i, j, places, settled)
            if row is not None:
                clock = _date_kind(x) == _date_kind(y) == "clock"
                pairs.append((i, j))
                rows.append(
                    row
                    | {
                        "neighbours": float(relation is DateRelation.MIDNIGHT),
                        "relative": float(bool(x.relative or y.relative)),
                        "same kind of date": float(_date_kind(x) == _date_kind(y)),
                        f"kind {'clock' if clock else 'date'}": 1.0,
                    }
                )
        return pairs, self._finish("date", pairs, rows)

    def _shared_row(self, p: Place, q: Place, settled: tuple[bool, bool]) -> dict[str, float]:
        one, two = self.a.sentences[p.sentence], self.b.sentences[q.sentence]
        cosine = self._cosine(p.sentence, q.sentence)
        best = cosine >= max(self.best[0][p.sentence], self.best[1][q.sentence]) - 1e-6
        around = _likeness(one.vectors[list(p.around)], two.vectors[list(q.around)])
        lemmas_a = {self.a.stems[int(one.content[r])] for r in p.around}
        lemmas_b = {self.b.stems[int(two.content[r])] for r in q.around}
        names = self._names_near(self.a, p.tokens), self._names_near(self.b, q.tokens)
        verbs = [
            s.reading.tokens[int(x.content[r.governor])].lemma if r.governor is not None else ""
            for s, x, r in ((self.a, one, p), (self.b, two, q))
        ]
        return {
            "sentence cosine": cosine,
            "sentence lemmas": len(one.lemmas & two.lemmas) / max(1, min(len(one.lemmas), len(two.lemmas))),
            "aligned": self.aligned.get((p.sentence, q.sentence), 0.0),
            "sentences mutual best": float(best),
            "own cosine": _likeness(one.vectors[list(p.own)], two.vectors[list(q.own)]),
            "around cosine": around,
            "around lemmas": len(lemmas_a & lemmas_b) / max(1, min(len(lemmas_a), len(lemmas_b))),
            "head cosine": float(one.vectors[p.head] @ two.vectors[q.head])
            if p.head is not None and q.head is not None
            else 0.5,
            "governor cosine": float(one.vectors[p.governor] @ two.vectors[q.governor])
            if p.governor is not None and q.governor is not None
            else 0.4,
            "same governor": float(verbs[0] != "" and verbs[0] == verbs[1]),
            "settled one": float(settled[0] != settled[1]),
            "settled both": float(settled[0] and settled[1]),
            "headline": float(not one.is_body or not two.is_body),
            "names shared": float(bool(names[0] & names[1])),
            "names clash": float(bool(names[0] and names[1] and not names[0] & names[1])),
        }

    @staticmethod
    def _names_near(side: Side, tokens: range) -> frozenset[str]:
        """Last names of the people named within a few words."""
        near = side.reading.tokens[max(0, tokens.start - NEAR) : tokens.stop + NEAR]
        here = side.reading.tokens[tokens.start].sentence
        return frozenset(
            t.text.lower() for t in near if t.sentence == here and t.entity == "PERSON" and t.pos == "PROPN"
        )

    def _finish(self, model: str, pairs: list[tuple[int, int]], rows: list[dict[str, float]]) -> Floats:
        """Rows as an array, with what can only be told from all of them: who is whose best, and how many rivals."""
        names = FEATURES[model]
        out = np.zeros((len(rows), len(names)), np.float32)
        best: tuple[dict[int, float], dict[int, float]] = ({}, {})
        count: tuple[dict[int, int], dict[int, int]] = ({}, {})
        scores = [row["around cosine"] + row["own cosine"] + row["sentence cosine"] for row in rows]
        for pair, score in zip(pairs, scores, strict=True):
            for k in (0, 1):
                best[k][pair[k]] = max(best[k].get(pair[k], 0.0), score)
                count[k][pair[k]] = count[k].get(pair[k], 0) + 1
        for r, (pair, row, score) in enumerate(zip(pairs, rows, scores, strict=True)):
            row["around mutual best"] = float(score >= best[0][pair[0]] and score >= best[1][pair[1]])
            row["rivals"] = math.log(count[0][pair[0]] + count[1][pair[1]])
            for c, name in enumerate(names):
                out[r, c] = row.get(name, 0.0)
        return out


def _quoted(side: Side, when: When) -> bool:
    return any(q.start <= when.start < q.end for q in side.reading.quotes if q.kind is not QuoteKind.INDIRECT)


def _date_kind(when: When) -> str:
    if when.minutes is not None and not when.first:
        return "clock"
    if when.day_of_week is not None or when.relative.startswith("day"):
        return "weekday"
    return "day" if when.day is not None else "month" if when.month is not None else "year"


def _likeness(a: Floats, b: Floats) -> float:
    """Mean of each word's likeness to the best word of the other side, in both directions."""
    if not len(a) or not len(b):
        return 0.0
    cosines = a @ b.T
    return float((cosines.max(axis=1).mean() + cosines.max(axis=0).mean()) / 2)


@cache
def _weights(model: str) -> tuple[Floats, Floats, Floats, float]:
    data = json.loads((resources() / "models" / "conflicts" / "weights.json").read_text(encoding="utf-8"))[model]
    names = FEATURES[model]
    columns = [np.array([data[key][name] for name in names], np.float32) for key in ("mean", "scale", "weight")]
    return columns[0], columns[1], columns[2], float(data["bias"])


def weigh(model: str, rows: Floats) -> Floats:
    """Probability for each row that the two contradict each other."""
    mean, scale, weight, bias = _weights(model)
    scores = 1 / (1 + np.exp(-(((rows - mean) / scale) @ weight + bias)))
    return scores.astype(np.float32)
