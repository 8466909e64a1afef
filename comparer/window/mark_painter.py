"""How marks look on a page: tints, underlines, frames, bars, tags and chips. Paints what ``marks`` decided.

Everything is painted under the text. No mark is told by its colour alone: each style has a shape of its own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from comparer.story import Span
from comparer.window.fonts import screen_font, semibold
from comparer.window.icons import kind_icon, paint_icon
from comparer.window.marks import Mark, Style
from comparer.window.page import Page
from comparer.window.theme import Hue, Palette

TAG = 18
TAG_PITCH = 20
BAR = 3
ZIGZAG_STEP = 3.0
ZIGZAG_HEIGHT = 3.4


@dataclass(frozen=True, slots=True)
class Lane:
    """The outer lane of a page in document pixels: where its tags and bars stand."""

    tag_x: float
    bar_x: float


@dataclass(frozen=True, slots=True)
class Lights:
    """Which findings are lit: the selected one, and the one under the pointer."""

    selected: str = ""
    hovered: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A mark's sign in the lane; ``more`` marks stand behind it for want of room."""

    mark: Mark
    rect: QRectF
    more: int = 0


class MarkPainter:
    """Paints one page's marks in one palette; made anew for each paint event."""

    def __init__(
        self, painter: QPainter, page: Page, hue: Hue, palette: Palette, lights: Lights, blocks: range
    ) -> None:
        self._painter = painter
        self._page = page
        self._hue = hue
        self._palette = palette
        self._lights = lights
        self._blocks = blocks
        size = page.measures.size
        self._ascent = page.baseline(page.text_map.blocks[0].start) if page.text_map.blocks else size
        self._tint_top = self._ascent - size
        self._tint_height = 1.34 * size

    def paint_words(self, marks: Sequence[Mark]) -> None:
        """Tints first, then lines and frames, so that a mark inside another stays visible."""
        shown = [mark for mark in marks if not mark.bare or self._lit(mark)]
        rects = [(mark, list(self._page.line_rects(mark.start, mark.end, self._blocks))) for mark in shown]
        for mark, lines in rects:
            self._tint(mark, lines)
        for mark, lines in rects:
            self._lines(mark, lines)

    def paint_found(self, spans: Sequence[Span], current: Span | None) -> None:
        """Words that were searched for: a thin frame, a thick one round the one to look at."""
        for span in spans:
            for line in self._page.line_rects(span.start, span.end, self._blocks):
                self._painter.fillRect(self._band(line), self._palette["row"])
                self._frame(line, self._palette["ink"], 2.0 if span == current else 0.8)

    def _lit(self, mark: Mark) -> bool:
        return mark.fact != "" and mark.fact in (self._lights.selected, self._lights.hovered)

    def _hue_of(self, mark: Mark) -> Hue:
        return self._palette.conflict if mark.style is Style.CONFLICT else self._hue

    def _tint(self, mark: Mark, lines: Sequence[QRectF]) -> None:
        hue = self._hue_of(mark)
        if mark.style is Style.SHARED:
            colour = self._palette["sharedTint"]
        elif mark.style in (Style.NEAREST, Style.ELSEWHERE, Style.NOTE):
            if not self._lit(mark) or mark.style is Style.NEAREST:
                return
            colour = self._palette["sharedTint"]
        elif self._lit(mark) and mark.style is not Style.OWN_WORDS:
            colour = hue.strong
        elif mark.letter:
            return
        else:
            colour = hue.tint
        for line in lines:
            self._painter.fillRect(self._band(line), colour)

    def _band(self, line: QRectF) -> QRectF:
        return QRectF(line.left(), line.top() + self._tint_top, line.width(), self._tint_height)

    def _lines(self, mark: Mark, lines: Sequence[QRectF]) -> None:
        hue = self._hue_of(mark)
        selected = mark.fact != "" and mark.fact == self._lights.selected
        for line in lines:
            foot = line.top() + self._ascent + 2
            match mark.style:
                case Style.DETAIL | Style.OWN_WORDS:
                    self._rule(line, foot, 1.1 if mark.letter else 2.2, hue.solid)
                case Style.PASSAGE:
                    self._rule(line, foot, 1.1, hue.solid)
                case Style.CONFLICT:
                    self._zigzag(line, foot, hue.solid, 1.0 if mark.letter else 1.5)
                case Style.SHARED:
                    self._rule(line, foot, 1.0, self._palette["ink"])
                    self._rule(line, foot + 3, 1.0, self._palette["ink"])
                case Style.ELSEWHERE | Style.NOTE:
                    self._dotted(line, foot + 1)
                case Style.NEAREST:
                    self._frame(line, self._palette["ink"], 1.3, dashed=True)
            if selected and mark.style not in (Style.SHARED, Style.NEAREST, Style.OWN_WORDS):
                self._frame(line, hue.solid if mark.style is not Style.ELSEWHERE else self._palette["ink"], 1.6)

    def _rule(self, line: QRectF, y: float, width: float, colour: QColor) -> None:
        self._painter.fillRect(QRectF(line.left(), y, line.width(), width), colour)

    def _dotted(self, line: QRectF, y: float) -> None:
        pen = QPen(self._palette["ink2"], 1.6, Qt.PenStyle.DotLine, Qt.PenCapStyle.FlatCap)
        self._painter.setPen(pen)
        self._painter.drawLine(QPointF(line.left(), y), QPointF(line.right(), y))

    def _zigzag(self, line: QRectF, y: float, colour: QColor, width: float) -> None:
        # Counted from the page's edge, so that the teeth of neighbouring marks meet.
        path = QPainterPath(QPointF(line.left(), y + ZIGZAG_HEIGHT))
        steps = max(1, math.floor(line.width() / ZIGZAG_STEP))
        for k in range(1, steps + 1):
            path.lineTo(line.left() + k * ZIGZAG_STEP, y + (0 if k % 2 else ZIGZAG_HEIGHT))
        self._painter.setPen(QPen(colour, width))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(path)

    def _frame(self, line: QRectF, colour: QColor, width: float, *, dashed: bool = False) -> None:
        pen = QPen(colour, width)
        if dashed:
            pen.setDashPattern([4 / width, 3 / width])
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(self._band(line).adjusted(-1, -1, 1, 1), 3, 3)

    def paint_bars(self, marks: Sequence[Mark], lane: Lane) -> None:
        """The side bars of claims, quotes and conflicts."""
        for mark in sorted(marks, key=lambda m: m.style is Style.CONFLICT):
            if mark.style not in (Style.PASSAGE, Style.CONFLICT) or mark.bare:
                continue
            rects = list(self._page.line_rects(mark.start, mark.end, self._blocks))
            if not rects:
                continue
            top, bottom = rects[0].top() + 3, rects[-1].bottom() - 3
            hue = self._hue_of(mark)
            if mark.style is Style.CONFLICT:
                ground = QRectF(lane.bar_x - 1, top - 1, BAR + 3, bottom - top + 2)
                self._painter.fillRect(ground, self._palette["pane"])
                self._bar_zigzag(lane.bar_x, top, bottom, hue.solid, 1.0 if mark.letter else 1.5)
            else:
                width = 1.2 if mark.letter else BAR
                x = lane.bar_x + (BAR - width) / 2
                self._painter.fillRect(QRectF(x, top, width, bottom - top), hue.solid)

    def _bar_zigzag(self, x: float, top: float, bottom: float, colour: QColor, width: float) -> None:
        path = QPainterPath(QPointF(x, top))
        for k in range(1, max(1, math.floor((bottom - top) / ZIGZAG_STEP)) + 1):
            path.lineTo(x + (ZIGZAG_HEIGHT if k % 2 else 0), top + k * ZIGZAG_STEP)
        self._painter.setPen(QPen(colour, width))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(path)

    def paint_tag(self, tag: Tag) -> None:
        """The sign of a mark in the lane."""
        hue = self._hue_of(tag.mark)
        solid = self._palette["ink2"] if tag.mark.style in (Style.ELSEWHERE, Style.NOTE) else hue.solid
        if tag.mark.fact == self._lights.selected:
            self._painter.setPen(QPen(self._palette["ink"], 2))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRoundedRect(tag.rect.adjusted(-3, -3, 3, 3), 6, 6)
        paint_tag(self._painter, tag.rect, tag.mark, solid, self._palette["pane"], more=tag.more)


