"""How right a comparison of two stories is, beside what readers marked.

Counted over content words, pooled over pairs: words marked ``only`` (precision, recall, MCC), readers' items found
(half their words), those they must know, false alarms, conflicts touching both sides, quotes found (80 % of the
words), with the right speaker, with the right counterpart. What readers may disagree on is not counted.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from tests.accuracy.gold import Finder

# A part of the measure, not of the tool: it must not change when the tool's word lists do.
FUNCTION_WORDS = frozenset(
    """a an the and or but nor so yet if then than that this these those of in on at by for with from to into onto
    over under about as is are was were be been being am do does did has have had having will would shall should
    can could may might must not no it its he she they them his her their him we us our you your i me my there
    here which who whom whose what when where while also s t re ve ll d""".split()
)
WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*")
TITLES = frozenset({"the", "a", "an", "mr", "ms", "mrs", "dr"})
SPAN_FOUND = 0.5
QUOTE_FOUND = 0.8

Place = tuple[int, int]


class Words:
    """The content words of a text, and which of them lie in a span."""

    def __init__(self, text: str) -> None:
        self.find = Finder(text)
        self._places = [m.span() for m in WORD.finditer(text) if m.group().lower() not in FUNCTION_WORDS]
        self.all = frozenset(range(len(self._places)))

    def within(self, spans: Iterable[Place]) -> frozenset[int]:
        """Numbers of the words that touch any of the spans."""
        spans = list(spans)
        return frozenset(k for k, (s, e) in enumerate(self._places) if any(a < e and s < b for a, b in spans))


def overlap(one: Place, other: Place) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def place(item: dict[str, Any]) -> Place:
    """The span of an object of the public JSON."""
    return item["start"], item["end"]


def score_pair(gold: dict[str, Any], found: dict[str, Any]) -> Counter[str]:
    """Counts for one pair: ``gold`` as a gold.json object, ``found`` as the public JSON of a comparison."""
    sides = [Words(story["text"]) for story in found["stories"][:2]]
    counts: Counter[str] = Counter()
    marked: list[list[Place]] = [[], []]
    conflicts = []
    for fact in found["facts"]:
        if fact["status"] == "only":
            for mention in fact["mentions"]:
                marked[mention["story"]].append(place(mention))
        elif fact["status"] == "conflict":
            conflicts.append([[place(m) for m in fact["mentions"] if m["story"] == k] for k in (0, 1)])
    _count_words(gold, sides, marked, counts)
    _count_tension(gold, sides, conflicts, counts)
    _count_quotes(gold, sides, found, counts)
    return counts


def _count_words(
    gold: dict[str, Any], sides: Sequence[Words], marked: Sequence[Sequence[Place]], counts: Counter[str]
) -> None:
    for k, side in enumerate(sides):
        items = [
            (side.find(x["text"], x.get("nth", 1)), x.get("weight", 1)) for x in gold["only"] if x["in"] == "ab"[k]
        ]
        free = [side.find(x["text"], x.get("nth", 1)) for x in gold.get("either", []) if x["in"] == "ab"[k]]
        counts["lost"] += sum(span is None for span, _ in items) + free.count(None)
        only = side.within(span for span, _ in items if span)
        either = side.within(span for span in free if span) - only
        got = side.within(marked[k])
        scored = side.all - either
        counts["true"] += len(got & only)
        counts["over"] += len((got - only) & scored)
        counts["missed"] += len(only - got)
        counts["clear"] += len(scored - got - only)
        for span in marked[k]:
            words = side.within([span])
            if words and not words <= either:
                counts["marks"] += 1
                counts["false alarms"] += len(words & (only | either)) < SPAN_FOUND * len(words)
        for span, weight in items:
            if span is None:
                continue
            words = side.within([span])
            hit = not words or len(words & got) >= max(1, SPAN_FOUND * len(words))
            counts["items"] += 1
            counts["found"] += hit
            counts["musts"] += weight == 3
            counts["must"] += hit and weight == 3


def _count_tension(
    gold: dict[str, Any], sides: Sequence[Words], conflicts: Sequence[Sequence[Sequence[Place]]], counts: Counter[str]
) -> None:
    wanted = []
    for item in gold.get("tension", []):
        a, b = sides[0].find(item["a"]), sides[1].find(item["b"])
        if a is None or b is None:
            counts["lost"] += 1
        else:
            wanted.append((a, b))
    for pair in wanted:
        counts["tensions"] += 1
        counts["tension"] += any(all(any(overlap(s, pair[k]) for s in c[k]) for k in (0, 1)) for c in conflicts)
    counts["conflicts"] += len(conflicts)
    counts["conflicts without tension"] += sum(
        not any(all(any(overlap(s, pair[k]) for s in c[k]) for k in (0, 1)) for pair in wanted) for c in conflicts
    )


def _count_quotes(gold: dict[str, Any], sides: Sequence[Words], found: dict[str, Any], counts: Counter[str]) -> None:
    links = [
        [(s["story"], place(s)) for s in alignment["spans"]]
        for alignment in found["alignments"]
        if alignment["level"] == "quote"
    ]
    for item in gold.get("quotes", []):
        wanted: list[list[Place | None]] = [
            [sides[0].find(item["a"])] if item.get("a") else [],
            [sides[1].find(words) for words in item.get("b", [])],
        ]
        if None in wanted[0] or None in wanted[1]:
            counts["lost"] += 1
            continue
        for k in (0, 1):
            for span in wanted[k]:
                assert span is not None
                counts["quotes"] += 1
                words = sides[k].within([span])
                quotes = found["stories"][k]["quotes"]
                shares = [len(words & sides[k].within([place(q)])) for q in quotes]
                best = max(range(len(quotes)), key=shares.__getitem__, default=None)
                if best is None or shares[best] < QUOTE_FOUND * len(words):
                    continue
                counts["quote found"] += 1
                speaker = (quotes[best]["speaker"] or {}).get("name")
                counts["speaker"] += _same_speaker(speaker, item.get("speaker"))
                linked = [
                    s
                    for link in links
                    if any(n == k and overlap(s, span) for n, s in link)
                    for n, s in link
                    if n == 1 - k
                ]
                others = wanted[1 - k]
                right = (
                    all(any(overlap(s, other) for s in linked) for other in others if other) if others else not linked
                )
                counts["counterpart"] += right


def _same_speaker(got: str | None, want: str | None) -> bool:
    one, other = (set(re.findall(r"\w+", (name or "").lower())) - TITLES for name in (got, want))
    return bool(other) and (other <= one or (bool(one) and one <= other))


def figures(counts: Counter[str], pairs: int) -> dict[str, float]:
    """What the counts come to; nan where there was nothing to count."""

    def share(part: float, whole: float) -> float:
        return part / whole if whole else math.nan

    true, over, missed, clear = (counts[k] for k in ("true", "over", "missed", "clear"))
    scale = math.sqrt((true + over) * (true + missed) * (clear + over) * (clear + missed))
    return {
        "MCC": (true * clear - over * missed) / scale if scale else 0.0,
        "precision": share(true, true + over),
        "recall": share(true, true + missed),
        "found": share(counts["found"], counts["items"]),
        "must": share(counts["must"], counts["musts"]),
        "false alarms": share(counts["false alarms"], counts["marks"]),
        "tension": share(counts["tension"], counts["tensions"]),
        "false conflicts a pair": share(counts["conflicts without tension"], pairs),
        "quotes": share(counts["quote found"], counts["quotes"]),
        "speaker": share(counts["speaker"], counts["quotes"]),
        "counterpart": share(counts["counterpart"], counts["quotes"]),
    }
