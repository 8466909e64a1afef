"""Labelled story pairs in memory: from folders with gold.json, or from marked text files.

A folder of gold holds one folder a pair with ``gold.json`` and the two story files that it names.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from tests.accuracy.marked import gold_of, read_pairs

_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


@dataclass
class GoldPair:
    """Two texts and what a reader marked; spans count code points of the texts, end exclusive."""

    id: str
    event: str
    texts: tuple[str, str]
    only: tuple[list[tuple[int, int, int, str]], list[tuple[int, int, int, str]]]
    """(start, end, weight, kind) in each story."""
    either: tuple[list[tuple[int, int]], list[tuple[int, int]]]
    tension: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    quotes: list[dict[str, object]] = field(default_factory=list)


def squash(text: str) -> tuple[str, list[int]]:
    """A text free of white-space and quote-style differences, with an index back."""
    out: list[str] = []
    index: list[int] = []
    for i, ch in enumerate(text):
        plain = ch.translate(_MARKS)
        if plain.isspace():
            if out and out[-1] == " ":
                continue
            plain = " "
        out.append(plain)
        index.append(i)
    return "".join(out), index


class Finder:
    """Finds marked words in a text again, whatever its blanks and quotation marks."""

    def __init__(self, text: str) -> None:
        self._flat, self._index = squash(text)

    def __call__(self, words: str, nth: int = 1) -> tuple[int, int] | None:
        """The nth place where the words stand, or None."""
        want = squash(words)[0].strip()
        at = -1
        for _ in range(nth):
            at = self._flat.find(want, at + 1)
            if at < 0:
                return None
        return self._index[at], self._index[at + len(want) - 1] + 1


def pair_of(gold: dict[str, object], texts: tuple[str, str], name: str) -> GoldPair:
    """A labelled pair from its gold object."""
    finders = {"a": Finder(texts[0]), "b": Finder(texts[1])}
    pair = GoldPair(name, str(gold.get("event") or name), texts, ([], []), ([], []), [], list(gold.get("quotes") or []))  # type: ignore[call-overload]
    for item in gold["only"]:  # type: ignore[attr-defined]
        span = finders[item["in"]](item["text"], item.get("nth", 1))
        if span:
            pair.only["ab".index(item["in"])].append((*span, item.get("weight", 1), item.get("kind", "other")))
    for item in gold.get("either", []):  # type: ignore[attr-defined]
        span = finders[item["in"]](item["text"], item.get("nth", 1))
        if span:
            pair.either["ab".index(item["in"])].append(span)
    for item in gold.get("tension", []):  # type: ignore[attr-defined]
        a, b = finders["a"](item["a"]), finders["b"](item["b"])
        if a and b:
            pair.tension.append((a, b))
    return pair


def load_gold(folder: Path) -> list[GoldPair]:
    """Pairs in a folder: of gold.json folders, of marked files, or both; by name."""
    pairs = []
    for path in sorted(folder.iterdir()):
        if (path / "gold.json").exists():
            gold = json.loads((path / "gold.json").read_text(encoding="utf-8"))
            texts = tuple((path / gold["stories"][k]).read_text(encoding="utf-8") for k in "ab")
            pairs.append(pair_of(gold, texts, path.name))  # type: ignore[arg-type]
    if any(re.fullmatch(r".+\.txt", p.name) for p in folder.iterdir()):
        pairs += [pair_of(gold_of(m), (m.texts[0], m.texts[1]), m.id) for m in read_pairs(folder)]
    return pairs


def label(pair: GoldPair, story: int, start: int, end: int) -> int | None:
    """1 for words that only this story carries, 0 for words that both do, None where readers may disagree."""
    if any(s < end and start < e for s, e, *_ in pair.only[story]):
        return 1
    if any(s < end and start < e for s, e in pair.either[story]):
        return None
    return 0
