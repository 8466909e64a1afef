"""Who speaks in a paragraph and how much of it the other story has: the chips above the paragraphs. Pure: no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from comparer.comparison import Alignment, Comparison, Fact, Level, Relation, Status
from comparer.desk.span_index import SpanIndex
from comparer.story import Quote, QuoteKind, Span

_RELATIONS = {
    Relation.VERBATIM: "word for word in {other}",
    Relation.EDITED: "edited in {other}",
    Relation.TRIMMED: "trimmed in {other}",
    Relation.PARAPHRASE: "paraphrased in {other}",
    Relation.PARTIAL: "partly in {other}",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """``position`` is the first quoted word's, in code points of the story; ``relation`` is "" while unknown."""

    position: int
    speaker: str
    relation: str
    indirect: bool


def speaker_chips(comparison: Comparison, story: int, other: int | None) -> tuple[Chip, ...]:
    """The chips of one story beside another, in order of place. One speaker's quotes that relate alike in one
    paragraph share a chip; reported speech has one only where the other story quotes it."""
    mine = comparison.stories[story]
    aligned = SpanIndex(
        (m.span, a)
        for a in comparison.alignments
        if a.level is Level.QUOTE and other is not None and {m.story for m in a.spans} == {story, other}
        for m in a.spans
        if m.story == story
    )
    only = SpanIndex(
        (m.span, f)
        for f in comparison.facts
        if f.status is Status.ONLY and f.kind in ("quote", "claim")
        for m in f.mentions
        if m.story == story
    )
    chips: list[Chip] = []
    seen: set[tuple[int | None, str, str]] = set()
    for quote in mine.quotes:
        if quote.speaker is None:
            continue
        best = _best(aligned, quote.span)
        indirect = quote.kind is QuoteKind.INDIRECT
        if indirect and best is None:
            continue
        relation = _relation(comparison, best, story, quote, only)
        key = (mine.paragraph_at(quote.start), quote.speaker.name, relation)
        if key not in seen:
            seen.add(key)
            chips.append(Chip(quote.start, quote.speaker.name, relation, indirect))
    return tuple(sorted(chips, key=lambda c: c.position))


def _best(aligned: SpanIndex[Alignment], span: Span) -> Alignment | None:
    found = aligned.overlapping(span)
    best = max(found, key=lambda f: (min(f[0].end, span.end) - max(f[0].start, span.start), f[1].score), default=None)
    return best[1] if best is not None else None


def _relation(comparison: Comparison, best: Alignment | None, story: int, quote: Quote, only: SpanIndex[Fact]) -> str:
    mine = comparison.stories[story]
    if best is None:
        found = only.overlapping(quote.span)
        inside = sum(min(s.end, quote.end) - max(s.start, quote.start) for s, _fact in found)
        return f"only in {mine.name}" if 2 * inside >= len(quote.span) else ""
    here, there = best.spans if best.spans[0].story == story else best.spans[::-1]
    other = comparison.stories[there.story]
    if best.relation is Relation.TRIMMED and len(here.span) < len(there.span):
        number = other.number_of(there.start)
        return f"part of {other.name} {number}" if number else f"part of {other.name}"
    return _RELATIONS[best.relation].format(other=other.name)
