"""Fit the model that tells quotes from other proposals on articles whose quotes people have marked.

    python -m tests.accuracy.fit_quotes POLNEAR_TRAIN.jsonl [--folds 3] [--write]

Each line of the file is one article: ``{"id", "text", "quotes": [{"start", "end", "optional"}]}``, offsets in code
points. A proposal is right where it covers a marked quote well; one that covers an ``optional`` quote (belief, wish,
plan) counts as wrong with a quarter of the weight. Logistic regression with an L2 penalty, by numpy alone, the same
every time. Prints precision, recall and F1 by cross-validation over articles; ``--write`` puts the weights into the
project.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from comparer.loading import load_text
from comparer.paths import resources
from comparer.reading.choosing import choose
from comparer.reading.parsing import parse_story
from comparer.reading.proposals import Proposal, propose
from comparer.reading.quote_features import features
from comparer.reading.quote_model import QuoteModel
from comparer.reading.quotes import headlines, read_text

PENALTY = 2.0
ROUNDS = 200
SEEN = 4
"""A feature must hold for this many proposals."""
SMALL = 0.05
"""Weights nearer to nought are left out of the file."""
OPTIONAL_WEIGHT = 0.25
THRESHOLDS = {"threshold": 0.38, "nested": 0.7, "marked": 0.15}
COVER = 0.3
"""Share of a marked quote that a chosen one must cover to have found it (the rule of the Gender Gap Tracker)."""


@dataclass
class Article:
    """The proposals of one article with their features, whether each is right and how much it weighs."""

    proposals: list[Proposal]
    names: list[list[str]]
    right: list[float]
    weight: list[float]
    marked: list[dict[str, Any]]


def read_article(item: dict[str, Any]) -> Article | None:
    """Propose quotes for one article and judge the proposals by what people marked.

    None for a text that loading does not keep as it stands (control characters): its offsets would mean nothing.
    """
    story = load_text(item["text"])
    if story.text != item["text"]:
        return None
    tokens, sentences = parse_story(story)
    text = read_text(story, tokens)
    proposals = propose(text)
    heads = headlines(story, sentences)
    names = [features(text, p, tokens[p.first].sentence in heads) for p in proposals]
    right, weight = judge(proposals, item["quotes"])
    return Article(proposals, names, right, weight, item["quotes"])


def judge(proposals: Sequence[Proposal], marked: Sequence[dict[str, Any]]) -> tuple[list[float], list[float]]:
    """For each proposal how right it is (0, 0.7 or 1) and what it weighs in fitting."""
    overlaps = [
        [
            (n, _shares(p.start, p.end, q["start"], q["end"]))
            for n, q in enumerate(marked)
            if q["start"] < p.end and p.start < q["end"]
        ]
        for p in proposals
    ]
    best: dict[int, float] = {}
    for row in overlaps:
        for n, (union, _, _) in row:
            best[n] = max(best.get(n, 0.0), union)
    right, weight = [], []
    for p, row in zip(proposals, overlaps, strict=True):
        value, counts = 0.0, 1.0
        for n, (union, of_marked, of_mine) in row:
            good = union >= 0.5 or (of_marked > COVER and of_mine > 0.4 and union >= best[n] - 0.1)
            if not good or (p.inside is not None and union < best[n] - 0.25):
                continue
            if not marked[n].get("optional"):
                value, counts = max(value, 1.0 if union > 0.5 else 0.7), 1.0
            elif not value:
                counts = OPTIONAL_WEIGHT
        right.append(value)
        weight.append(counts)
    return right, weight


def _shares(start: int, end: int, other_start: int, other_end: int) -> tuple[float, float, float]:
    """Overlap as a share of both together, of the other, and of the first."""
    common = min(end, other_end) - max(start, other_start)
    return (
        common / (max(end, other_end) - min(start, other_start)),
        common / (other_end - other_start),
        common / (end - start),
    )


def fit(articles: Sequence[Article]) -> dict[str, float]:
    """Weights by feature. Full-batch descent with Adam's steps: no chance is involved."""
    seen = Counter(name for a in articles for names in a.names for name in names)
    index = {name: k for k, name in enumerate(sorted(n for n, count in seen.items() if count >= SEEN))}
    rows: list[int] = []
    columns: list[int] = []
    right: list[float] = []
    weight: list[float] = []
    for article in articles:
        for names, is_right, counts in zip(article.names, article.right, article.weight, strict=True):
            known = [index[name] for name in names if name in index]
            rows.extend([len(right)] * len(known))
            columns.extend(known)
            right.append(is_right)
            weight.append(counts)
    row, column = np.array(rows), np.array(columns)
    wanted, mass = np.array(right), np.array(weight)
    theta, first, second = (np.zeros(len(index)) for _ in range(3))
    for step in range(1, ROUNDS + 1):
        score = np.bincount(row, theta[column], len(wanted))
        likely = 1 / (1 + np.exp(-np.clip(score, -30, 30)))
        slope = np.bincount(column, ((likely - wanted) * mass)[row], len(index)) + PENALTY * theta
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope * slope
        rate = 0.1 * (1 - step / (ROUNDS + 20))
        theta -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return {name: round(float(theta[k]), 2) for name, k in index.items() if abs(theta[k]) >= SMALL}


def count(article: Article, model: QuoteModel) -> tuple[int, int, int]:
    """Quotes found, wrong and missed in one article; what lies on optional quotes is neither right nor wrong."""
    likely = [model.likelihood(names) for names in article.names]
    left = [
        article.proposals[k] for k in choose(article.proposals, likely, model.threshold, model.nested, model.marked)
    ]
    wanted = [q for q in article.marked if not q.get("optional")]
    found = 0
    for q in wanted:
        size = q["end"] - q["start"]
        cover = [max(0, min(q["end"], p.end) - max(q["start"], p.start)) / size for p in left]
        best = max(range(len(left)), key=lambda k: cover[k], default=None)
        if best is not None and cover[best] > COVER:
            del left[best]
            found += 1
    spare = [
        p
        for p in left
        if not any(
            min(q["end"], p.end) - max(q["start"], p.start) > (p.end - p.start) / 2
            for q in article.marked
            if q.get("optional")
        )
    ]
    return found, len(spare), len(wanted) - found


def main() -> None:
    """Cross-validate, and write the weights if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    lines = args.articles.read_text(encoding="utf-8").splitlines()
    read = [read_article(json.loads(line)) for line in lines if line.strip()]
    articles = [a for a in read if a is not None]
    totals = np.zeros(3)
    for fold in range(args.folds):
        weights = fit([a for k, a in enumerate(articles) if k % args.folds != fold])
        model = QuoteModel(weights, **THRESHOLDS)
        totals += np.sum([count(a, model) for k, a in enumerate(articles) if k % args.folds == fold], axis=0)
    found, wrong, missed = totals
    precision, recall = found / (found + wrong), found / (found + missed)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{len(articles)} articles ({len(read) - len(articles)} left out), {args.folds} folds:")
    print(f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    if args.write:
        path = resources() / "models" / "quotes" / "weights.json"
        data = {**THRESHOLDS, "weights": dict(sorted(fit(articles).items()))}
        path.write_text(json.dumps(data, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"{len(data['weights'])} weights written to {path}")  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
