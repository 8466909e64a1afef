"""What a finding's card quotes: passages with some text around them, and a quote's wording. Pure: no Qt.

Offsets of pieces count code points of the excerpt's own text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from comparer.comparison import Alignment, Comparison, Fact, Mention, Status
from comparer.desk.wording_places import LEAST_SHARED, equal_share
from comparer.story import Span

AROUND = 60
"""Code points of text shown on either side of a passage, cut at words."""

LONGEST = 420
"""Code points of a passage that are shown before it is cut."""


_REASONS = re.compile(r";\s+(?=[^“”]*(?:“[^”]*”[^“”]*)*$)")
"""Between reasons; a semicolon between quotation marks divides nothing."""

_KEEPS_APART = re.compile(r"no(t|thing| such)?\b|.*\bnever\b|.*\bnot\b")


class Look(StrEnum):
    """How a piece of an excerpt is marked."""

    ONLY = "only"
    CONFLICT = "conflict"
    SHARED = "shared"
    NEAREST = "nearest"
    OTHER = "other"
    """Words of the other story's version."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A marked stretch of an excerpt."""

    start: int
    end: int
    look: Look
    story: int
    """Whose hue it has."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Text to show, and what is marked in it."""

    text: str
    pieces: tuple[Piece, ...] = ()


def around(mention: Mention, comparison: Comparison, look: Look) -> Excerpt:
    """A mention's words, marked, with a little of their sentence on either side."""
    story = comparison.stories[mention.story]
    bounds = _bounds(
        mention.span,
        story.paragraphs[k].span if (k := story.paragraph_at(mention.start)) is not None else Span(0, len(story.text)),
    )
    words = _one_line(story.text[mention.start : mention.end])
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit(" ", 1)[0] + " …"
    before = _one_line(story.text[bounds.start : mention.start], keep_end=True)
    after = _one_line(story.text[mention.end : bounds.end], keep_start=True)
    head = ("… " if bounds.start > _paragraph_start(comparison, mention) else "") + before
    tail = after + (" …" if bounds.end < _paragraph_end(comparison, mention) else "")
    return Excerpt(head + words + tail, (Piece(len(head), len(head) + len(words), look, mention.story),))


def _paragraph_start(comparison: Comparison, mention: Mention) -> int:
    story = comparison.stories[mention.story]
    k = story.paragraph_at(mention.start)
    return 0 if k is None else story.paragraphs[k].start


def _paragraph_end(comparison: Comparison, mention: Mention) -> int:
    story = comparison.stories[mention.story]
    k = story.paragraph_at(mention.start)
    return len(story.text) if k is None else max(story.paragraphs[k].end, mention.end)


def _bounds(span: Span, paragraph: Span) -> Span:
    """The span with some text around it, within its paragraph; ``excerpt`` cuts it at words."""
    return Span(max(paragraph.start, span.start - AROUND), max(span.end, min(paragraph.end, span.end + AROUND)))


def _one_line(text: str, *, keep_start: bool = False, keep_end: bool = False) -> str:
    """Text on one line. At the side away from the passage a torn word is dropped."""
    line = " ".join(text.split())
    if not line:
        return " " if text and (keep_start or keep_end) else ""
    if keep_end:
        if len(text) >= AROUND and " " in line:
            line = line.split(" ", 1)[1]
        return line + (" " if text[-1:].isspace() else "")
    if keep_start:
        if len(text) >= AROUND and " " in line:
            line = line.rsplit(" ", 1)[0]
        return (" " if text[:1].isspace() else "") + line
    return line


def wordings(alignment: Alignment, comparison: Comparison) -> tuple[Excerpt, ...]:
    """An alignment's word edits: one excerpt with both versions' words where they share enough, else two readings.

    In one excerpt the longer version leads; words of the other stand in their place.
    """
    left, right = (m.story for m in alignment.spans)
    if not alignment.wording or equal_share(alignment.wording) < LEAST_SHARED:
        return tuple(
            Excerpt(
                text := _one_line(comparison.stories[m.story].text[m.start : m.end]),
                (Piece(0, len(text), Look.ONLY, m.story),),
            )
            for m in alignment.spans
        )
    text, pieces = "", []
    for op, words in alignment.wording:
        line = " ".join(words.split())
        if not line:
            continue
        if text and not text.endswith(" ") and (words[:1].isspace() or _apart(text, line)):
            text += " "
        look, story = {"=": (Look.SHARED, left), "-": (Look.ONLY, left), "+": (Look.OTHER, right)}[op]
        pieces.append(Piece(len(text), len(text) + len(line), look, story))
        text += line + (" " if words[-1:].isspace() else "")
    return (Excerpt(text.rstrip(), tuple(pieces)),)


def _apart(text: str, following: str) -> bool:
    """Whether two runs of words would grow together without a blank."""
    return text[-1].isalnum() and following[0].isalnum()


def title(fact: Fact, comparison: Comparison, readings: Sequence[str]) -> str:
    """The card's title: the fact's label, or for a conflict its readings."""
    return " ≠ ".join(readings) if len(readings) > 1 else fact.label


def why_lines(fact: Fact) -> list[tuple[str, str]]:
    """The reasons as (sign, text): "≠" what keeps it from matching, "=" what agrees, "·" what else is known.

    What the nearest thing is goes without saying where the card quotes it.
    """
    lines = []
    for line in fact.why.splitlines():
        for reason in _REASONS.split(line.strip()):
            known = fact.nearest and reason.startswith("nearest")
            if reason and not known:
                lines.append((_sign(reason, fact.status), reason.lstrip("≠=· ").strip()))
    return lines


def _sign(reason: str, status: Status) -> str:
    if reason[0] in "≠=·":
        return reason[0]
    if status is Status.SHARED:
        return "="
    return "≠" if _KEEPS_APART.match(reason) else "·"
