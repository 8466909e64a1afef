"""Fit the thresholds above which two sentences count as aligned, on pairs of sentences that readers tied.

    python -m tests.accuracy.fit_alignment DIR [--write]

DIR holds folders with gold.json, whose key ``sentences`` lists {"a": first words, "b": first words, "relation"}.
"""

from __future__ import annotations

import argparse
import itertools
import json
from pathlib import Path

from comparer.matching import passages
from comparer.matching.coverage import rarity
from comparer.matching.retrieval import PASSAGES, retrieve
from comparer.matching.side import Side
from tests.accuracy.examples import sides_of
from tests.accuracy.gold import Finder


def gold_pairs(gold: dict, sides: tuple[Side, Side]) -> set[tuple[int, int]]:
    """Indices of the tied sentences."""
    out = set()
    finders = [Finder(side.text) for side in sides]
    for tied in gold.get("sentences", []):
        found = []
        for k, side in zip("ab", sides, strict=True):
            span = finders["ab".index(k)](tied[k])
            at = [n for n, s in enumerate(side.reading.sentences) if span and s.start - 2 <= span[0] < s.end]
            found.append(at[0] if at else None)
        if None not in found:
            out.add((found[0], found[1]))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    data = []
    for path in sorted(args.folder.glob("*/gold.json")):
        gold = json.loads(path.read_text())
        if not gold.get("sentences"):
            continue
        a, b = sides_of(tuple((path.parent / gold["stories"][k]).read_text() for k in "ab"))  # type: ignore[arg-type]
        data.append(
            (a, b, retrieve(a, b, rarity(), PASSAGES), retrieve(b, a, rarity(), PASSAGES), gold_pairs(gold, (a, b)))
        )
    best = (0.0, {})
    for least, of_best, sure in itertools.product(
        (0.3, 0.34, 0.38, 0.42, 0.46, 0.5), (0.6, 0.7, 0.8, 0.9), (0.5, 0.56, 0.62, 0.7, 1.0)
    ):
        limits = {"least": least, "of best": of_best, "sure": sure, "paraphrase": 0.55}
        passages.thresholds = lambda limits=limits: limits  # type: ignore[assignment]
        tp = fp = fn = 0
        for a, b, forward, backward, want in data:
            body = {(p.a, p.b) for p in passages.align_sentences(a, b, forward, backward)
                    if a.sentences[p.a].is_body and b.sentences[p.b].is_body}  # fmt: skip
            want = {(i, j) for i, j in want if a.sentences[i].is_body and b.sentences[j].is_body}
            tp, fp, fn = tp + len(body & want), fp + len(body - want), fn + len(want - body)
        f1 = 2 * tp / max(1, 2 * tp + fp + fn)
        if f1 > best[0]:
            best = (f1, limits)
            print(f"F1 {f1:.3f} precision {tp / max(1, tp + fp):.3f} recall {tp / max(1, tp + fn):.3f} {limits}")
    if args.write:
        out = Path(__file__).parents[2] / "resources/models/coverage/alignment.json"
        out.write_text(json.dumps({"thresholds": best[1]}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