def paint_tag(painter: QPainter, rect: QRectF, mark: Mark, solid: QColor, ground: QColor, *, more: int = 0) -> None:
    """A tag: a square with the kind's icon, a lozenge for a conflict; hollow with the verdict's letter when decided."""
    hollow = bool(mark.letter)
    painter.setPen(QPen(solid, 1.4))
    painter.setBrush(ground if hollow else solid)
    inner = rect.adjusted(0.7, 0.7, -0.7, -0.7)
    if mark.style is Style.CONFLICT:
        c = rect.center()
        r = rect.width() / 2 + 1
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(c.x(), c.y() - r),
                    QPointF(c.x() + r, c.y()),
                    QPointF(c.x(), c.y() + r),
                    QPointF(c.x() - r, c.y()),
                ]
            )
        )
    else:
        painter.drawRoundedRect(inner, 3, 3)
    colour = solid if hollow else ground
    if more or hollow:
        painter.setPen(colour)
        painter.setFont(semibold(10.5))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, f"+{more}" if more else mark.letter)
    else:
        size = 11.0 if mark.style is Style.CONFLICT else 13.0
        name = "conflict" if mark.style is Style.CONFLICT else ("note" if mark.kind == "note" else kind_icon(mark.kind))
        c = rect.center()
        paint_icon(painter, name, QRectF(c.x() - size / 2, c.y() - size / 2, size, size), colour)


