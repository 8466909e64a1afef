"""What is marked in a story, and how: findings and wording turned into spans with a style. Pure: no Qt.

Painting is ``mark_painter``'s; it adds no judgement of its own. Offsets count code points of the story's text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from comparer.comparison import Alignment, Comparison, Fact, Level, Mention, Status
from comparer.desk.verdicts import Judgement
from comparer.desk.wording_places import wording_places
from comparer.story import Span

_PASSAGES = frozenset({"claim", "quote", "note"})


class Style(StrEnum):
    """How a mark looks; the first five stand without a selection."""

    DETAIL = "detail"
    """Only here: a name, figure or date. Tint and strong underline."""
    PASSAGE = "passage"
    """Only here: a claim or quote. Tint, thin underline, side bar."""
    CONFLICT = "conflict"
    """Told differently. Zigzag underline and bar."""
    ELSEWHERE = "elsewhere"
    """Not in the other story shown, but in a third. Dotted underline."""
    NOTE = "note"
    """Words that a person wrote a note on. Dotted frame."""
    SHARED = "shared"
    """Shared, when selected. Tint and double underline."""
    NEAREST = "nearest"
    """The nearest thing in the other story, when selected. Dashed frame."""
    OWN_WORDS = "own"
    """Words of a selected passage that the other story's wording lacks."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mention of one finding. ``bare``: its tag stands, its mark gives way to a conflict around it."""

    fact: str
    kind: str
    style: Style
    start: int
    end: int
    letter: str = ""
    """The verdict's letter; "" while undecided."""
    importance: float = 0.5
    nested: bool = False
    """Lies inside a passage that is marked too."""
    bare: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def story_marks(
    comparison: Comparison, judgements: Mapping[str, Judgement], story: int, other: int | None
) -> tuple[Mark, ...]:
    """The marks of one story beside another (None: beside all), sorted by place. Shared facts have none."""
    marks: list[Mark] = []
    conflicts = [
        m.span for f in comparison.facts if f.status is Status.CONFLICT for m in f.mentions if m.story == story
    ]
    passages = [
        m.span
        for f in comparison.facts
        if f.status is Status.ONLY and f.kind in _PASSAGES
        for m in f.mentions
        if m.story == story
    ]
    within_conflict = _Cover(conflicts)
    within_passage = _Cover(passages)
    for fact in comparison.facts:
        style = _style(fact, story, other)
        if style is None:
            continue
        verdict = judgement.verdict if (judgement := judgements.get(fact.id)) else None
        for mention in fact.mentions:
            if mention.story != story or mention.start == mention.end:
                continue
            span = mention.span
            conflict = style is not Style.CONFLICT and within_conflict.holds(span)
            nested = style is Style.DETAIL and within_passage.holds(span)
            marks.append(
                Mark(
                    fact.id,
                    fact.kind,
                    style,
                    span.start,
                    span.end,
                    verdict.letter if verdict else "",
                    fact.importance,
                    nested,
                    conflict,
                )
            )
    return tuple(sorted(marks, key=lambda m: (m.start, -m.end, m.fact)))


def _style(fact: Fact, story: int, other: int | None) -> Style | None:
    stories = fact.stories()
    if story not in stories:
        return None
    if fact.kind == "note":
        return Style.NOTE
    if fact.status is Status.CONFLICT:
        return Style.CONFLICT if other is None or other in stories else Style.ELSEWHERE
    if fact.status is Status.ONLY:
        return Style.PASSAGE if fact.kind in _PASSAGES else Style.DETAIL
    if other is not None and other not in stories:
        return Style.ELSEWHERE
    return None


class _Cover:
    """Answers whether a span lies inside one of many, in the order of their starts."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._reach: list[int] = []
        reach = 0
        for span in self._spans:
            reach = max(reach, span.end)
            self._reach.append(reach)
        self._starts = [span.start for span in self._spans]

    def holds(self, span: Span) -> bool:
        k = bisect_right(self._starts, span.start) - 1
        return k >= 0 and self._reach[k] >= span.end


def selection_marks(comparison: Comparison, fact: Fact, story: int) -> tuple[Mark, ...]:
    """What selecting a finding lights in one story besides its own mark: shared mentions with their wording, and what
    was nearest."""
    marks: list[Mark] = []
    if fact.status is Status.SHARED:
        if fact.kind == "quote":
            marks.extend(wording_marks(comparison, quote_alignments(comparison, fact), story, fact.id))
        if not marks:
            marks.extend(_plain(fact, Style.SHARED, fact.mentions, story))
    marks.extend(_plain(fact, Style.NEAREST, fact.nearest, story))
    return tuple(marks)


def _plain(fact: Fact, style: Style, mentions: Iterable[Mention], story: int) -> list[Mark]:
    return [Mark(fact.id, fact.kind, style, m.start, m.end) for m in mentions if m.story == story and m.start < m.end]


def quote_alignments(comparison: Comparison, fact: Fact) -> list[Alignment]:
    """The alignments of quotes whose two ends lie in mentions of a fact."""
    return [
        a
        for a in comparison.alignments
        if a.level is Level.QUOTE
        and all(any(m.story == end.story and m.span.overlaps(end.span) for m in fact.mentions) for end in a.spans)
    ]


def wording_marks(
    comparison: Comparison, alignments: Iterable[Alignment], story: int, fact: str = ""
) -> tuple[Mark, ...]:
    """The words of aligned passages in one story: shared where any of the alignments has them, else this story's own.

    A passage that is nearly all new is one mark: two readings, not confetti.
    """
    shared: list[tuple[int, int]] = []
    own: list[tuple[int, int]] = []
    for alignment in alignments:
        for side in (0, 1):
            end = alignment.spans[side]
            if end.story == story and end.start < end.end:
                runs = wording_places(alignment, side, comparison.stories[story].text)
                shared.extend((a, b) for a, b, equal in runs if equal)
                own.extend((a, b) for a, b, equal in runs if not equal)
                if not runs:
                    shared.append((end.start, end.end))
    text = comparison.stories[story].text
    rest = [piece for run in _joined(own) for piece in _without(run, shared, text)]
    return tuple(
        sorted(
            [Mark(fact, "quote", Style.SHARED, a, b) for a, b in _joined(shared)]
            + [Mark(fact, "quote", Style.OWN_WORDS, a, b) for a, b in rest],
            key=lambda m: m.start,
        )
    )


def _joined(runs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs in order, those that overlap as one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(runs):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _without(run: tuple[int, int], taken: Iterable[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """What is left of a run, blanks at the ends of each piece apart."""
    pieces = [run]
    for start, end in taken:
        pieces = [p for a, b in pieces for p in ((a, min(b, start)), (max(a, end), b)) if p[0] < p[1]]
    trimmed = []
    for a, b in pieces:
        words = text[a:b]
        if any(c.isalnum() for c in words):
            start = a + len(words) - len(words.lstrip())
            trimmed.append((start, start + len(words.strip())))
    return trimmed
