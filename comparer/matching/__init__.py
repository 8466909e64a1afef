"""The matching room: readings in, alignments and facts out. Entry point: ``match``.

Uses the reading room; knows nothing of files, windows or reports. The result does not depend on the stories' order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from comparer.comparison import Alignment, Fact, Level, Mention, Relation
from comparer.matching.facts import Pairs, make_facts
from comparer.matching.pair import Fitted, PairMatch, fitted, match_pair
from comparer.matching.passages import align_paragraphs
from comparer.matching.side import Side, make_side
from comparer.matching.wording import wording
from comparer.reading.nouns import Reading
from comparer.reading.vectors import VectorCache
from comparer.story import Span

WORDED = frozenset({Relation.VERBATIM, Relation.EDITED, Relation.TRIMMED})


def match(
    readings: Sequence[Reading],
    vectors: VectorCache | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    models: Fitted | None = None,
) -> tuple[list[Alignment], list[Fact]]:
    """Alignments and facts of two or more readings. ``progress(stage, done, all)`` may raise to stop.

    ``models``: others than those that come with the tool, to measure by folds.
    """
    models = models or fitted()
    say = progress or (lambda stage, done, of: None)
    sides: list[Side] = []
    for k, reading in enumerate(readings):
        say("Weighing words", k, len(readings))
        sides.append(make_side(reading, vectors))
    keys = [(i, j) for i in range(len(sides)) for j in range(i + 1, len(sides))]
    pairs: Pairs = {}
    for done, (i, j) in enumerate(keys):
        say("Matching stories", done, len(keys))
        pairs[i, j] = match_pair(sides[i], sides[j], models)
    say("Gathering findings", 0, 1)
    alignments = [a for (i, j), pair in pairs.items() for a in alignments_of(i, j, pair)]
    return alignments, make_facts(sides, pairs)


def alignments_of(i: int, j: int, pair: PairMatch) -> list[Alignment]:
    """What a pair ties together, as stories i and j of a comparison."""
    a, b = pair.a, pair.b
    out = []
    for p in align_paragraphs(a, b, pair.sentences):
        spans = (a.reading.story.paragraphs[p.a].span, b.reading.story.paragraphs[p.b].span)
        out.append(_alignment(Level.PARAGRAPH, i, spans[0], j, spans[1], p.relation, p.score))
    for s in pair.sentences:
        spans = (a.reading.sentences[s.a].span, b.reading.sentences[s.b].span)
        words = (
            wording(a.text[spans[0].start : spans[0].end], b.text[spans[1].start : spans[1].end])
            if s.relation in WORDED
            else ()
        )
        out.append(_alignment(Level.SENTENCE, i, spans[0], j, spans[1], s.relation, s.score, words))
    for q in pair.quotes:
        spans = (a.reading.quotes[q.a].span, b.reading.quotes[q.b].span)
        words = wording(a.text[spans[0].start : spans[0].end], b.text[spans[1].start : spans[1].end])
        out.append(_alignment(Level.QUOTE, i, spans[0], j, spans[1], q.relation, q.score, words))
    return out


def _alignment(
    level: Level, i: int, a: Span, j: int, b: Span, relation: Relation, score: float,
    words: tuple[tuple[str, str], ...] = (),
) -> Alignment:  # fmt: skip
    return Alignment(level, (Mention(i, a.start, a.end), Mention(j, b.start, b.end)), relation, score, words)
