"""Read story pairs whose marks stand in the text itself, as a person writes and checks them.

A pair is one UTF-8 file, ``pairs/<id>.txt``::

    about: Two reports on the grounding of a ferry.
    event: ferry-grounding
    === a
    Ferry runs aground off Skarvik

    SKARVIK, Norway (Nordwire) - A ferry with {n3 214 people} on board ran aground …
    === b
    …
    === quotes
    Marit Holm | direct | trimmed | a: We had no warning at all | b: We had no warning

Marks in a story: ``{c3 words}`` is a span that only this story carries: a kind letter (p person, o organisation,
l place, d date, n number, q quote, c claim, t title, x other) and a weight 1-3. ``{e words}`` is a span on which two
careful readers may disagree; it is not scored. ``{!2 words}`` in both stories is the second pair of spans that
contradict each other. Marks may lie inside each other. A quote line gives speaker, kind (direct or mixed), relation
(verbatim, trimmed, edited, only) and its words in each story.

All offsets count Unicode code points of the text without its marks, end exclusive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

KINDS = {
    "p": "person",
    "o": "organisation",
    "l": "place",
    "d": "date",
    "n": "number",
    "q": "quote",
    "c": "claim",
    "t": "title",
    "x": "other",
}
OPENING = re.compile(r"\{(?:(?P<kind>[poldnqctx])(?P<weight>[123])|(?P<either>e)|!(?P<tension>\d+)) ")


@dataclass(frozen=True)
class Mark:
    """A marked span: ``kind`` is a KINDS value, ``either`` or ``tension``; ``number`` its weight or pair."""

    start: int
    end: int
    kind: str
    number: int


@dataclass(frozen=True)
class MarkedQuote:
    """One utterance: who said it and its words in story a and b (empty where that story lacks it)."""

    speaker: str
    kind: str
    relation: str
    words: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass
class MarkedPair:
    """Two stories on one event with their marks."""

    id: str
    about: str
    event: str
    texts: list[str]
    marks: list[list[Mark]]
    quotes: list[MarkedQuote] = field(default_factory=list)


def read_marks(marked: str) -> tuple[str, list[Mark]]:
    """Return the text without its marks, and the marks. Raises ValueError for a mark that never closes."""
    out: list[str] = []
    length = 0
    open_marks: list[tuple[int, str, int]] = []
    marks: list[Mark] = []
    at = 0
    while at < len(marked):
        opening = OPENING.match(marked, at)
        if opening:
            if opening["kind"]:
                kind, number = KINDS[opening["kind"]], int(opening["weight"])
            elif opening["either"]:
                kind, number = "either", 0
            else:
                kind, number = "tension", int(opening["tension"])
            open_marks.append((length, kind, number))
            at = opening.end()
        elif marked[at] == "}" and open_marks:
            start, kind, number = open_marks.pop()
            marks.append(Mark(start, length, kind, number))
            at += 1
        elif marked[at] in "{}":
            raise ValueError(f"a brace that belongs to no mark: …{marked[max(0, at - 30) : at + 30]}…")
        else:
            out.append(marked[at])
            length += 1
            at += 1
    if open_marks:
        raise ValueError(f"a mark is never closed: …{''.join(out)[open_marks[-1][0] :][:60]}…")
    return "".join(out), sorted(marks, key=lambda m: (m.start, -m.end))


def read_pair(path: Path) -> MarkedPair:
    """Read one pair. Raises ValueError, naming the file, where it does not follow the form above."""
    try:
        head, story_a, story_b, *rest = re.split(r"^=== (?:a|b|quotes)\n", path.read_text(encoding="utf-8"), flags=re.M)
        fields = dict(line.split(": ", 1) for line in head.strip().splitlines())
        texts, marks = [], []
        for marked in (story_a, story_b):
            text, found = read_marks(marked.strip() + "\n")
            texts.append(text)
            marks.append(found)
        pair = MarkedPair(path.stem, fields["about"], fields.get("event", path.stem), texts, marks)
        numbers = [{m.number for m in found if m.kind == "tension"} for found in marks]
        if numbers[0] != numbers[1]:
            raise ValueError(f"tensions {sorted(numbers[0] ^ numbers[1])} stand in one story only")
        for line in rest[0].strip().splitlines() if rest else []:
            speaker, kind, relation, *sides = [part.strip() for part in line.split(" | ")]
            words: tuple[list[str], list[str]] = ([], [])
            for side in sides:
                k = "ab".index(side[0])
                if side[2:].strip() not in texts[k]:
                    raise ValueError(f"no such words in story {side[0]}: {side[2:].strip()}")
                words[k].append(side[2:].strip())
            pair.quotes.append(MarkedQuote(speaker, kind, relation, (tuple(words[0]), tuple(words[1]))))
    except (ValueError, KeyError) as error:
        raise ValueError(f"{path}: {error}") from error
    return pair


def read_pairs(folder: Path) -> list[MarkedPair]:
    """All pairs in a folder, by name."""
    return [read_pair(path) for path in sorted(folder.glob("*.txt"))]


def gold_of(pair: MarkedPair) -> dict[str, object]:
    """The pair's marks as a gold.json object (see the folder's README for the keys)."""
    only, either, tension = [], [], {}
    for k, (text, marks) in enumerate(zip(pair.texts, pair.marks, strict=True)):
        for mark in marks:
            words = text[mark.start : mark.end]
            nth = text.count(words, 0, mark.start + len(words) - 1) + 1
            if mark.kind == "tension":
                tension.setdefault(mark.number, {})["ab"[k]] = words
            elif mark.kind == "either":
                either.append({"in": "ab"[k], "text": words, "nth": nth})
            else:
                only.append({"in": "ab"[k], "kind": mark.kind, "weight": mark.number, "text": words, "nth": nth})
    quotes = [
        {
            "a": quote.words[0][0] if quote.words[0] else None,
            "b": list(quote.words[1]),
            "speaker": quote.speaker,
            "kind": quote.kind,
            "relation": quote.relation,
        }
        for quote in pair.quotes
    ]
    return {
        "id": pair.id,
        "about": pair.about,
        "event": pair.event,
        "stories": {"a": "a.txt", "b": "b.txt"},
        "only": only,
        "either": either,
        "tension": [tension[n] for n in sorted(tension)],
        "quotes": quotes,
    }


if __name__ == "__main__":
    import sys

    for name in sys.argv[1:]:
        checked = read_pair(Path(name))
        words = [len(text.split()) for text in checked.texts]
        marked = [
            sum(len(t[m.start : m.end].split()) for m in ms if m.kind == "claim" or m.kind == "quote")
            for t, ms in zip(checked.texts, checked.marks, strict=True)
        ]
        print(
            f"{checked.id}: {words[0]}/{words[1]} words, {marked[0]}/{marked[1]} in claims and quotes, "
            f"{len(checked.quotes)} quotes: well formed"
        )
