"""Fit the judge of coverage for briefs (alerts, one-sentence reports, excerpts) on public data with human labels.

    python -m tests.accuracy.fit_briefs BENCH [--write]

BENCH holds ``conflict/items.jsonl`` (iSTS headlines: chunks that one report has alone) and ``mentions/`` (ECB+:
actions, participants, places and times that the other text has or lacks). Prints balanced accuracy by folds over
topics.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from comparer.matching.coverage import AROUND, BRIEFS, word_evidence
from comparer.matching.evidence import FEATURES
from tests.accuracy.examples import each_way, sides_of
from tests.accuracy.fit_coverage import GOLD_IDS, SEED, Judged, judged, to_json, train_judge
from tests.accuracy.gold import GoldPair

Labels = list[tuple[int, int, int]]
"""(start, end, 1 for only or 0 for shared); words outside are not scored."""


def headline_pairs(path: Path) -> Iterator[tuple[str, str, tuple[str, str], tuple[Labels, Labels]]]:
    """(name, topic, texts, labels) of iSTS pairs, each sentence as the body of a story."""
    head = "News\n\n"
    for line in path.read_text().splitlines():
        item = json.loads(line)
        labels: tuple[Labels, Labels] = ([], [])
        for link in item["links"]:
            for k in (0, 1):
                value = {f"only_{'ab'[k]}": 1, "same": 0, "differs": 0, "specific": 0}.get(link["label"])
                if value is not None:
                    labels[k].extend((s + len(head), e + len(head), value) for s, e in link["ab"[k]])
        yield item["id"], item["id"], (f"{head}{item['a']}\n", f"{head}{item['b']}\n"), labels


def mention_pairs(folder: Path) -> Iterator[tuple[str, str, tuple[str, str], tuple[Labels, Labels]]]:
    """The same of ECB+ pairs."""
    documents = {d["doc"]: d for d in map(json.loads, (folder / "docs.jsonl").read_text().splitlines())}
    for line in (folder / "items.jsonl").read_text().splitlines():
        item = json.loads(line)
        labels: tuple[Labels, Labels] = ([], [])
        for k in (0, 1):
            for mention in documents[item["ab"[k]]]["mentions"]:
                gold = item[f"gold_{'ab'[k]}"].get(mention["id"])
                if gold and not mention["pron"]:
                    labels[k].extend((s, e, int(gold == "only")) for s, e in mention["spans"])
        yield item["id"], f"ecb{item['topic']}", tuple(documents[item[k]]["text"] for k in "ab"), labels  # type: ignore[misc]


def judged_of(name: str, topic: str, texts: tuple[str, str], labels: tuple[Labels, Labels]) -> list[Judged]:
    """Evidence and labels of both directions."""
    out = []
    for k, a, b, chosen, known in each_way(sides_of(texts)):
        rows = word_evidence(a, b, chosen, known)
        values = []
        for sentence in a.sentences:
            found = []
            for i in sentence.content:
                token = a.reading.tokens[i]
                inside = [v for s, e, v in labels[k] if s < token.end and token.start < e]
                found.append(inside[0] if inside and sentence.is_body else -1)
            values.append(np.array(found, np.int64))
        pair = GoldPair(name, topic, texts, ([], []), ([], []))
        out.append(Judged(pair, k, a, rows, values, [np.full(len(r), 0.5, np.float32) for r in rows]))
    return out


def balanced(labels: np.ndarray, marks: np.ndarray) -> float:
    """Mean of recall and specificity."""
    return float((marks[labels == 1].mean() + (~marks[labels == 0]).mean()) / 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--strength", type=float, default=0.05)
    args = parser.parse_args()
    items: list[Judged] = []
    kinds: dict[str, str] = {}
    for kind, pairs in (
        ("chunks", headline_pairs(args.bench / "conflict/items.jsonl")),
        ("mentions", mention_pairs(args.bench / "mentions")),
    ):
        for pair in pairs:
            items += judged_of(*pair)
            kinds[pair[0]] = kind
    GOLD_IDS.update(i.pair.id for i in items)
    topics = sorted({i.pair.event for i in items})
    random.Random(SEED).shuffle(topics)
    collected: dict[str, list[tuple[np.ndarray, np.ndarray]]] = defaultdict(list)
    for fold in range(5):
        held = set(topics[fold::5])
        first, second = train_judge([i for i in items if i.pair.event not in held], 1.0, args.strength)
        for i in items:
            if i.pair.event in held:
                for labels, p in zip(i.labels, judged(i, first, second), strict=True):
                    collected[kinds[i.pair.id]].append((labels[labels >= 0], p[labels >= 0]))
    thresholds = [t / 100 for t in range(20, 71, 2)]
    scores = np.zeros(len(thresholds))
    for kind, parts in collected.items():
        labels, p = (np.concatenate(x) for x in zip(*parts, strict=True))
        by_threshold = [balanced(labels, p > t) for t in thresholds]
        scores += by_threshold
        best = int(np.argmax(by_threshold))
        print(f"{kind}: balanced accuracy by folds {by_threshold[best]:.3f} at {thresholds[best]}, {len(labels)} words")
    threshold = thresholds[int(np.argmax(scores))]
    print(f"threshold {threshold}")
    if args.write:
        first, second = train_judge(items, 1.0, args.strength)
        data = {
            "seed": SEED,
            "threshold": threshold,
            "first": to_json(first, FEATURES),
            "second": to_json(second, (*FEATURES, *AROUND)),
        }
        (Path(__file__).parents[2] / "resources/models/coverage" / BRIEFS).write_text(
            json.dumps(data, indent=1) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
