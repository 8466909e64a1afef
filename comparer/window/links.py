"""What the ribbons between two stories tie together. Pure: no Qt. Offsets count code points of each story's text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from comparer.comparison import Alignment, Comparison, Fact, Level, Mention, Relation, Status
from comparer.desk.span_index import SpanIndex
from comparer.desk.wording_places import wording_places
from comparer.story import Span


class LinkKind(StrEnum):
    """How a ribbon looks."""

    QUOTE = "quote"
    """The same words: solid edge."""
    LIKE = "like"
    """The same matter in other words, or in part: soft, dashed."""
    CONFLICT = "conflict"
    NEAREST = "nearest"
    """What was nearest to a selected finding, and no match: dashed, no ground."""


@dataclass(frozen=True, slots=True)
class Link:
    """A ribbon: ``left`` and ``right`` are spans of the stories shown; ``facts`` are the findings it belongs to."""

    left: Span
    right: Span
    kind: LinkKind
    label: str
    facts: tuple[str, ...] = ()
    score: float = 0.5
    alignment: Alignment | None = None

    def of(self, fact: str) -> bool:
        """Whether the ribbon belongs to this finding."""
        return fact != "" and fact in self.facts


_LABELS = {
    Relation.VERBATIM: "word for word",
    Relation.EDITED: "edited",
    Relation.TRIMMED: "trimmed",
    Relation.PARAPHRASE: "paraphrase",
    Relation.PARTIAL: "in part",
}


def links_between(comparison: Comparison, left: int, right: int) -> tuple[Link, ...]:
    """The ribbons between two stories, in the order of the left one: quotes, conflicts, and sentences that no quote
    ties together already; paragraphs only where neither sentences nor quotes inside them do."""
    links: list[Link] = []
    shared = SpanIndex(
        (m.span, f)
        for f in comparison.facts
        if f.status is Status.SHARED and f.kind in ("quote", "claim")
        for m in f.mentions
        if m.story == left
    )
    taken: SpanIndex[Span] = SpanIndex()
    for level in (Level.QUOTE, Level.SENTENCE, Level.PARAGRAPH):
        new = []
        for alignment in comparison.alignments:
            spans = _ordered(alignment.spans, left, right) if alignment.level is level else None
            if spans is None or any(other.overlaps(spans[1]) for _span, other in taken.overlapping(spans[0])):
                continue
            new.append(spans)
            facts = {f.id: f for _span, f in shared.overlapping(spans[0])}
            ids = tuple(
                f.id for f in facts.values() if any(m.story == right and m.span.overlaps(spans[1]) for m in f.mentions)
            )
            ends = _matched(comparison, alignment, spans, left)
            links.append(Link(*ends, _kind(alignment), _label(alignment), ids, alignment.score, alignment))
        for one, other in new:
            taken.add(one, other)
    for fact in comparison.facts:
        if fact.status is Status.CONFLICT:
            links.extend(
                Link(a.span, b.span, LinkKind.CONFLICT, "≠", (fact.id,), 1.0)
                for a in fact.mentions
                if a.story == left
                for b in fact.mentions
                if b.story == right
            )
    return tuple(sorted(links, key=lambda k: (k.left, k.right, k.kind)))


def selected_links(comparison: Comparison, fact: Fact, left: int, right: int) -> tuple[Link, ...]:
    """The ribbons that only a selection shows: from each shared mention to its like, or to what was nearest."""
    ends = {story: [m for m in fact.mentions if m.story == story] for story in (left, right)}
    if fact.status is Status.ONLY:
        near = {story: [m for m in fact.nearest if m.story == story] for story in (left, right)}
        pairs = [(a, b) for a in ends[left] for b in near[right]] + [(a, b) for a in near[left] for b in ends[right]]
        return tuple(Link(a.span, b.span, LinkKind.NEAREST, "nearest", (fact.id,)) for a, b in pairs)
    if not ends[left] or not ends[right]:
        return ()
    # Each mention of a name to each other one would be a web: the first to the first, the second to the second …
    longer = max(len(ends[left]), len(ends[right]))
    if fact.kind not in ("quote", "claim"):
        longer = min(len(ends[left]), len(ends[right]))
    pairs = [
        (ends[left][min(k, len(ends[left]) - 1)], ends[right][min(k, len(ends[right]) - 1)]) for k in range(longer)
    ]
    return tuple(Link(a.span, b.span, LinkKind.QUOTE, "shared", (fact.id,)) for a, b in pairs)


def _ordered(spans: Sequence[Mention], left: int, right: int) -> tuple[Span, Span] | None:
    by_story = {m.story: m.span for m in spans}
    return (by_story[left], by_story[right]) if set(by_story) == {left, right} else None


def _matched(comparison: Comparison, alignment: Alignment, spans: tuple[Span, Span], left: int) -> tuple[Span, Span]:
    """From the first to the last of the words that are the same, in place of the whole quotes they were cut from."""
    if alignment.relation is not Relation.TRIMMED:
        return spans
    sides = (0, 1) if alignment.spans[0].story == left else (1, 0)
    ends = []
    for span, side in zip(spans, sides, strict=True):
        text = comparison.stories[alignment.spans[side].story].text
        equal = [(a, b) for a, b, same in wording_places(alignment, side, text) if same and " " in text[a:b].strip()]
        ends.append(Span(equal[0][0], equal[-1][1]) if equal else span)
    return ends[0], ends[1]


def _kind(alignment: Alignment) -> LinkKind:
    soft = alignment.relation in (Relation.PARAPHRASE, Relation.PARTIAL)
    return LinkKind.LIKE if soft else LinkKind.QUOTE


def _label(alignment: Alignment) -> str:
    words = sum(len(text.split()) for op, text in alignment.wording if op == "=")
    if alignment.relation is Relation.TRIMMED and words:
        return f"{words} words" if words > 1 else "1 word"
    return _LABELS[alignment.relation]
