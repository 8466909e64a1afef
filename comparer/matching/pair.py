"""Two stories laid side by side: everything that is known of the pair before facts are made of it.

``match_pair`` gives the same result, mirrored, whichever story comes first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comparer.matching.conflicts import Conflict, conflicts_of
from comparer.matching.coverage import BRIEFS, Judge, is_brief, judge, probabilities, rarity, word_evidence
from comparer.matching.known import Known, known_of, match_names
from comparer.matching.passages import SentencePair, align_sentences
from comparer.matching.quotes import QuoteMatch, match_quotes
from comparer.matching.reader import read_words, unread
from comparer.matching.retrieval import PASSAGES, Candidate, choose_passages, retrieve
from comparer.matching.side import Side

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


@dataclass(slots=True)
class OneWay:
    """What the pair says of one of its stories in the light of the other. Lists run along ``Side.sentences``."""

    candidates: list[list[Candidate]]
    known: Known
    only: list[Floats]
    """For each sentence the probability of each content word that the other story does not say it."""
    brief: bool = False


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


ReadWords = Callable[[Side, Side, list[list[Candidate]], Known], "list[Floats]"]


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was fitted: the judge of coverage and the trained reader. Other ones serve to measure by folds."""

    judge: Judge
    briefs: Judge
    read_words: ReadWords


def fitted() -> Fitted:
    """What comes with the tool."""
    return Fitted(judge(), judge(BRIEFS), read_words)


def match_pair(a: Side, b: Side, models: Fitted | None = None) -> PairMatch:
    """Match two stories."""
    models = models or fitted()
    rare = rarity()
    forward, backward = retrieve(a, b, rare), retrieve(b, a, rare)
    names = match_names(a, b)
    quotes = match_quotes(a, b)
    ways = (
        _one_way(a, b, choose_passages(a, b, forward, rare), names, quotes, models),
        _one_way(
            b,
            a,
            choose_passages(b, a, backward, rare),
            [(j, i, s) for i, j, s in names],
            [q.mirrored() for q in quotes],
            models,
        ),
    )
    sentences = align_sentences(a, b, [f[:PASSAGES] for f in forward], [f[:PASSAGES] for f in backward])
    conflicts = conflicts_of(a, b, [(p.a, p.b, p.score) for p in sentences], quotes, names)
    return PairMatch(a, b, ways, sentences, quotes, names, conflicts)


def _one_way(
    a: Side,
    b: Side,
    candidates: list[list[Candidate]],
    names: list[tuple[int, int, float]],
    quotes: list[QuoteMatch],
    models: Fitted,
) -> OneWay:
    known = known_of(a, b, names, quotes)
    evidence = word_evidence(a, b, candidates, known)
    brief = is_brief(a, b)
    read = unread(a) if brief else models.read_words(a, b, candidates, known)
    only = probabilities(a, evidence, read, models.briefs if brief else models.judge)
    return OneWay(candidates, known, only, brief)
