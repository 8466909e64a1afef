"""How ribbons look between two pages: paints links, given where their ends are on screen. Keeps no state.

Heights are pixels of the canvas; an end that is scrolled out of sight becomes a stub with the paragraph it leads to.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from comparer.window.fonts import screen_font, semibold
from comparer.window.icons import paint_icon
from comparer.window.links import Link, LinkKind
from comparer.window.theme import Palette

HANDLE = 0.36
"""Where the curve's handles lie, as a share of the width."""
HOOK = 34.0
PILL = 18.0


@dataclass(frozen=True, slots=True)
class Strand:
    """A link with its ends on the canvas: (top, bottom) each, and the paragraph numbers they lie in."""

    link: Link
    left: tuple[float, float]
    right: tuple[float, float]
    numbers: tuple[int | None, int | None]
    selected: bool = False
    hovered: bool = False

    def visible(self, side: int, height: float) -> bool:
        """Whether an end (0 left, 1 right) is in sight on a canvas of this height."""
        top, bottom = self.left if side == 0 else self.right
        return bottom > 2 and top < height - 2


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a ribbon takes up, to be hit by the pointer."""

    strand: Strand
    area: QPainterPath
    pill: QRectF | None


class RibbonPainter:
    """Paints the strands of one canvas; ``mirror`` as for right-to-left layouts is the caller's."""

    def __init__(self, painter: QPainter, width: float, height: float, palette: Palette) -> None:
        self._painter = painter
        self._width = width
        self._height = height
        self._palette = palette
        self._pills: list[QRectF] = []

    def paint(self, strands: list[Strand]) -> list[Drawn]:
        """Paint all, the selected last and on top; what is out of sight at both ends is left out."""
        drawn: list[Drawn] = []
        ordered = sorted(strands, key=lambda s: (s.selected, s.hovered, s.link.kind is LinkKind.CONFLICT))
        areas = [(s, self._area(s)) for s in ordered]
        for strand, area in areas:
            if area is not None:
                self._body(strand, area)
        for strand, area in reversed(areas):
            if area is not None:
                drawn.append(Drawn(strand, area[0], self._label(strand)))
        return drawn

    def _area(self, strand: Strand) -> tuple[QPainterPath, QPainterPath, QPainterPath] | None:
        """The ground, and its upper and lower edge."""
        seen = strand.visible(0, self._height), strand.visible(1, self._height)
        if all(seen):
            return self._curve(strand)
        if any(seen):
            return self._hook(strand, 0 if seen[0] else 1)
        return None

    def _curve(self, strand: Strand) -> tuple[QPainterPath, QPainterPath, QPainterPath]:
        (lt, lb), (rt, rb) = strand.left, strand.right
        w, h = self._width, self._width * HANDLE
        upper = QPainterPath(QPointF(0, lt))
        upper.cubicTo(QPointF(h, lt), QPointF(w - h, rt), QPointF(w, rt))
        lower = QPainterPath(QPointF(0, lb))
        lower.cubicTo(QPointF(h, lb), QPointF(w - h, rb), QPointF(w, rb))
        area = QPainterPath(upper)
        area.lineTo(w, rb)
        area.connectPath(lower.toReversed())
        area.closeSubpath()
        return area, upper, lower

    def _hook(self, strand: Strand, side: int) -> tuple[QPainterPath, QPainterPath, QPainterPath]:
        top, bottom = strand.left if side == 0 else strand.right
        other = strand.right if side == 0 else strand.left
        x, out = (0.0, HOOK) if side == 0 else (self._width, self._width - HOOK)
        down = other[0] > top
        tip = min(self._height, bottom + 26) if down else max(0.0, top - 26)
        near, far = (bottom, top) if down else (top, bottom)
        inner = QPainterPath(QPointF(x, near))
        inner.cubicTo(QPointF((x + out) / 2, near), QPointF((x + out) / 2, near), QPointF((x + out) / 2, tip))
        outer = QPainterPath(QPointF(x, far))
        outer.cubicTo(QPointF(out, far), QPointF(out, far), QPointF(out, tip))
        area = QPainterPath(inner)
        area.lineTo(out, tip)
        area.connectPath(outer.toReversed())
        area.closeSubpath()
        return area, inner, outer

    def _body(self, strand: Strand, area: tuple[QPainterPath, QPainterPath, QPainterPath]) -> None:
        ground, upper, lower = area
        palette = self._palette
        fill, edge, dashed = _look(strand.link.kind, palette)
        if fill is not None:
            self._painter.fillPath(ground, _strong(strand, fill, palette))
        width = 1.8 if strand.selected else 1.0
        colour = edge
        if strand.selected and strand.link.kind is not LinkKind.CONFLICT:
            colour = palette["ink"]
        pen = QPen(colour, width)
        if dashed:
            pen.setDashPattern([5 / width, 3 / width])
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(upper)
        self._painter.drawPath(lower)
        bar = 3.0 if strand.selected else 2.0
        for side, (top, bottom) in enumerate((strand.left, strand.right)):
            if strand.visible(side, self._height):
                x = 0.0 if side == 0 else self._width - bar
                self._painter.fillRect(QRectF(x, top, bar, bottom - top), colour)

    def _label(self, strand: Strand) -> QRectF | None:
        seen = strand.visible(0, self._height), strand.visible(1, self._height)
        conflict = strand.link.kind is LinkKind.CONFLICT
        if all(seen):
            middle = QPointF(self._width / 2, (sum(strand.left) + sum(strand.right)) / 4)
            if strand.selected and not conflict:
                return self._pill(middle, strand.link.label, strand)
            if conflict:
                self._lozenge(middle)
                sign = QRectF(middle.x() - 9, middle.y() - 9, 18, 18)
                self._pills.append(sign)
                return sign
            return None
        side = 0 if seen[0] else 1
        top, bottom = strand.left if side == 0 else strand.right
        other = strand.right if side == 0 else strand.left
        down = other[0] > top
        number = strand.numbers[1 - side]
        arrow = "↓" if down else "↑"
        text = f"{arrow} {number}" if number else arrow
        y = min(self._height - PILL / 2 - 3, bottom + 26) if down else max(PILL / 2 + 3, top - 26)
        x = HOOK + 6 if side == 0 else self._width - HOOK - 6
        return self._pill(QPointF(x, y), f"≠ {text}" if conflict else text, strand)

    def _pill(self, middle: QPointF, text: str, strand: Strand) -> QRectF | None:
        font = semibold(11.5) if strand.selected else screen_font(11.5)
        width = min(self._width - 4, QFontMetricsF(font).horizontalAdvance(text) + 16)
        left = min(max(2.0, middle.x() - width / 2), self._width - width - 2)
        rect = QRectF(left, middle.y() - PILL / 2, width, PILL)
        # Pills that would lie on one another: the first, which is the more important, stays.
        if any(rect.intersects(other) for other in self._pills):
            return None
        self._pills.append(rect)
        conflict = strand.link.kind is LinkKind.CONFLICT
        colour = self._palette["conflict"] if conflict else self._palette["ink" if strand.selected else "edge"]
        self._painter.setPen(QPen(colour, 1.6 if strand.selected else 1.0))
        self._painter.setBrush(self._palette["card"])
        self._painter.drawRoundedRect(rect, PILL / 2, PILL / 2)
        self._painter.setPen(self._palette["conflict"] if conflict else self._palette["ink"])
        self._painter.setFont(font)
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        return rect

    def _lozenge(self, c: QPointF) -> None:
        r = 10.0
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._palette["conflict"])
        corners = [
            QPointF(c.x(), c.y() - r),
            QPointF(c.x() + r, c.y()),
            QPointF(c.x(), c.y() + r),
            QPointF(c.x() - r, c.y()),
        ]
        self._painter.drawPolygon(QPolygonF(corners))
        paint_icon(self._painter, "conflict", QRectF(c.x() - 5.5, c.y() - 5.5, 11, 11), self._palette["pane"])


def _look(kind: LinkKind, palette: Palette) -> tuple[QColor | None, QColor, bool]:
    """Ground, edge, and whether the edge is dashed."""
    match kind:
        case LinkKind.CONFLICT:
            return palette["conflictTint"], palette["conflict"], False
        case LinkKind.QUOTE:
            return palette["ribbon"], palette["edge"], False
        case LinkKind.LIKE:
            return palette["ribbonSoft"], palette["edge"], True
        case LinkKind.NEAREST:
            return None, palette["ink"], True


def _strong(strand: Strand, fill: QColor, palette: Palette) -> QColor:
    if strand.link.kind is LinkKind.CONFLICT:
        return palette["conflictStrong"] if strand.selected or strand.hovered else fill
    return palette["ribbon"] if strand.selected or strand.hovered else fill
