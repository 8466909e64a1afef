"""Sentences with labelled words beside the other story's best passages: what the trained reader learns from.

    python -m tests.accuracy.examples --out EXAMPLES.jsonl [--gold DIR] [--pairs DIR]

Sets: ``gold`` (story pairs in DIR, judged by folds) and ``pairs`` (the project's own marked pairs). Each line holds
what the network would read of one sentence (``comparer.matching.reader.ReaderInput``) and its labels, one a content
word: ``labels`` 1 where only this story says it, 0 where both do, null where readers may disagree.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from comparer.loading import load_text
from comparer.matching.coverage import rarity
from comparer.matching.known import Known, known_of, match_names
from comparer.matching.quotes import match_quotes
from comparer.matching.reader import reader_input
from comparer.matching.retrieval import Candidate, choose_passages, retrieve
from comparer.matching.side import Side, make_side
from comparer.reading import read
from tests.accuracy.gold import GoldPair, label, load_gold


def sides_of(texts: tuple[str, str]) -> tuple[Side, Side]:
    """Both stories read and made ready."""
    a, b = (make_side(read(load_text(t, "story.txt"))) for t in texts)
    return a, b


def each_way(sides: tuple[Side, Side]) -> Iterator[tuple[int, Side, Side, list[list[Candidate]], Known]]:
    """Both directions: which one, a, b, for each sentence of a its passages of b, and what is known of a."""
    names, quotes = match_names(*sides), match_quotes(*sides)
    for k in (0, 1):
        a, b = sides[k], sides[1 - k]
        known = known_of(
            a,
            b,
            names if k == 0 else [(j, i, s) for i, j, s in names],
            quotes if k == 0 else [q.mirrored() for q in quotes],
        )
        yield k, a, b, choose_passages(a, b, retrieve(a, b, rarity()), rarity()), known


def pair_examples(pair: GoldPair, name: str) -> Iterator[dict[str, Any]]:
    """Both directions of a labelled pair, a sentence each."""
    for k, a, b, chosen, known in each_way(sides_of(pair.texts)):
        if a.text != pair.texts[k]:
            raise ValueError(f"{pair.id}: the loader changed the text")
        for sentence, found in zip(a.sentences, chosen, strict=True):
            if not sentence.is_body or not len(sentence.content):
                continue
            tokens = [a.reading.tokens[i] for i in sentence.content]
            given = reader_input(a, sentence, b, found, known)
            yield {
                "set": name,
                "event": pair.event,
                "key": f"{pair.id}/{k}/{sentence.index}",
                "ids": given.ids,
                "types": given.types,
                "places": given.places,
                "labels": [label(pair, k, t.start, t.end) for t in tokens],
            }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--pairs", type=Path, default=Path(__file__).parent / "pairs")
    args = parser.parse_args()
    rows: list[dict[str, Any]] = []
    for name, folder in (("gold", args.gold), ("pairs", args.pairs)):
        for pair in load_gold(folder) if folder else []:
            rows += pair_examples(pair, name)
    args.out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} examples")


if __name__ == "__main__":
    main()
