"""Sentences with labelled words and the other story's best passages: what the trained reader learns from.

    python -m tests.accuracy.examples --out EXAMPLES.jsonl [--gold DIR] [--pairs DIR] [--bench DIR]

Sets: ``gold`` (story pairs in DIR, judged by folds), ``pairs`` (the project's own marked pairs), and, from a folder of
public benchmarks, ``chunks`` (iSTS headlines), ``support`` (WiCE tokens), ``mentions`` (ECB+), ``words`` (MultiMWA).
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from comparer.loading import load_text
from comparer.matching.coverage import rarity
from comparer.matching.retrieval import retrieve
from comparer.matching.side import Side, make_side
from comparer.reading import read
from tests.accuracy.gold import GoldPair, label, load_gold

PASSAGES = 4


def sides_of(texts: tuple[str, str]) -> tuple[Side, Side]:
    """Both stories read and made ready."""
    a, b = (make_side(read(load_text(t, "story.txt"))) for t in texts)
    return a, b


def passages(a: Side, b: Side, most: int = PASSAGES) -> list[list[str]]:
    """For each sentence of a, the text of its best sentences in b."""
    spans = [b.reading.sentences[s.index] for s in b.sentences]
    return [
        [b.text[spans[c.index].start : spans[c.index].end] for c in found] for found in retrieve(a, b, rarity(), most)
    ]


def pair_examples(pair: GoldPair, name: str) -> Iterator[dict[str, Any]]:
    """Both directions of a labelled pair, a sentence each."""
    sides = sides_of(pair.texts)
    for k in (0, 1):
        a, b = sides[k], sides[1 - k]
        if a.text != pair.texts[k]:
            raise ValueError(f"{pair.id}: the loader changed the text")
        for sentence, best in zip(a.sentences, passages(a, b), strict=True):
            span = a.reading.sentences[sentence.index]
            if not sentence.is_body or not len(sentence.content):
                continue
            tokens = [a.reading.tokens[i] for i in sentence.content]
            yield {
                "set": name,
                "event": pair.event,
                "key": f"{pair.id}/{k}/{sentence.index}",
                "a": a.text[span.start : span.end],
                "b": best,
                "words": [(t.start - span.start, t.end - span.start, label(pair, k, t.start, t.end)) for t in tokens],
            }


def chunk_examples(path: Path) -> Iterator[dict[str, Any]]:
    """iSTS: chunks that only one headline has, against those that both have."""
    for line in path.read_text().splitlines():
        item = json.loads(line)
        for k, o in ("ab", "ba"):
            words = []
            for link in item["links"]:
                value = {f"only_{k}": 1, "same": 0, "differs": 0}.get(link["label"])
                for start, end in link[k]:
                    words += [
                        (start + m.start(), start + m.end(), value) for m in re.finditer(r"\w+", item[k][start:end])
                    ]
            yield {"set": "chunks", "event": item["id"], "key": f"{item['id']}/{k}", "a": item[k], "b": [item[o]],
                   "words": words, "weight": 0.7}  # fmt: skip


def support_examples(path: Path) -> Iterator[dict[str, Any]]:
    """WiCE: the tokens of a claim that a text does not support."""
    for line in path.read_text().splitlines():
        item = json.loads(line)
        words = [(s, e, int(v)) for (s, e), t, v in zip(item["spans"], item["tokens"], item["gold_only"], strict=True)
                 if re.search(r"\w", t)]  # fmt: skip
        parts = [p for p in re.split(r"(?<=[.!?])\s+", item["context"]) if p.strip()]
        target = set(re.findall(r"\w+", item["unit"].lower()))
        parts.sort(key=lambda p: -len(target & set(re.findall(r"\w+", p.lower()))))
        yield {"set": "support", "event": item["topic"], "key": item["id"], "a": item["unit"], "b": parts[:PASSAGES],
               "words": words, "weight": 0.7}  # fmt: skip


def mention_examples(folder: Path) -> Iterator[dict[str, Any]]:
    """ECB+: mentions of actions, participants, places and times that the other text has or lacks."""
    documents = {d["doc"]: d for d in map(json.loads, (folder / "docs.jsonl").read_text().splitlines())}
    for line in (folder / "items.jsonl").read_text().splitlines():
        item = json.loads(line)
        for k, o in ("ab", "ba"):
            one, other = documents[item[k]], documents[item[o]]
            theirs = [other["text"][s["start"] : s["end"]] for s in other["sentences"]]
            for sentence in one["sentences"]:
                words = []
                for mention in one["mentions"]:
                    value = {"only": 1, "shared": 0}.get(item[f"gold_{k}"].get(mention["id"], ""))
                    for start, end in mention["spans"]:
                        if sentence["start"] <= start < sentence["end"] and not mention["pron"]:
                            at = start - sentence["start"]
                            found = re.finditer(r"\w+", one["text"][start:end])
                            words += [(at + m.start(), at + m.end(), value) for m in found]
                if words:
                    yield {"set": "mentions", "event": f"ecb{item['topic']}",
                           "key": f"{item['id']}/{k}/{sentence['n']}",
                           "a": one["text"][sentence["start"] : sentence["end"]], "b": theirs[:PASSAGES],
                           "words": words, "weight": 0.3}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--pairs", type=Path, default=Path(__file__).parent / "pairs")
    parser.add_argument("--bench", type=Path)
    args = parser.parse_args()
    rows: list[dict[str, Any]] = []
    for name, folder in (("gold", args.gold), ("pairs", args.pairs)):
        for pair in load_gold(folder) if folder else []:
            rows += pair_examples(pair, name)
    if args.bench:
        rows += chunk_examples(args.bench / "conflict/items.jsonl")
        rows += support_examples(args.bench / "coverage/tokens.jsonl")
        rows += mention_examples(args.bench / "mentions")
    args.out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} examples")


if __name__ == "__main__":
    main()
