"""Fit how important a fact is, on the weights that readers gave to what only one story says (1 minor … 3 must know).

    python -m tests.accuracy.fit_importance DIR [DIR …] [--write]

Ridge regression in numpy; prints the rank correlation by folds over events.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np

from comparer.comparison import Fact, Mention, Status
from comparer.loading import load_text
from comparer.matching.importance import COLUMNS, columns, weights
from comparer.reading import read
from tests.accuracy.gold import GoldPair, load_gold

SEED = 7
RIDGE = 5.0


def rows_of(pair: GoldPair) -> tuple[list[list[float]], list[float]]:
    """Columns and target (0 for minor, 1 for must know) of each item that only one story has."""
    readings = [read(load_text(text, "story.txt")) for text in pair.texts]
    rows, targets = [], []
    for story, items in enumerate(pair.only):
        for start, end, weight, kind in items:
            fact = Fact("", kind, Status.ONLY, "", (Mention(story, start, end),))
            rows.append(columns(fact, readings))
            targets.append((weight - 1) / 2)
    return rows, targets


def ridge(rows: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Least squares with a penalty on every column but the bias."""
    penalty = RIDGE * np.eye(rows.shape[1])
    penalty[0, 0] = 0
    return np.linalg.solve(rows.T @ rows + penalty, rows.T @ targets)


def rank_correlation(a: np.ndarray, b: np.ndarray) -> float:
    """Spearman's, ties by mean rank."""

    def ranks(x: np.ndarray) -> np.ndarray:
        _, inverse, counts = np.unique(x, return_inverse=True, return_counts=True)
        mean = np.cumsum(counts) - (counts - 1) / 2
        return mean[inverse]

    return float(np.corrcoef(ranks(a), ranks(b))[0, 1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    pairs = [pair for folder in args.folders for pair in load_gold(folder)]
    data = {}
    for pair in pairs:
        rows, targets = rows_of(pair)
        if rows:
            old = data.get(pair.event, ([], []))
            data[pair.event] = (old[0] + rows, old[1] + targets)
    events = sorted(data)
    random.Random(SEED).shuffle(events)
    got, want = [], []
    for fold in range(5):
        train = [e for k, e in enumerate(events) if k % 5 != fold]
        fitted = ridge(
            np.array([r for e in train for r in data[e][0]]), np.array([t for e in train for t in data[e][1]])
        )
        for event in (e for k, e in enumerate(events) if k % 5 == fold):
            got += list(np.array(data[event][0]) @ fitted)
            want += data[event][1]
    print(f"{len(want)} items, rank correlation by folds {rank_correlation(np.array(got), np.array(want)):.3f}")
    fitted = ridge(np.array([r for e in events for r in data[e][0]]), np.array([t for e in events for t in data[e][1]]))
    print(*(f"{name} {value:+.2f}" for name, value in zip(COLUMNS, fitted, strict=True)), sep=", ")
    if args.write:
        out = Path(__file__).parents[2] / "resources/models/importance.json"
        kept = weights() | {"columns": list(COLUMNS), "weights": [round(float(x), 4) for x in fitted]}
        out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
