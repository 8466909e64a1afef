"""The border between a story's text and the document that shows it. Pure: no Qt.

Stories count Unicode code points; a Qt document counts UTF-16 units and has one block per paragraph, without the blank
lines between paragraphs and without the headline that stands in the pane's head. ``TextMap`` holds the blocks and
converts positions both ways; nothing else in the window adds offsets of the two kinds together.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from comparer.story import Paragraph, ParagraphKind, Story

_HARD_WRAPPED = 40
"""Lines of at least this many characters, all but the last, are prose cut by a wire's line length."""
# Qt gives these a meaning of their own inside a document (frame ends, objects, ends of blocks).
_RESERVED = str.maketrans(dict.fromkeys("\0\ufdd0\ufdd1\ufffc\u2029\v\f\r", " "))
_LINE = "\u2028"


def utf16_length(text: str) -> int:
    """How many UTF-16 units a text takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph's share of a block; ``paragraph`` is an index into ``Story.paragraphs``, None for text that lies
    outside them all."""

    start: int
    end: int
    paragraph: int | None
    kind: ParagraphKind


@dataclass(frozen=True, slots=True)
class BlockText:
    """One block of the document: ``start`` and ``end`` count the story's code points, ``at`` UTF-16 units of the
    document. A dateline and the paragraph it opens are two parts of one block."""

    start: int
    end: int
    at: int
    shown: str
    parts: tuple[Part, ...]
    kind: ParagraphKind
    number: int | None
    """What a person sees beside it: body paragraphs count from 1."""


