"""Two stories laid side by side: everything that is known of the pair before facts are made of it.

``match_pair`` gives the same result, mirrored, whichever story comes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from comparer.matching.conflicts import Conflict, conflicts_of
from comparer.matching.coverage import judge, probabilities, rarity, word_evidence
from comparer.matching.known import Known, known_of, match_names
from comparer.matching.passages import SentencePair, align_sentences
from comparer.matching.quotes import QuoteMatch, match_quotes
from comparer.matching.reader import read_words
from comparer.matching.retrieval import Candidate, retrieve
from comparer.matching.side import Side

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


@dataclass(slots=True)
class OneWay:
    """What the pair says of one of its stories in the light of the other. Lists run along ``Side.sentences``."""

    candidates: list[list[Candidate]]
    known: Known
    only: list[Floats]
    """For each sentence the probability of each content word that the other story does not say it."""


@dataclass(slots=True)
class PairMatch:
    """Stories ``a`` and ``b``; ``ways[0]`` is a in the light of b."""

    a: Side
    b: Side
    ways: tuple[OneWay, OneWay]
    sentences: list[SentencePair]
    quotes: list[QuoteMatch]
    names: list[tuple[int, int, float]]
    conflicts: list[Conflict]


def match_pair(a: Side, b: Side) -> PairMatch:
    """Match two stories."""
    rare = rarity()
    forward, backward = retrieve(a, b, rare), retrieve(b, a, rare)
    names = match_names(a, b)
    quotes = match_quotes(a, b)
    ways = (
        _one_way(a, b, forward, names, quotes),
        _one_way(b, a, backward, [(j, i, s) for i, j, s in names], [QuoteMatch(q.b, q.a, q.relation, q.score) for q in quotes]),
    )
    sentences = align_sentences(a, b, forward, backward)
    try:
        conflicts = conflicts_of(a, b, [(p.a, p.b, p.score) for p in sentences])
    except FileNotFoundError:
        conflicts = []
    return PairMatch(a, b, ways, sentences, quotes, names, conflicts)


def _one_way(
    a: Side, b: Side, candidates: list[list[Candidate]], names: list[tuple[int, int, float]], quotes: list[QuoteMatch]
) -> OneWay:
    known = known_of(a, b, names, quotes)
    evidence = word_evidence(a, b, candidates, known)
    return OneWay(candidates, known, probabilities(a, evidence, read_words(a, b, candidates), judge()))
