"""Where an alignment's word edits lie in the two texts. Pure: no Qt. Offsets count code points of the story's text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comparer.comparison import PIECE, Alignment, Comparison

LEAST_SHARED = 0.3
"""Below this share of equal words a passage is shown as two readings, not word by word."""


def equal_share(wording: Sequence[tuple[str, str]]) -> float:
    """The share of words that both readings have, 0 to 1, measured on the shorter one: a quote cut from 49 words to 9
    unchanged ones has 1.0."""
    count = {op: sum(len(words.split()) for o, words in wording if o == op) for op in "=-+"}
    shorter = count["="] + min(count["-"], count["+"])
    return count["="] / shorter if shorter else 0.0


def wording_places(alignment: Alignment, side: int, text: str) -> list[tuple[int, int, bool]]:
    """The runs of words of one side (0 or 1) of an alignment: (start, end, equal) without the blanks at their ends.

    ``text`` is that side's whole story. [] where the words were not compared, or share too little to show word by word.
    """
    if not alignment.wording or equal_share(alignment.wording) < LEAST_SHARED:
        return []
    mine = "-" if side == 0 else "+"
    at, end = alignment.spans[side].start, alignment.spans[side].end
    runs: list[tuple[int, int, bool]] = []
    for op, words in alignment.wording:
        if op not in ("=", mine):
            continue
        start = at = _skip_blanks(text, at, end)
        # Equal words are written as the first story writes them, so they are counted piece by piece; own words are
        # this text's own and are counted by their letters.
        if op == "=":
            for piece in PIECE.findall(words):
                if not piece.isspace():
                    at = _skip_blanks(text, at, end)
                    match = PIECE.match(text, at, end)
                    at = match.end() if match else end
        else:
            for _ in range(sum(not c.isspace() for c in words)):
                at = min(_skip_blanks(text, at, end) + 1, end)
        if start < at and any(c.isalnum() for c in text[start:at]):
            runs.append((start, at, op == "="))
    return runs


def _skip_blanks(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def quote_runs(comparison: Comparison, alignments: Iterable[Alignment]) -> dict[int, list[tuple[int, int, bool]]]:
    """For each story, the runs (start, end, whether another story has the words too) of passages that these alignments
    tie, in order and without overlaps: words that one alignment finds in another story are shared. {} for passages
    whose words were not compared."""
    equal: dict[int, list[tuple[int, int]]] = {}
    own: dict[int, list[tuple[int, int]]] = {}
    for alignment in alignments:
        for side, span in enumerate(alignment.spans):
            for start, end, same in wording_places(alignment, side, comparison.stories[span.story].text):
                (equal if same else own).setdefault(span.story, []).append((start, end))
    runs: dict[int, list[tuple[int, int, bool]]] = {}
    for story in {*equal, *own}:
        shared = _merged(equal.get(story, []))
        alone = [piece for span in _merged(own.get(story, [])) for piece in _without(span, shared)]
        text = comparison.stories[story].text
        trimmed = [_stripped(text, s, e) for s, e in alone]
        runs[story] = sorted(
            [(s, e, True) for s, e in shared]
            + [(s, e, False) for s, e in trimmed if any(c.isalnum() for c in text[s:e])]
        )
    return runs


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _without(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    left = []
    at, end = span
    for start, stop in taken:
        if stop <= at or start >= end:
            continue
        if start > at:
            left.append((at, start))
        at = stop
    if at < end:
        left.append((at, end))
    return left
