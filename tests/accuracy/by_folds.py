"""Compare labelled pairs with weights that never saw them, and write what was found for a scorer.

    python -m tests.accuracy.by_folds --gold DIR --out DIR [--reader FOLDS.jsonl]

Each pair is judged by a judge of coverage fitted on the pairs of other events (``fit_coverage``), and by reader
verdicts from a network that never saw its event (``fit_reader`` writes them). Writes OUT/<pair>.json, public JSON.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np

from comparer.comparison import Comparison, to_json
from comparer.loading import load_text
from comparer.matching import coverage, match
from comparer.matching.coverage import Judge
from comparer.matching.known import Known
from comparer.matching.pair import Fitted
from comparer.matching.retrieval import Candidate
from comparer.matching.side import Side
from comparer.reading import read
from tests.accuracy import fit_coverage
from tests.accuracy.fit_coverage import GOLD_IDS, SEED, load, train_judge
from tests.accuracy.gold import GoldPair

Verdicts = dict[str, dict[int, float]]


def read_verdicts(path: Path | None) -> Verdicts:
    """Reader probabilities: "pair/story/sentence" -> number of the content word -> probability."""
    if path is None:
        return {}
    rows = map(json.loads, path.read_text().splitlines())
    return {row["key"]: {int(k): v for k, v in row["p"].items()} for row in rows}


def compare_pair(pair: GoldPair, judge: Judge, verdicts: Verdicts) -> Comparison:
    """Compare the pair's stories with these models."""
    readings = [read(load_text(text, f"{name}.txt")) for text, name in zip(pair.texts, "ab", strict=True)]

    def read_words(a: Side, b: Side, candidates: list[list[Candidate]], known: Known) -> list[np.ndarray]:
        story = 0 if a.text == pair.texts[0] else 1
        out = []
        for sentence in a.sentences:
            found = verdicts.get(f"{pair.id}/{story}/{sentence.index}", {})
            out.append(np.array([found.get(n, 0.5) for n in range(len(sentence.content))], np.float32))
        return out

    alignments, facts = match(readings, models=Fitted(judge, coverage.judge(coverage.BRIEFS), read_words))
    return Comparison(tuple(r.story for r in readings), tuple(alignments), tuple(facts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--reader", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--folds", type=int, default=9)
    parser.add_argument("--strength", type=float, default=0.01)
    parser.add_argument("--threshold", type=float)
    args = parser.parse_args()
    verdicts = read_verdicts(args.reader)
    items = load(args.gold, verdicts, args.cache and args.cache.with_suffix(".gold.pkl"))
    GOLD_IDS.update(i.pair.id for i in items)
    threshold = args.threshold or json.loads(fit_coverage.WEIGHTS.read_text())["threshold"]
    args.out.mkdir(parents=True, exist_ok=True)
    events = sorted({i.pair.event for i in items})
    random.Random(SEED).shuffle(events)
    for fold in range(args.folds):
        held = set(events[fold :: args.folds])
        first, second = train_judge([i for i in items if i.pair.event not in held], 0.0, args.strength)
        judge = Judge(first, second, threshold)
        for pair in {i.pair.id: i.pair for i in items if i.pair.event in held}.values():
            found = compare_pair(pair, judge, verdicts)
            (args.out / f"{pair.id}.json").write_text(json.dumps(to_json(found), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
