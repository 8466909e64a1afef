"""Where a story's words lie on its page: from positions of the story to pixels and back.

A ``Page`` wraps one Qt document and its ``TextMap``. Heights are pixels of the document; ``block_top`` of a block that
is not laid out yet is that of the last one that is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine

from comparer.story import Span
from comparer.window.story_document import Measures
from comparer.window.text_map import TextMap


class Page:
    """Answers questions about the layout of one story."""

    def __init__(self, document: QTextDocument, text_map: TextMap, measures: Measures) -> None:
        self.document = document
        self.text_map = text_map
        self.measures = measures
        self._blocks: list[tuple[float, float]] = []

    def laid_out_anew(self) -> None:
        """The layout changed: forget what was known of it."""
        self._blocks.clear()

    @property
    def height(self) -> float:
        """Of the whole document, which is laid out to its end for that."""
        return self.document.size().height()

    def block_rect(self, number: int) -> QRectF:
        """The lines of a block, without the room above it."""
        number = max(0, min(number, self.document.blockCount() - 1))
        block = self.document.findBlockByNumber(number)
        if not block.isVisible():
            return QRectF(0, self._bottom_before(block), 1, 0)
        rect = self.document.documentLayout().blockBoundingRect(block)
        # The last line reports the font's own height; the page has an even pitch.
        rect.setHeight(max(1, block.layout().lineCount()) * self.measures.pitch)
        return rect

    def is_shown(self, number: int) -> bool:
        """Whether a block is not folded away."""
        return number < self.document.blockCount() and self.document.findBlockByNumber(number).isVisible()

    def _bottom_before(self, block: QTextBlock) -> float:
        """Where a folded block would be: under the last one that shows before it."""
        before = block.previous()
        while before.isValid() and not before.isVisible():
            before = before.previous()
        if not before.isValid():
            return 0.0
        rect = self.document.documentLayout().blockBoundingRect(before)
        return float(rect.top()) + max(1, before.layout().lineCount()) * self.measures.pitch

    def blocks_between(self, top: float, bottom: float) -> Iterator[int]:
        """The numbers of the blocks that touch a stretch of the page, room above them included."""
        block = self.block_at(top)
        number = max(0, block.blockNumber() - 1)
        count = min(self.document.blockCount(), len(self.text_map.blocks))
        while number < count:
            rect = self.block_rect(number)
            if rect.top() - self.measures.above_chip > bottom:
                return
            if rect.bottom() >= top:
                yield number
            number += 1

    def block_at(self, height: float) -> QTextBlock:
        """The block nearest to a height."""
        position = self.document.documentLayout().hitTest(QPointF(1, max(0.0, height)), Qt.HitTestAccuracy.FuzzyHit)
        return self.document.findBlock(max(0, position))

    def line_rects(self, start: int, end: int, blocks: range | None = None) -> Iterator[QRectF]:
        """One rectangle for each line of a span of the story, as wide as its words and as high as the pitch."""
        layout = self.document.documentLayout()
        for number, first, last in self.text_map.ranges(start, end):
            if (blocks is not None and number not in blocks) or number >= self.document.blockCount():
                continue
            block = self.document.findBlockByNumber(number)
            if not block.isVisible():
                continue
            origin = layout.blockBoundingRect(block).topLeft()
            for line in _lines(block, first, last):
                yield self._line_rect(origin, line, first, last)

    def _line_rect(self, origin: QPointF, line: QTextLine, first: int, last: int) -> QRectF:
        begin, end = line.textStart(), line.textStart() + line.textLength()
        left = _x(line, max(first, begin))
        right = _x(line, min(last, end))
        natural = line.naturalTextRect()
        # A blank that wraps hangs over the edge of the column; marks end with the words.
        right = min(right, natural.right())
        if right < left:
            left, right = right, left
        return QRectF(origin.x() + left, origin.y() + line.y(), max(2.0, right - left), self.measures.pitch)

    def baseline(self, start: int) -> float:
        """How far below a line's top its letters stand, on the line of a position."""
        number = self.text_map.block_of(start)
        block = self.document.findBlockByNumber(number or 0)
        line = block.layout().lineAt(0)
        return float(line.ascent()) if line.isValid() else self.measures.size

    def rows(self, span: Span) -> tuple[float, float]:
        """The height of the top of a span's first line and of the bottom of its last."""
        top = self.top_of(span.start)
        last = self.text_map.block_of(max(span.start, span.end - 1))
        height = self.measures.pitch if last is None or self.is_shown(last) else 0.0
        return top, max(top, self.top_of(max(span.start, span.end - 1))) + height

    def rough_rows(self, span: Span) -> tuple[float, float]:
        """The same to within a line, at no cost: for pictures of the whole page."""
        if not self._blocks:
            rects = (self.block_rect(k) for k in range(self.document.blockCount()))
            self._blocks = [(rect.top(), rect.height()) for rect in rects]
        return self._rough(span.start), self._rough(span.end) + (self.measures.pitch if len(span) else 0.0)

    def _rough(self, position: int) -> float:
        found = self.text_map.block_before(position)
        if found is None:
            return 0.0
        block = self.text_map.blocks[found]
        if found >= len(self._blocks):
            return sum(self._blocks[-1])
        top, height = self._blocks[found]
        share = min(1.0, (position - block.start) / max(1, block.end - block.start))
        return top + max(0.0, height - self.measures.pitch) * share

    def top_of(self, position: int) -> float:
        """The height of the top of the line that a position stands on; 0 for the headline in the head."""
        blocks = self.text_map.blocks
        if not blocks or position < blocks[0].start:
            return 0.0
        at = self.text_map.to_document(position)
        block = self.document.findBlock(at)
        if not block.isValid():
            block = self.document.lastBlock()
        if not block.isVisible():
            return self._bottom_before(block)
        line = block.layout().lineForTextPosition(max(0, at - block.position()))
        top = float(self.document.documentLayout().blockBoundingRect(block).top())
        return top + (float(line.y()) if line.isValid() else 0.0)

    def place_at(self, height: float) -> float:
        """The place that a height goes with, evenly along each line: from the first letter at 0 to the end of the story
        at the end of the page."""
        if not self.text_map.blocks:
            return 0.0
        number = self._shown_before(min(self.block_at(height).blockNumber(), len(self.text_map.blocks) - 1))
        if height < self.block_rect(number).top() and number:
            number = self._shown_before(number - 1)
        line = int((height - self.block_rect(number).top()) // self.measures.pitch)
        (low, high), (top, bottom) = self._stretch(number, line)
        return low + (high - low) * min(1.0, max(0.0, (height - top) / max(1.0, bottom - top)))

    def height_of(self, place: float) -> float:
        """The height that a place goes with: ``place_at`` the other way round."""
        if not self.text_map.blocks:
            return 0.0
        number = self._shown_before(self.text_map.block_before(int(place)) or 0)
        block = self.document.findBlockByNumber(number)
        inside = self.text_map.to_document(int(place)) - block.position()
        line = block.layout().lineForTextPosition(min(max(0, inside), max(0, block.length() - 1)))
        (low, high), (top, bottom) = self._stretch(number, line.lineNumber() if line.isValid() else 0)
        return top + (bottom - top) * min(1.0, max(0.0, (place - low) / max(1.0, high - low)))

    def _shown_before(self, number: int) -> int:
        """The last block up to this one that is not folded away; the first that shows where there is none."""
        shown = next((k for k in range(number, -1, -1) if self.is_shown(k)), None)
        return shown if shown is not None else self._shown_after(number)

    def _shown_after(self, number: int) -> int:
        count = len(self.text_map.blocks)
        return next((k for k in range(number + 1, count) if self.is_shown(k)), count)

    def _stretch(self, number: int, line: int) -> tuple[tuple[float, float], tuple[float, float]]:
        """The places that a line of a block goes with, and its heights; the room below it belongs to it."""
        blocks, top = self.text_map.blocks, self.block_rect(number).top()
        block = self.document.findBlockByNumber(number)
        lines = max(1, block.layout().lineCount())
        line = max(0, min(line, lines - 1))
        first = number == 0 or not any(self.is_shown(k) for k in range(number))
        begin, above = self._line_start(number, line), top + line * self.measures.pitch
        if first and line == 0:
            begin, above = 0.0, 0.0
        if line < lines - 1:
            return (begin, self._line_start(number, line + 1)), (above, top + (line + 1) * self.measures.pitch)
        after = self._shown_after(number)
        if after < len(blocks):
            return (begin, float(blocks[after].start)), (above, self.block_rect(after).top())
        return (begin, float(len(self.text_map.story.text))), (above, self.height)

    def _line_start(self, number: int, line: int) -> float:
        block = self.document.findBlockByNumber(number)
        found = block.layout().lineAt(line) if line < block.layout().lineCount() else None
        inside = found.textStart() if found is not None and found.isValid() else 0
        return float(self.text_map.to_story(block.position() + inside))

    def position_at(self, height: float) -> int:
        """The position of the story that begins the line at a height."""
        at = self.document.documentLayout().hitTest(QPointF(1, max(0.0, height)), Qt.HitTestAccuracy.FuzzyHit)
        return self.text_map.to_story(max(0, at))

    def position_under(self, point: QPointF) -> int | None:
        """The position of the letter under a point, None where there is none."""
        at = self.document.documentLayout().hitTest(point, Qt.HitTestAccuracy.ExactHit)
        return None if at < 0 else self.text_map.to_story(at)


def _lines(block: QTextBlock, first: int, last: int) -> Iterator[QTextLine]:
    layout = block.layout()
    for k in range(layout.lineCount()):
        line = layout.lineAt(k)
        if line.textStart() < last and line.textStart() + line.textLength() > first:
            yield line


def _x(line: QTextLine, position: int) -> float:
    x, _at = cast("tuple[float, int]", line.cursorToX(position))
    return x
