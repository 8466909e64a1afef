"""Where an alignment's word edits lie in the two texts. Pure: no Qt. Offsets count code points of the story's text."""

from __future__ import annotations

from collections.abc import Sequence

from comparer.comparison import Alignment
from comparer.matching.wording import PIECE

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
