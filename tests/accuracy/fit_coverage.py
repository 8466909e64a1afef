"""Fit the judge of coverage on labelled story pairs, and say how good it is by folds.

    python -m tests.accuracy.fit_coverage --gold DIR [--pairs DIR] [--reader FOLDS.jsonl] [--write]

By folds: each gold pair is judged by weights fitted on the others, pairs on one event never on both sides.
Needs the dependency group ``fit`` (scikit-learn).
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from comparer.matching.coverage import AROUND, Logistic, around, word_evidence
from comparer.matching.evidence import FEATURES
from comparer.matching.side import Side
from tests.accuracy.examples import each_way, sides_of
from tests.accuracy.gold import GoldPair, label, load_gold

SEED = 7
WEIGHTS = Path(__file__).parents[2] / "resources/models/coverage/weights.json"


@dataclass
class Judged:
    """One direction of a pair: evidence and labels a sentence."""

    pair: GoldPair
    story: int
    side: Side
    rows: list[np.ndarray]
    labels: list[np.ndarray]
    """-1 where not scored."""
    reader: list[np.ndarray]


def evidence_of(pair: GoldPair, readers: dict[str, dict[int, float]]) -> list[Judged]:
    """Evidence and labels of both directions."""
    out = []
    for k, a, b, chosen, known in each_way(sides_of(pair.texts)):
        rows = word_evidence(a, b, chosen, known)
        labels, reader = [], []
        for sentence in a.sentences:
            values = [label(pair, k, a.reading.tokens[i].start, a.reading.tokens[i].end) for i in sentence.content]
            labels.append(np.array([-1 if v is None or not sentence.is_body else v for v in values], np.int64))
            found = readers.get(f"{pair.id}/{k}/{sentence.index}", {})
            reader.append(np.array([found.get(n, 0.5) for n in range(len(values))], np.float32))
        out.append(Judged(pair, k, a, rows, labels, reader))
    return out


def fit(rows: np.ndarray, labels: np.ndarray, weights: np.ndarray, strength: float) -> Logistic:
    """A logistic regression on standardised columns."""
    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-3)
    model = LogisticRegression(C=strength, max_iter=2000).fit((rows - mean) / scale, labels, sample_weight=weights)
    return Logistic(
        mean.astype(np.float32), scale.astype(np.float32), model.coef_[0].astype(np.float32), float(model.intercept_[0])
    )


def stack(items: list[Judged], columns: list[list[np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """Rows and labels that are scored."""
    rows = np.concatenate([c for one in columns for c in one])
    labels = np.concatenate([x for i in items for x in i.labels])
    return rows[labels >= 0], labels[labels >= 0]


def weights_of(items: list[Judged], other: float) -> np.ndarray:
    return np.concatenate(
        [np.full(int((x >= 0).sum()), 1.0 if i.pair.id in GOLD_IDS else other) for i in items for x in i.labels]
    )


GOLD_IDS: set[str] = set()


def train_judge(items: list[Judged], other: float, strength: float) -> tuple[Logistic, Logistic]:
    """Both steps. The second learns from first-step verdicts on pairs that the first did not see."""
    events = sorted({i.pair.event for i in items})
    random.Random(SEED).shuffle(events)
    first_p: dict[int, list[np.ndarray]] = {}
    for fold in range(4):
        held = set(events[fold::4])
        some = [i for i in items if i.pair.event not in held]
        model = fit(*stack(some, [i.rows for i in some]), weights_of(some, other), strength)
        for n, i in enumerate(items):
            if i.pair.event in held:
                first_p[n] = [model(r) if len(r) else np.zeros(0, np.float32) for r in i.rows]
    first = fit(*stack(items, [i.rows for i in items]), weights_of(items, other), strength)
    second_rows = [second_columns(i, first_p[n]) for n, i in enumerate(items)]
    second = fit(*stack(items, second_rows), weights_of(items, other), strength)
    return first, second


def second_columns(item: Judged, p: list[np.ndarray]) -> list[np.ndarray]:
    return [
        np.hstack([r, around(item.side, s, q, x)])
        for r, s, q, x in zip(item.rows, item.side.sentences, p, item.reader, strict=True)
    ]


def judged(item: Judged, first: Logistic, second: Logistic) -> list[np.ndarray]:
    """Second-step probabilities of each sentence."""
    p = [first(r) if len(r) else np.zeros(0, np.float32) for r in item.rows]
    return [second(r) if len(r) else np.zeros(0, np.float32) for r in second_columns(item, p)]


def mcc(labels: np.ndarray, marks: np.ndarray) -> float:
    """Matthews correlation."""
    labels, marks = labels.astype(bool), marks.astype(bool)
    tp, tn = float((labels & marks).sum()), float((~labels & ~marks).sum())
    fp, fn = float((~labels & marks).sum()), float((labels & ~marks).sum())
    scale = ((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)) ** 0.5
    return (tp * tn - fp * fn) / scale if scale else 0.0


def by_folds(
    items: list[Judged], others: list[Judged], other: float, strength: float, folds: int = 9
) -> tuple[np.ndarray, np.ndarray, dict]:
    """Labels and probabilities of all gold words, each judged by weights that never saw its event."""
    events = sorted({i.pair.event for i in items})
    random.Random(SEED).shuffle(events)
    labels, ps, keyed = [], [], {}
    for fold in range(folds):
        held = set(events[fold::folds])
        first, second = train_judge([i for i in items if i.pair.event not in held] + others, other, strength)
        for i in items:
            if i.pair.event in held:
                p = judged(i, first, second)
                keyed[(i.pair.id, i.story)] = p
                for x, y in zip(i.labels, p, strict=True):
                    labels.append(x[x >= 0])
                    ps.append(y[x >= 0])
    return np.concatenate(labels), np.concatenate(ps), keyed


def to_json(model: Logistic, columns: tuple[str, ...]) -> dict[str, object]:
    return {
        "columns": list(columns),
        "mean": [round(float(x), 5) for x in model.mean],
        "scale": [round(float(x), 5) for x in model.scale],
        "weights": [round(float(x), 5) for x in model.weights],
        "bias": round(model.bias, 5),
    }


def load(folder: Path | None, readers: dict[str, dict[int, float]], cache: Path | None) -> list[Judged]:
    if folder is None:
        return []
    if cache and cache.exists():
        return pickle.loads(cache.read_bytes())
    items = [j for pair in load_gold(folder) for j in evidence_of(pair, readers)]
    if cache:
        cache.write_bytes(pickle.dumps(items))
    return items


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--reader", type=Path, help="folds.jsonl of tests.accuracy.fit_reader")
    parser.add_argument("--other-weight", type=float, default=0.3)
    parser.add_argument("--strength", type=float, default=0.01)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights fitted on everything")
    args = parser.parse_args()
    readers: dict[str, dict[int, float]] = {}
    if args.reader:
        for line in args.reader.read_text().splitlines():
            row = json.loads(line)
            readers[row["key"]] = {int(k): v for k, v in row["p"].items()}
    items = load(args.gold, readers, args.cache and args.cache.with_suffix(".gold.pkl"))
    others = load(args.pairs, readers, args.cache and args.cache.with_suffix(".pairs.pkl"))
    GOLD_IDS.update(i.pair.id for i in items)
    labels, p, _ = by_folds(items, others, args.other_weight, args.strength)
    scores = {t / 100: mcc(labels, p > t / 100) for t in range(30, 71, 2)}
    best = max(scores, key=scores.__getitem__)
    print(f"by folds: MCC {scores[0.5]:.3f} at 0.5, {scores[best]:.3f} at {best}; {len(labels)} words")
    if args.write:
        first, second = train_judge(items + others, args.other_weight, args.strength)
        data = {
            "seed": SEED,
            "threshold": best,
            "first": to_json(first, FEATURES),
            "second": to_json(second, (*FEATURES, *AROUND)),
        }
        WEIGHTS.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    from tests.accuracy import fit_coverage

    fit_coverage.main()
