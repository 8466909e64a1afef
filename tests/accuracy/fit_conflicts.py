"""Fit the weights by which conflicts of figures and dates are told from differences that mean nothing.

    python -m tests.accuracy.fit_conflicts [--gold GOLD_DIR] [--bench ITEMS.jsonl] [--out WEIGHTS.json]
        [--cache FILE]

Learns from the marked pairs in ``tests/accuracy/pairs`` and from the pairs and headlines that are named besides. Prints
what five folds by event reach, and writes ``resources/models/conflicts/weights.json``. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import json
import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from comparer.loading import load_text
from comparer.matching.conflicts import one_to_one
from comparer.matching.coverage import rarity
from comparer.matching.retrieval import PASSAGES, retrieve
from comparer.matching.same_matter import FEATURES, Matters
from comparer.matching.side import Side, make_side
from comparer.paths import resources
from comparer.reading import read
from comparer.reading.language import Parsed
from comparer.reading.vectors import Vectors
from tests.accuracy.gold import load_gold

FOLDS = 5
STRENGTH = 0.1
"""Inverse of the weight decay."""
Spans = list[tuple[int, int]]


@dataclass
class Example:
    """Two stories and the pairs of spans that contradict each other; ``group`` keeps one event in one fold."""

    name: str
    group: str
    matters: Matters
    tensions: list[tuple[Spans, Spans]]


def alignment(a: Side, b: Side) -> dict[tuple[int, int], float]:
    """Sentences that neither story has a much better partner for."""
    scores = {(i, c.index): c.score for i, found in enumerate(retrieve(a, b, rarity(), PASSAGES)) for c in found}
    scores |= {(c.index, j): c.score for j, found in enumerate(retrieve(b, a, rarity(), PASSAGES)) for c in found}
    best: tuple[dict[int, float], dict[int, float]] = ({}, {})
    for (i, j), score in scores.items():
        best[0][i] = max(best[0].get(i, 0.0), score)
        best[1][j] = max(best[1].get(j, 0.0), score)
    return {
        (i, j): s for (i, j), s in scores.items() if s >= 0.3 and (s >= 0.6 or s >= 0.85 * max(best[0][i], best[1][j]))
    }


PARSED: dict[str, Parsed] = {}
VECTORS: dict[str, Vectors] = {}


def example(name: str, group: str, texts: tuple[str, str], tensions: list[tuple[Spans, Spans]]) -> Example:
    """Read and prepare one pair."""
    a, b = (make_side(read(load_text(text), PARSED), VECTORS) for text in texts)
    return Example(name, group, Matters(a, b, alignment(a, b)), tensions)


def from_gold(folder: Path) -> list[Example]:
    """Pairs with their tensions from a folder of gold or of marked files."""
    return [example(p.id, p.event, p.texts, [([x], [y]) for x, y in p.tension]) for p in load_gold(folder)]


def from_bench(path: Path) -> list[Example]:
    """Pairs of headlines, each a story of one sentence, with the chunks that differ."""
    out = []
    head = "News\n\n"
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        tensions = [
            ([(s + len(head), e + len(head)) for s, e in k["a"]], [(s + len(head), e + len(head)) for s, e in k["b"]])
            for k in item["links"]
            if k["label"] in {"differs", "specific"}
        ]
        out.append(example(item["id"], "bench", (f"{head}{item['a']}\n", f"{head}{item['b']}\n"), tensions))
    return out


@dataclass
class Rows:
    """Candidates of all examples for one model."""

    values: np.ndarray
    labels: np.ndarray
    owner: np.ndarray
    pairs: list[tuple[int, int]]
    hits: list[tuple[int, ...]]


def rows_of(model: str, examples: list[Example]) -> Rows:
    """Rows, whether each touches a tension on both sides, and which ones."""
    values, owner, pairs, hits = [], [], [], []
    for number, one in enumerate(examples):
        m = one.matters
        found, rows = m.figures() if model == "figure" else m.dates()
        sides = [s.reading.quantities if model == "figure" else s.reading.dates for s in (m.a, m.b)]
        for (i, j), row in zip(found, rows, strict=True):
            x, y = sides[0][i], sides[1][j]
            touched = tuple(
                k
                for k, (left, right) in enumerate(one.tensions)
                if any(x.start < e and s < x.end for s, e in left) and any(y.start < e and s < y.end for s, e in right)
            )
            values.append(row)
            owner.append(number)
            pairs.append((i, j))
            hits.append(touched)
    return Rows(np.array(values), np.array([bool(h) for h in hits]), np.array(owner), pairs, hits)


def fit(values: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Mean, scale, weight of each column and the bias."""
    mean, scale = values.mean(axis=0), np.maximum(values.std(axis=0), 1e-3)
    fitted = LogisticRegression(C=STRENGTH, max_iter=5_000).fit((values - mean) / scale, labels)
    return mean, scale, fitted.coef_[0], float(fitted.intercept_[0])


