"""A widget that shows an excerpt: reading face, marks painted under the words as on the stories' pages."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from comparer.window.excerpts import Excerpt, Look, Piece
from comparer.window.fonts import reading_font
from comparer.window.text_map import utf16_length
from comparer.window.theme import Palette, themes

SIZE = 14.5
PITCH = 21


class ExcerptView(QWidget):
    """Wrapped text as high as it needs to be; read by a screen reader as text."""

    def __init__(self, excerpt: Excerpt, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._excerpt = excerpt
        self._font: QFont = reading_font(SIZE)
        self._layout: QTextLayout | None = None
        self._laid_for = -1
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(excerpt.text)
        themes().changed.connect(self.update)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the lines are at this width."""
        return self._laid(width).lineCount() * PITCH + 4

    def sizeHint(self) -> QSize:
        """As wide as it is given."""
        width = max(self.width(), 120)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """At least some words a line."""
        return QSize(80, PITCH)

    def _laid(self, width: int) -> QTextLayout:
        if self._layout is not None and self._laid_for == width:
            return self._layout
        layout = QTextLayout(self._excerpt.text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width - 2, 20))
            line.setPosition(QPointF(1, top + (PITCH - line.height()) / 2))
            top += PITCH
        layout.endLayout()
        self._layout, self._laid_for = layout, width
        return layout

    def paintEvent(self, event: QPaintEvent) -> None:
        """Marks, then words."""
        palette = themes().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = self._laid(self.width())
        for piece in self._excerpt.pieces:
            for rect, line in self._rects(layout, piece):
                _paint_piece(painter, rect, line, piece, palette)
        painter.setPen(palette["ink"])
        layout.draw(painter, QPointF(0, 0))

    def _rects(self, layout: QTextLayout, piece: Piece) -> list[tuple[QRectF, QTextLine]]:
        text = self._excerpt.text
        start, end = utf16_length(text[: piece.start]), utf16_length(text[: piece.end])
        found = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
            if first < last:
                x1, x2 = _x(line, first), _x(line, last)
                natural = line.naturalTextRect()
                x2 = min(x2, natural.right())
                found.append((QRectF(x1, line.y() - 1, x2 - x1, line.height() + 1), line))
        return found


def _x(line: QTextLine, cursor: int) -> float:
    # PySide6 gives the cursor back beside its place
    x: Any = line.cursorToX(cursor)
    return float(x[0] if isinstance(x, tuple) else x)


def _paint_piece(painter: QPainter, rect: QRectF, line: QTextLine, piece: Piece, palette: Palette) -> None:
    base = line.y() + line.ascent() + 2.5
    match piece.look:
        case Look.ONLY | Look.OTHER:
            hue = palette.story(piece.story)
            painter.fillRect(rect, hue.tint)
            _rule(painter, rect, base, QPen(hue.solid, 1.6))
        case Look.CONFLICT:
            painter.fillRect(rect, palette.conflict.tint)
            _zigzag(painter, rect, base, QPen(palette.conflict.solid, 1.4))
        case Look.SHARED:
            painter.fillRect(rect, palette["sharedTint"])
            _rule(painter, rect, base - 0.5, QPen(palette["ink2"], 1))
            _rule(painter, rect, base + 1.8, QPen(palette["ink2"], 1))
        case Look.NEAREST:
            pen = QPen(palette["ink"], 1.2)
            pen.setDashPattern([4, 3])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(-1, 0.5, 1, 0.5))


def _rule(painter: QPainter, rect: QRectF, y: float, pen: QPen) -> None:
    painter.setPen(pen)
    painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))


def _zigzag(painter: QPainter, rect: QRectF, y: float, pen: QPen) -> None:
    painter.setPen(pen)
    points = []
    x, up = rect.left(), False
    while x <= rect.right():
        points.append(QPointF(x, y + (-0.2 if up else 2.6)))
        x, up = x + 3, not up
    painter.drawPolyline(points)
