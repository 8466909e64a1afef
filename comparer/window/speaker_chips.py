"""Who speaks in a paragraph and how much of it the other story has: the chips above the paragraphs. Pure: no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from comparer.comparison import Alignment, Comparison, Level, Relation, Status
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
    aligned = [
        a
        for a in comparison.alignments
        if a.level is Level.QUOTE and other is not None and {m.story for m in a.spans} == {story, other}
    ]
    only = [
        m.span
        for f in comparison.facts
        if f.status is Status.ONLY and f.kind in ("quote", "claim")
        for m in f.mentions
        if m.story == story
    ]
    chips: list[Chip] = []
    seen: set[tuple[int | None, str, str]] = set()
    for quote in mine.quotes:
        if quote.speaker is None:
            continue
        best = _best(aligned, story, quote.span)
        indirect = quote.kind is QuoteKind.INDIRECT
        if indirect and best is None:
            continue
        relation = _relation(comparison, best, story, quote, only)
        key = (mine.paragraph_at(quote.start), quote.speaker.name, relation)
        if key not in seen:
            seen.add(key)
            chips.append(Chip(quote.start, quote.speaker.name, relation, indirect))
    return tuple(sorted(chips, key=lambda c: c.position))


def _best(aligned: list[Alignment], story: int, span: Span) -> Alignment | None:
    def shared(a: Alignment) -> int:
        return max(min(m.end, span.end) - max(m.start, span.start) for m in a.spans if m.story == story)

    best = max(aligned, key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None


def _relation(comparison: Comparison, best: Alignment | None, story: int, quote: Quote, only: list[Span]) -> str:
    mine = comparison.stories[story]
    if best is None:
        inside = sum(min(s.end, quote.end) - max(s.start, quote.start) for s in only if s.overlaps(quote.span))
        return f"only in {mine.name}" if 2 * inside >= len(quote.span) else ""
    here, there = best.spans if best.spans[0].story == story else best.spans[::-1]
    other = comparison.stories[there.story]
    if best.relation is Relation.TRIMMED and len(here.span) < len(there.span):
        number = other.number_of(there.start)
        return f"part of {other.name} {number}" if number else f"part of {other.name}"
    return _RELATIONS[best.relation].format(other=other.name)
