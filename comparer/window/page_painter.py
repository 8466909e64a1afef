"""Paints what stands on and beside the words of a page: marks, tags, numbers, speakers, margin notes, folds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from comparer.story import Span
from comparer.window.badges import paint_lozenge
from comparer.window.fonts import screen_font, semibold
from comparer.window.margin_notes import MarginNote
from comparer.window.mark_painter import TAG, Lane, Lights, MarkPainter, Tag, paint_chips, place_tags
from comparer.window.marks import Mark, Style
from comparer.window.page import Page
from comparer.window.speaker_chips import Chip
from comparer.window.story_document import CHIP_ROW
from comparer.window.theme import Palette

LANE = 38
GUTTER = 26
NOTES = 190
"""Width of the margin that holds notes, in the reading view."""


@dataclass
class Shown:
    """What is on a page besides its words; ``chips`` and ``folds`` go by the block they stand above."""

    story: int = 0
    marks: tuple[Mark, ...] = ()
    lit: tuple[Mark, ...] = ()
    """Marks that stand only while a finding is selected."""
    lights: Lights = field(default_factory=Lights)
    chips: Mapping[int, Sequence[Chip]] = field(default_factory=dict)
    folds: Mapping[int, int] = field(default_factory=dict)
    """How many paragraphs are folded above a block."""
    notes: tuple[MarginNote, ...] = ()
    found: tuple[Span, ...] = ()
    found_at: Span | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """The page's margins in pixels: ``mirrored``, the lane with the tags stands on the right."""

    width: float
    left: float
    right: float
    mirrored: bool

    @property
    def lane(self) -> Lane:
        """Where tags and bars stand."""
        if self.mirrored:
            edge = self.width - self.right
            return Lane(edge + LANE - 7 - TAG, edge + LANE - 29 - 3)
        return Lane(self.left - LANE + 7, self.left - LANE + 29)


class PagePainter:
    """Paints the given blocks of one page; made anew for each paint event."""

    def __init__(
        self, painter: QPainter, page: Page, shown: Shown, frame: Frame, palette: Palette, blocks: range
    ) -> None:
        self._painter = painter
        self._page = page
        self._shown = shown
        self._frame = frame
        self._palette = palette
        self._blocks = blocks

    def paint(self) -> list[Tag]:
        """Paint everything that goes under the words and beside them; the tags, to be hit by the pointer."""
        page, shown = self._page, self._shown
        first, last = page.text_map.blocks[self._blocks.start].start, page.text_map.blocks[self._blocks.stop - 1].end
        marks = [m for m in shown.marks if m.start < last and m.end > first]
        lit = [m for m in shown.lit if m.start < last and m.end > first]
        hue = self._palette.story(shown.story)
        brush = MarkPainter(self._painter, page, hue, self._palette, shown.lights, self._blocks)
        brush.paint_words(marks)
        brush.paint_words(lit)
        brush.paint_found([s for s in shown.found if s.start < last and s.end > first], shown.found_at)
        lane = self._frame.lane
        brush.paint_bars(marks, lane)
        tags = place_tags(page, marks, lane, self._blocks)
        for tag in tags:
            brush.paint_tag(tag)
        chosen = {
            number
            for m in (*marks, *lit)
            if m.fact and m.fact == shown.lights.selected
            for number, _first, _last in page.text_map.ranges(m.start, m.end)
        }
        for number in self._blocks:
            if page.is_shown(number):
                self._paint_beside(number, number in chosen)
        self._paint_notes([n for n in shown.notes if first <= n.position < last])
        return tags

    def _paint_beside(self, number: int, chosen: bool) -> None:
        painter, palette = self._painter, self._palette
        rect = self._page.block_rect(number)
        block = self._page.text_map.blocks[number]
        if block.number is not None:
            painter.setFont(semibold(12) if chosen else screen_font(12))
            painter.setPen(palette["ink"] if chosen else palette["ink2"])
            x = rect.left() - GUTTER if self._frame.mirrored else rect.right() + 3
            where = QRectF(x, rect.top(), GUTTER - 7, self._page.measures.pitch)
            painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(block.number))
        top, left = rect.top() - CHIP_ROW, rect.left()
        folded = self._shown.folds.get(number, 0)
        if folded:
            left += self._paint_fold(left, top, folded) + 8
        chips = [(c.speaker, c.relation, c.indirect) for c in self._shown.chips.get(number, ())]
        if chips:
            paint_chips(painter, chips, left, top, rect.right() - left, palette)

    def _paint_fold(self, left: float, top: float, folded: int) -> float:
        """A dashed pill that says how many paragraphs are folded here; its width."""
        text = f"⋯ {folded} shared" if folded > 1 else "⋯ 1 shared"
        font = screen_font(11.5)
        width = QFontMetricsF(font).horizontalAdvance(text) + 16
        pen = QPen(self._palette["edge"], 1)
        pen.setDashPattern([3, 2])
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(QRectF(left, top, width, TAG), TAG / 2, TAG / 2)
        self._painter.setPen(self._palette["ink2"])
        self._painter.setFont(font)
        self._painter.drawText(QRectF(left, top, width, TAG), Qt.AlignmentFlag.AlignCenter, text)
        return width

    def _paint_notes(self, notes: Sequence[MarginNote]) -> None:
        painter, palette = self._painter, self._palette
        text_right = self._frame.width - self._frame.right
        x = 0.0 if self._frame.mirrored else text_right + GUTTER + 6
        width = (self._frame.left if self._frame.mirrored else self._frame.right) - GUTTER - 12
        floor = -1.0
        pitch = self._page.measures.pitch
        for note in notes:
            if not self._page.is_shown(self._page.text_map.block_of(note.position) or 0):
                continue
            top = max(self._page.top_of(note.position), floor)
            floor = top + 20
            middle = top + pitch / 2
            colour = palette["ink2"]
            if note.style is Style.CONFLICT:
                colour = palette["conflict"]
                paint_lozenge(painter, QRectF(x, middle - 7, 14, 14), palette)
            elif note.style is Style.PASSAGE:
                colour = palette.story(self._shown.story).solid
                painter.fillRect(QRectF(x + 5, middle - 7, 3, 14), colour)
            else:
                painter.fillRect(QRectF(x + 1, middle - 3, 11, 1.2), colour)
                painter.fillRect(QRectF(x + 1, middle + 1, 11, 1.2), colour)
            painter.setPen(colour)
            font = semibold(12) if note.fact and note.fact == self._shown.lights.selected else screen_font(12)
            painter.setFont(font)
            told = QFontMetricsF(font).elidedText(note.text, Qt.TextElideMode.ElideRight, width - 20)
            painter.drawText(QPointF(x + 20, middle + 4), told)