class TextMap:
    """Converts between positions of a story and of the document that shows it."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.blocks: tuple[BlockText, ...] = blocks_of(story.text, story.paragraphs, story.headline)
        self._starts = [block.start for block in self.blocks]
        self._ats = [block.at for block in self.blocks]
        # Only blocks with characters beyond the basic plane need counting; most have none.
        self._wide = [
            not block.shown.isascii() and len(block.shown) != utf16_length(block.shown) for block in self.blocks
        ]

    @property
    def shown(self) -> str:
        """The document's plain text, blocks divided by line feeds."""
        return "\n".join(block.shown for block in self.blocks)

    def block_of(self, position: int) -> int | None:
        """Which block shows a position of the story; None where it is not shown (the headline, blank lines)."""
        k = bisect_right(self._starts, position) - 1
        return k if k >= 0 and position < self.blocks[k].end else None

    def block_before(self, position: int) -> int | None:
        """The last block that begins at or before a position; None for what stands before them all."""
        k = bisect_right(self._starts, position) - 1
        return k if k >= 0 else None

    def to_document(self, position: int) -> int:
        """The document's position for one of the story; what is not shown counts as the next thing that is."""
        k = bisect_right(self._starts, position) - 1
        if k < 0:
            return 0
        block = self.blocks[k]
        if position > block.end:
            return self._ats[k + 1] if k + 1 < len(self.blocks) else block.at + utf16_length(block.shown)
        inside = position - block.start
        return block.at + (utf16_length(block.shown[:inside]) if self._wide[k] else inside)

    def to_story(self, position: int) -> int:
        """The story's position for one of the document."""
        k = max(0, bisect_right(self._ats, position) - 1)
        if not self.blocks:
            return 0
        block = self.blocks[k]
        inside = position - block.at
        if self._wide[k]:
            inside = len(block.shown.encode("utf-16-le")[: 2 * inside].decode("utf-16-le", "ignore"))
        return min(block.start + inside, block.end)

    def ranges(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """The shown parts of a span of the story: (block, first, last) with offsets in UTF-16 inside the block."""
        found = []
        k = max(0, bisect_right(self._starts, start) - 1)
        while k < len(self.blocks) and self.blocks[k].start < end:
            block = self.blocks[k]
            low, high = max(start, block.start), min(end, block.end)
            if low < high:
                found.append((k, self.to_document(low) - block.at, self.to_document(high) - block.at))
            k += 1
        return found

    def text_after(self, lines: list[str], origins: list[int | None]) -> str:
        """The story's text after its document was edited: ``lines`` are the blocks now, ``origins`` say which block
        each was (None for a new one). Untouched blocks and what lies between them come back exactly."""
        text = self.story.text
        if not self.blocks:
            return "\n\n".join(lines)
        pieces = [text[: self.blocks[0].start]]
        previous: int | None = None
        for k, (line, origin) in enumerate(zip(lines, origins, strict=True)):
            if k:
                follows = origin is not None and previous is not None and origin == previous + 1
                pieces.append(
                    text[self.blocks[origin - 1].end : self.blocks[origin].start] if follows and origin else "\n\n"
                )
            if origin is not None and line == self.blocks[origin].shown:
                pieces.append(text[self.blocks[origin].start : self.blocks[origin].end])
            else:
                pieces.append(line.replace(_LINE, "\n"))
            previous = origin
        pieces.append(text[self.blocks[-1].end :])
        return "".join(pieces)


@lru_cache(maxsize=8)
def blocks_of(text: str, paragraphs: tuple[Paragraph, ...], headline: str | None) -> tuple[BlockText, ...]:
    """The blocks of a story with these words; those made last are kept, so that a thread can make them ahead."""
    story = Story(text, paragraphs, headline=headline)
    blocks: list[BlockText] = []
    at = 0
    number = 0
    for parts in _lines(story):
        start, end = parts[0].start, parts[-1].end
        bodies = sum(part.kind is ParagraphKind.BODY for part in parts)
        shown = _shown(story.text[start:end])
        kind = ParagraphKind.BODY if bodies else parts[0].kind
        blocks.append(BlockText(start, end, at, shown, tuple(parts), kind, number + 1 if bodies else None))
        number += bodies
        at += utf16_length(shown) + 1
    return tuple(blocks)


def _lines(story: Story) -> list[list[Part]]:
    """The shown parts of a story in order, those that no line end divides together."""
    headline = _head_paragraph(story)
    parts: list[Part] = []
    last = 0
    for index, paragraph in enumerate(story.paragraphs):
        parts.extend(_outside(story.text, last, paragraph.start))
        last = max(last, paragraph.end)
        if index != headline and paragraph.start < paragraph.end:
            parts.append(Part(paragraph.start, paragraph.end, index, paragraph.kind))
    parts.extend(_outside(story.text, last, len(story.text)))
    lines: list[list[Part]] = []
    for part in parts:
        if lines and "\n" not in story.text[lines[-1][-1].end : part.start] and lines[-1][-1].end <= part.start:
            lines[-1].append(part)
        else:
            lines.append([part])
    return lines


def _outside(text: str, start: int, end: int) -> list[Part]:
    """What no paragraph holds, blank lines apart: it is shown, so that a person sees all that was handed over."""
    return [
        Part(start + m.start(), start + m.end(), None, ParagraphKind.NOTE)
        for m in re.finditer(r"[^\n]*\S[^\n]*", text[start:end])
    ]


def _head_paragraph(story: Story) -> int | None:
    """The paragraph that the pane's head shows instead of the page: the first headline, if it is the story's own."""
    for index, paragraph in enumerate(story.paragraphs):
        if paragraph.kind is ParagraphKind.HEADLINE:
            words = " ".join(_of(story, paragraph).split())
            return index if words == " ".join((story.headline or "").split()) else None
        if paragraph.kind is ParagraphKind.BODY:
            return None
    return None


def _of(story: Story, paragraph: Paragraph) -> str:
    return story.text[paragraph.start : paragraph.end]


def _shown(text: str) -> str:
    """The text as the document shows it, as long as the original: prose cut by a wire's line length flows again,
    other line ends stay."""
    text = text.replace("\r\n", " \n")
    if "\n" in text:
        lines = text.split("\n")
        wrapped = all(len(line.strip()) >= _HARD_WRAPPED for line in lines[:-1])
        text = text.replace("\n", " " if wrapped else _LINE)
    return text.translate(_RESERVED)
