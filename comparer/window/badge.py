"""A story's badge: its letter on its hue."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from comparer.window.fonts import semibold
from comparer.window.theme import Palette, letter, themes


def paint_badge(painter: QPainter, rect: QRectF, index: int, palette: Palette) -> None:
    """Draw the badge of story number ``index`` so that it fills ``rect``."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.story(index).solid)
    painter.drawRoundedRect(rect, 4 if rect.width() > 16 else 3, 4 if rect.width() > 16 else 3)
    painter.setPen(palette["pane"])
    painter.setFont(semibold(12 if rect.width() > 16 else 10.5))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter(index))


class Badge(QWidget):
    """The letter as a widget; the source beside it says the same in words."""

    def __init__(self, index: int = 0, size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._index = index
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themes().changed.connect(self.update)

    def set_story(self, index: int) -> None:
        """The story whose letter it shows."""
        self._index = index
        self.setAccessibleName(letter(index))
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The letter on its hue."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_badge(painter, QRectF(self.rect()), self._index, themes().palette)
        painter.end()
