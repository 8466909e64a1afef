"""What can be told of stories before any model is loaded: quotes and figures, and sentences in the same words.

Everything is found and told as ``match`` does it, but from rough readings (``reading.rough``) and by words alone; what
``match`` finds then replaces it, and a fact that both find keeps its id. Names, claims and conflicts are left to
``match``. Entry point: ``match_first``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from comparer.comparison import Alignment, Fact, Mention, Relation, Status
from comparer.matching import alignments_of
from comparer.matching.coverage import rarity
from comparer.matching.facts import Pairs, View, finished, label_of, shared_quotes, shared_values, views
from comparer.matching.known import known_of
from comparer.matching.pair import OneWay, PairMatch
from comparer.matching.passages import SentencePair
from comparer.matching.quotes import QuoteMatch, match_quotes
from comparer.matching.retrieval import PASSAGES, retrieve
from comparer.matching.side import Side, make_side
from comparer.matching.why import others, why_figure_only
from comparer.matching.wording import words
from comparer.reading.as_facts import figure_value
from comparer.reading.nouns import Reading
from comparer.reading.vectors import no_vectors

SAID = 0.6
"""Share of the telling words of its sentence from which a quote may be in the other story without its marks."""
LEAST = 4
"""A shorter sentence in the same words ("He was 54.") says nothing of what belongs together."""

SPEAKERS_UNREAD = "; said by nobody named"
"""What would be said of quotes whose speakers nobody has looked for."""


def match_first(readings: Sequence[Reading]) -> tuple[list[Alignment], list[Fact]]:
    """Alignments and facts of rough readings."""
    sides = [make_side(reading, vectors=[no_vectors()] * len(reading.sentences)) for reading in readings]
    pairs: Pairs = {(i, j): _pair(sides[i], sides[j]) for i in range(len(sides)) for j in range(i + 1, len(sides))}
    facts = [replace(f, why=f.why.removesuffix(SPEAKERS_UNREAD)) for f in shared_quotes(sides, pairs)]
    facts += shared_values(sides, pairs, "quantities")
    for view in views(sides, pairs):
        facts += _only_figures(view, sides)
        facts += _only_quotes(view, sides, {q for key, pair in pairs.items() for q in _matched(view.story, key, pair)})
    return [a for (i, j), pair in pairs.items() for a in alignments_of(i, j, pair)], finished(facts, sides)


def _pair(a: Side, b: Side) -> PairMatch:
    quotes = match_quotes(a, b)
    ways = _one_way(a, b, quotes), _one_way(b, a, [q.mirrored() for q in quotes])
    return PairMatch(a, b, ways, _same_sentences(a, b), quotes, [], [])


def _one_way(a: Side, b: Side, quotes: list[QuoteMatch]) -> OneWay:
    return OneWay(retrieve(a, b, rarity(), PASSAGES), known_of(a, b, [], quotes), [])


def _same_sentences(a: Side, b: Side) -> list[SentencePair]:
    there: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j, sentence in enumerate(b.reading.sentences):
        there[tuple(words(b.text[sentence.start : sentence.end]))].append(j)
    pairs = []
    for i, sentence in enumerate(a.reading.sentences):
        mine = tuple(words(a.text[sentence.start : sentence.end]))
        if len(mine) >= LEAST:
            pairs += [SentencePair(i, j, Relation.VERBATIM, 1.0) for j in there.get(mine, ())]
    return pairs


def _only_figures(view: View, sides: list[Side]) -> list[Fact]:
    facts = []
    for k, quantity in enumerate(view.side.reading.quantities):
        if quantity.kind != "ordinal" and view.unmatched("quantities", k):
            why, near = why_figure_only(quantity, view.side, view.ways, sides)
            facts.append(_only("number", view, quantity.start, quantity.end, why, figure_value(quantity), near))
    return facts


def _matched(story: int, key: tuple[int, int], pair: PairMatch) -> list[int]:
    """Quotes of a story that a pair ties to another's."""
    return [q.a if story == key[0] else q.b for q in pair.quotes] if story in key else []


def _only_quotes(view: View, sides: list[Side], matched: set[int]) -> list[Fact]:
    """Quoted words that no other story quotes, and that no sentence of another is likely to say without marks."""
    facts = []
    for k, quote in enumerate(view.side.reading.quotes):
        tokens = view.side.tokens_in(quote.start, quote.end)
        if k in matched or not any(view.side.is_content[t] for t in tokens):
            continue
        sentence = view.side.reading.tokens[tokens.start].sentence
        nearest = [way.candidates[sentence][:1] for way in view.ways.values()]
        if not any(c.overlap >= SAID for found in nearest for c in found):
            why = f"not quoted in {others(view.ways, sides)}"
            facts.append(_only("quote", view, quote.start, quote.end, why))
    return facts


def _only(
    kind: str,
    view: View,
    start: int,
    end: int,
    why: str,
    value: dict[str, Any] | None = None,
    nearest: tuple[Mention, ...] = (),
) -> Fact:
    label = label_of(view.side.text[start:end])
    return Fact("", kind, Status.ONLY, label, (Mention(view.story, start, end),), value, why=why, nearest=nearest)
