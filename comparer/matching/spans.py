"""From words to spans: the smallest stretch that carries what the other story does not say.

Neighbouring words that only one story says become one span; a span that takes in nearly a whole claim or sentence is
completed to it; a lone doubtful word is dropped. Spans never cross a quotation mark or a sentence's end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from comparer.matching.coverage import EVEN
from comparer.matching.evidence import claim_groups
from comparer.matching.side import Side, SideSentence

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

LONE = 0.25
"""How much surer than even a word must be to stand alone."""
NEAR = 0.3
"""How far below even a word between two marked ones may lie to be marked with them."""
BREAKS = frozenset({'"', "“", "”", "«", "»", "„", "''", "``", ";", ":"})
LINKS = frozenset(
    {
        "however",
        "meanwhile",
        "moreover",
        "furthermore",
        "besides",
        "therefore",
        "thus",
        "nevertheless",
        "instead",
        "still",
    }
)
LEADERS = frozenset(
    [
        "det",
        "prep",
        "poss",
        "aux",
        "auxpass",
        "neg",
        "nummod",
        "quantmod",
        "amod",
        "advmod",
        "mark",
        "pcomp",
        "predet",
        "compound",
        "case",
    ]
)


@dataclass(frozen=True, slots=True)
class OnlySpan:
    """Code points ``start`` to ``end`` of the story, the tokens that begin in it, and the mean probability."""

    start: int
    end: int
    tokens: range
    sentence: int
    probability: float


def find_spans(side: Side, sentence: SideSentence, p: Floats, *, brief: bool = False) -> list[OnlySpan]:
    """The spans of one sentence, in order, from the probabilities of its content words.

    ``brief``: word by word, nothing completed and nothing dropped, since an alert has neither background nor padding.
    """
    if not len(p) or not sentence.is_body:
        return []
    marked = np.asarray(p > EVEN)
    if not brief:
        _complete(side, sentence, p, marked)
    spans = []
    for first, last in _runs(side, sentence, marked):
        if not brief:
            first, last = _without_cues(side, sentence, first, last)
        if last < first:
            continue
        group = p[first : last + 1]
        if (
            not brief
            and last == first
            and p[first] < EVEN + LONE
            and not _is_telling(side, int(sentence.content[first]))
        ):
            continue
        tokens = _widen(side, sentence, first, last)
        start, end = side.reading.tokens[tokens.start].start, side.reading.tokens[tokens.stop - 1].end
        spans.append(OnlySpan(start, end, tokens, sentence.index, float(group.mean())))
    return spans


def _without_cues(side: Side, sentence: SideSentence, first: int, last: int) -> tuple[int, int]:
    """Leave out the cue, and words that only link, at the edges of a run; last < first where nothing is left."""

    def is_edge(row: int) -> bool:
        k = int(sentence.content[row])
        token = side.reading.tokens[k]
        return k in side.cues or (token.pos in {"ADV", "SCONJ", "CCONJ"} and token.lemma in LINKS)

    while first <= last and is_edge(first):
        first += 1
    while last >= first and is_edge(last):
        last -= 1
    return first, last


def _complete(side: Side, sentence: SideSentence, p: Floats, marked: NDArray[np.bool_]) -> None:
    """Fill what little is missing of a claim or sentence that is nearly all new, and gaps of one word."""
    n = len(marked)
    said = np.array([int(k) not in side.attribution for k in sentence.content], bool)
    for group in [np.flatnonzero(said), *(g[said[g]] for g in claim_groups(side, sentence))]:
        if len(group) >= 4 and marked[group].mean() >= 0.8 and p[group].mean() > EVEN:
            marked[group] = True
    for k in range(1, n - 1):
        if marked[k - 1] and marked[k + 1] and not marked[k] and p[k] > EVEN - NEAR:
            marked[k] = True


def _is_telling(side: Side, k: int) -> bool:
    """Names, figures and dates may stand alone."""
    token = side.reading.tokens[k]
    return bool(token.entity) or token.pos in {"PROPN", "NUM"}


def _runs(side: Side, sentence: SideSentence, marked: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and last row of each run of marked words; a mark in between ends a run."""
    runs: list[tuple[int, int]] = []
    for row in np.flatnonzero(marked):
        k = int(sentence.content[row])
        if runs and runs[-1][1] == row - 1:
            between = range(int(sentence.content[row - 1]) + 1, k)
            if not any(side.reading.tokens[j].text in BREAKS for j in between):
                runs[-1] = (runs[-1][0], int(row))
                continue
        runs.append((int(row), int(row)))
    return runs


def _widen(side: Side, sentence: SideSentence, first: int, last: int) -> range:
    """Take in the small words that belong to the run: articles, prepositions, auxiliaries before it."""
    tokens = side.reading.tokens
    start, stop = int(sentence.content[first]), int(sentence.content[last]) + 1
    floor = int(sentence.content[first - 1]) + 1 if first else sentence.tokens.start
    while start > floor and not side.is_content[start - 1]:
        before = tokens[start - 1]
        if before.text in BREAKS or not any(c.isalnum() for c in before.text):
            break
        inside = start <= before.head < stop
        if not (inside and before.dep in LEADERS) and not (before.dep == "prep" and tokens[start].head == start - 1):
            break
        start -= 1
    while stop < sentence.tokens.stop and tokens[stop].text in {"'s", "’s", "%"}:
        stop += 1
    return range(start, stop)