def folds(model: str, rows: Rows, examples: list[Example]) -> np.ndarray:
    """For each row its probability by weights fitted without its event."""
    groups = sorted({e.group for e in examples})
    fold_of = {group: k % FOLDS for k, group in enumerate(groups)}
    fold = np.array([fold_of[examples[k].group] for k in rows.owner])
    if "bench" in fold_of:
        fold[[examples[k].group == "bench" for k in rows.owner]] = np.array(
            [k % FOLDS for k in rows.owner if examples[k].group == "bench"]
        )
    out = np.zeros(len(fold))
    for k in range(FOLDS):
        mean, scale, weight, bias = fit(rows.values[fold != k], rows.labels[fold != k])
        out[fold == k] = 1 / (1 + np.exp(-((rows.values[fold == k] - mean) / scale @ weight + bias)))
    return out


def report(model: str, rows: Rows, examples: list[Example], scores: np.ndarray, which: list[int], title: str) -> None:
    """Print how many tensions are found and how many reports touch none, at several thresholds."""
    for least in (0.15, 0.2, 0.3, 0.4, 0.5):
        found, wrong, reported = set(), 0, 0
        for number in which:
            mine = np.flatnonzero(rows.owner == number)
            chosen = one_to_one([rows.pairs[k] for k in mine], scores[mine], least)
            at = {rows.pairs[k]: k for k in mine}
            for pair, _ in chosen:
                hits = rows.hits[at[pair]]
                reported += 1
                wrong += not hits
                found |= {(number, h) for h in hits}
        reachable = {(k, h) for k, hits in zip(rows.owner, rows.hits, strict=True) if k in set(which) for h in hits}
        print(
            f"{model} {title} from {least:.2f}: "
            f"found {len(found)} of {len(reachable)}, reported {reported}, wrong {wrong}"
        )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--bench", type=Path)
    parser.add_argument("--out", type=Path, default=resources() / "models" / "conflicts" / "weights.json")
    parser.add_argument(
        "--cache", type=Path, help="keeps parsed paragraphs and vectors between runs (a pickle of yours)"
    )
    options = parser.parse_args()
    if options.cache and options.cache.exists():
        parsed, vectors = pickle.loads(options.cache.read_bytes())
        PARSED.update(parsed)
        VECTORS.update(vectors)
    sets = {"pairs": from_gold(Path(__file__).parent / "pairs")}
    if options.gold:
        sets["gold"] = from_gold(options.gold)
    if options.bench:
        sets["bench"] = from_bench(options.bench)
    if options.cache:
        options.cache.write_bytes(pickle.dumps((PARSED, VECTORS)))
    examples = [e for group in sets.values() for e in group]
    data: dict[str, dict[str, Any]] = {}
    for model, names in FEATURES.items():
        rows = rows_of(model, examples)
        scores = folds(model, rows, examples)
        first = 0
        for title, group in sets.items():
            report(model, rows, examples, scores, list(range(first, first + len(group))), title)
            first += len(group)
        mean, scale, weight, bias = fit(rows.values, rows.labels)
        columns = {"mean": mean, "scale": scale, "weight": weight}
        data[model] = {k: dict(zip(names, (round(float(v), 4) for v in c), strict=True)) for k, c in columns.items()}
        data[model]["bias"] = round(bias, 4)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
