"""Word-level edits between two passages, on whole words: never a cut inside a word.

diff-match-patch (Fraser's implementation of Myers 1986) compares characters; each distinct word is mapped to one
private character first, so that what it compares are words. Entry points: ``wording`` and ``similarity``.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from diff_match_patch import diff_match_patch

from comparer.comparison import PIECE

Edits = tuple[tuple[str, str], ...]
_FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})
_FIRST = 0x10000
"""Code points above the basic plane stand for words: there are a million of them."""


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """The form in which words are compared: case, accents and the style of marks do not count."""
    plain = unicodedata.normalize("NFKD", word.translate(_FOLD)).casefold()
    return "".join(ch for ch in plain if not unicodedata.combining(ch))


def pieces(text: str) -> list[str]:
    """Words, marks and blanks of a text, in order; joined again they are the text."""
    return PIECE.findall(text)


def words(text: str) -> list[str]:
    """The folded words of a text, marks and blanks left out."""
    return [fold(p) for p in PIECE.findall(text) if p[0].isalnum() or p[0] == "_"]


@lru_cache(maxsize=2048)
def wording(a: str, b: str) -> Edits:
    """Edits from a to b: "=" in both (as a writes it), "-" only in a, "+" only in b. Joined, "=" and "-" give a."""
    left, right = pieces(a), pieces(b)
    codes: dict[str, str] = {}

    def encode(parts: list[str]) -> str:
        return "".join(codes.setdefault(" " if p.isspace() else fold(p), chr(_FIRST + len(codes))) for p in parts)

    dmp = diff_match_patch()
    dmp.Diff_Timeout = 1.0
    diffs = dmp.diff_main(encode(left), encode(right), False)
    dmp.diff_cleanupMerge(diffs)
    edits: list[tuple[str, str]] = []
    i = j = 0
    for op, run in diffs:
        n = len(run)
        if op == 0:
            edits.append(("=", "".join(left[i : i + n])))
            i, j = i + n, j + n
        elif op < 0:
            edits.append(("-", "".join(left[i : i + n])))
            i += n
        else:
            edits.append(("+", "".join(right[j : j + n])))
            j += n
    return _without_confetti(edits)


def _without_confetti(edits: list[tuple[str, str]]) -> Edits:
    """Join changes that only a blank or a mark keeps apart, so that a changed phrase reads as one change."""
    out: list[tuple[str, str]] = []
    change: list[tuple[str, str]] = []
    for op, text in [*edits, ("=", "")]:
        if op != "=" or (change and text and not any(c.isalnum() for c in text)):
            change.append((op, text))
            continue
        while change and change[-1][0] == "=":
            text = change.pop()[1] + text
        removed = "".join(t for o, t in change if o != "+")
        added = "".join(t for o, t in change if o != "-")
        if removed.strip() and added.strip() and any(o == "=" for o, _ in change):
            change = [("-", removed), ("+", added)]
        for edit in [*change, (op, text)]:
            if edit[1] and out and out[-1][0] == edit[0]:
                out[-1] = (edit[0], out[-1][1] + edit[1])
            elif edit[1]:
                out.append(edit)
        change = []
    return tuple(out)


def similarity(a: str, b: str) -> float:
    """Share of words, by place, that the two have in common: 1.0 for the same words in the same order; symmetric."""
    edits = wording(*sorted((a, b)))
    same = sum(len(words(text)) for op, text in edits if op == "=")
    total = len(words(a)) + len(words(b))
    return 2 * same / total if total else 1.0