def place_tags(page: Page, marks: Sequence[Mark], lane: Lane, blocks: range) -> list[Tag]:
    """Where the tags of the marks in some blocks stand: beside their first line, one under the other where several
    share one. A paragraph with more tags than room keeps the important ones and counts the rest."""
    tags: list[Tag] = []
    floor = -math.inf
    for number in blocks:
        if number >= page.document.blockCount():
            break
        block = page.text_map.blocks[number]
        here = [m for m in marks if block.start <= m.start < block.end]
        if not here:
            continue
        rect = page.block_rect(number)
        room = max(1, int((rect.height() + page.measures.above - 4) // TAG_PITCH))
        kept: list[tuple[Mark, int]] = [(m, 0) for m in here]
        if len(here) > room:
            # The important ones keep their tags, in the order of the text; one more counts the rest.
            ranked = sorted(here, key=lambda m: (m.style is not Style.CONFLICT, m.nested, -m.importance, m.start))
            rest = ranked[room - 1 :]
            first = min(rest, key=lambda m: m.start) if room > 1 else ranked[0]
            kept = sorted([(m, 0) for m in ranked[: room - 1]] + [(first, len(rest))], key=lambda k: (k[0].start, k[1]))
        tops = [max(page.top_of(m.start) + (page.measures.pitch - TAG) / 2, 0) for m, _more in kept]
        # Tags that slide down for want of room push those above them up again, so that none leaves its paragraph.
        bottom = rect.bottom() + page.measures.above - 4
        for k, top in enumerate(tops):
            tops[k] = max(top, floor if k == 0 else tops[k - 1] + TAG_PITCH)
        for k in range(len(tops) - 1, -1, -1):
            limit = bottom - TAG if k == len(tops) - 1 else tops[k + 1] - TAG_PITCH
            tops[k] = min(tops[k], max(limit, rect.top() + k * TAG_PITCH))
        floor = tops[-1] + TAG_PITCH
        tags += [
            Tag(mark, QRectF(lane.tag_x, top, TAG, TAG), more) for (mark, more), top in zip(kept, tops, strict=True)
        ]
    return tags


def paint_chips(
    painter: QPainter, chips: Sequence[tuple[str, str, bool]], left: float, top: float, width: float, palette: Palette
) -> None:
    """Speakers side by side in one row: (name, relation, indirect) each; what does not fit is cut short."""
    bold, plain = semibold(11.5), screen_font(11.5)
    x = left
    for name, relation, indirect in chips:
        tail = f" · {relation}" if relation else ""
        name_width = QFontMetricsF(bold).horizontalAdvance(name)
        room = left + width - x - 28 - name_width
        tail = QFontMetricsF(plain).elidedText(tail, Qt.TextElideMode.ElideRight, max(0.0, room)) if tail else ""
        tail_width = QFontMetricsF(plain).horizontalAdvance(tail)
        if x > left and room < 20:
            return
        whole = QRectF(x, top, 24 + name_width + tail_width + 9, TAG)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette["sharedTint"])
        painter.drawRoundedRect(whole, TAG / 2, TAG / 2)
        paint_icon(painter, "quote-indirect" if indirect else "quote", QRectF(x + 8, top + 4, 10, 10), palette["ink2"])
        painter.setPen(palette["ink"])
        painter.setFont(bold)
        painter.drawText(QPointF(x + 23, top + 13), name)
        painter.setPen(palette["ink2"])
        painter.setFont(plain)
        painter.drawText(QPointF(x + 23 + name_width, top + 13), tail)
        x = whole.right() + 6
