"""The judge of coverage: for each content word, how likely it is that only this story says it.

Weights are fitted by ``python -m tests.accuracy.fit_coverage`` and lie, readable, in
``resources/models/coverage/weights.json``. Two logistic regressions in a row: the first weighs the evidence for a word
alone, the second the first's verdicts around it (its neighbours, its claim, its sentence).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from comparer.matching.evidence import FEATURES, claim_groups, sentence_rows
from comparer.matching.known import Known
from comparer.matching.retrieval import Candidate, Rarity
from comparer.matching.side import Side, SideSentence
from comparer.paths import resources

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

STORIES, BRIEFS = "weights.json", "briefs.json"
"""Briefs (alerts, one-sentence reports, excerpts) have a judge of their own: they have no background to weigh."""
BRIEF_WORDS = 120
EVEN = 0.5
AROUND = ("own", "own logit", "±1", "±3", "±6", "claim", "sentence", "left", "right", "sentence most",
          "reader", "reader logit", "reader ±1", "reader ±3", "reader claim", "reader sentence",
          "reader sentence most")  # fmt: skip
"""Columns of the second step, beside the evidence itself."""


@cache
def rarity() -> Rarity:
    """How telling words are, from counts over English news."""
    data: dict[str, Any] = json.loads((resources() / "english/word_counts.json").read_text(encoding="utf-8"))
    return Rarity(data["counts"], data["paragraphs"])


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression on standardised columns."""

    mean: Floats
    scale: Floats
    weights: Floats
    bias: float

    def __call__(self, rows: Floats) -> Floats:
        z = ((rows - self.mean) / self.scale) @ self.weights + self.bias
        p: Floats = (1 / (1 + np.exp(-np.clip(z, -30, 30)))).astype(np.float32)
        return p


def logistic_from_json(data: dict[str, Any], names: tuple[str, ...]) -> Logistic:
    """Read a fitted regression. Raises ValueError where its columns are not those that this version computes."""
    if tuple(data["columns"]) != names:
        raise ValueError("the fitted weights belong to another version of comparer: install it again")
    return Logistic(
        np.asarray(data["mean"], np.float32),
        np.asarray(data["scale"], np.float32),
        np.asarray(data["weights"], np.float32),
        float(data["bias"]),
    )


@dataclass(frozen=True, slots=True)
class Judge:
    """Both regressions and the threshold above which a word is marked."""

    first: Logistic
    second: Logistic
    threshold: float


@cache
def judge(name: str = STORIES) -> Judge:
    """The fitted judge of whole stories, or that of briefs."""
    data = json.loads((resources() / "models/coverage" / name).read_text(encoding="utf-8"))
    return Judge(
        logistic_from_json(data["first"], FEATURES),
        logistic_from_json(data["second"], (*FEATURES, *AROUND)),
        float(data["threshold"]),
    )


def is_brief(a: Side, b: Side) -> bool:
    """Whether either story's body is so short that the pair is judged as briefs."""
    return min(sum(len(s.tokens) for s in side.sentences if s.is_body) for side in (a, b)) <= BRIEF_WORDS


def word_evidence(a: Side, b: Side, retrieved: list[list[Candidate]], known: Known) -> list[Floats]:
    """Evidence rows for each sentence of a (see ``evidence``)."""
    rare = rarity()
    return [sentence_rows(a, s, b, found, rare, known.flags) for s, found in zip(a.sentences, retrieved, strict=True)]


def around(a: Side, sentence: SideSentence, p: Floats, reader: Floats) -> Floats:
    """Second-step columns for a sentence: the first step's verdicts around each word, (n, len(AROUND))."""
    n = len(p)
    out = np.zeros((n, len(AROUND)), np.float32)
    if not n:
        return out
    claims = claim_groups(a, sentence)
    columns = {
        "own": p,
        "own logit": logit(p),
        "±1": window_mean(p, 1),
        "±3": window_mean(p, 3),
        "±6": window_mean(p, 6),
        "claim": claim_mean(p, claims),
        "sentence": p.mean(),
        "left": np.concatenate([p[:1], p[:-1]]),
        "right": np.concatenate([p[1:], p[-1:]]),
        "sentence most": p.max(),
        "reader": reader,
        "reader logit": logit(reader),
        "reader ±1": window_mean(reader, 1),
        "reader ±3": window_mean(reader, 3),
        "reader claim": claim_mean(reader, claims),
        "reader sentence": reader.mean(),
        "reader sentence most": reader.max(),
    }
    for column, name in enumerate(AROUND):
        out[:, column] = columns[name]
    return out


def logit(p: Floats) -> Floats:
    """Log odds, within -4.6 and 4.6."""
    inside = np.clip(p, 0.01, 0.99)
    odds: Floats = np.log(inside / (1 - inside))
    return odds


def claim_mean(values: Floats, claims: list[NDArray[np.int64]]) -> Floats:
    """Each value as the mean of its claim; words outside of claims as they are."""
    out = values.copy()
    for group in claims:
        out[group] = values[group].mean()
    return out


def window_mean(values: Floats, width: int) -> Floats:
    """Mean over each value and ``width`` neighbours on either side."""
    n = len(values)
    total = np.concatenate([[0.0], np.cumsum(values)])
    low = np.maximum(0, np.arange(n) - width)
    high = np.minimum(n, np.arange(n) + width + 1)
    mean: Floats = ((total[high] - total[low]) / (high - low)).astype(np.float32)
    return mean


def probabilities(a: Side, evidence: list[Floats], reader: list[Floats], fitted: Judge) -> list[Floats]:
    """For each sentence of a, how likely each content word stands in a only: above EVEN where it is to be marked."""
    out = []
    for sentence, rows, read in zip(a.sentences, evidence, reader, strict=True):
        first = fitted.first(rows) if len(rows) else np.zeros(0, np.float32)
        p = fitted.second(np.hstack([rows, around(a, sentence, first, read)])) if len(rows) else first
        out.append(_with_even(p, fitted.threshold))
    return out


def _with_even(p: Floats, threshold: float) -> Floats:
    """Stretch probabilities on either side of the threshold so that it comes to lie at EVEN."""
    low, high = p / threshold * EVEN, EVEN + (p - threshold) / (1 - threshold) * (1 - EVEN)
    return np.where(p < threshold, low, high).astype(np.float32)
