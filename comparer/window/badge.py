"""A story's badge as a widget: its letter on its hue."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from comparer.window.badges import paint_badge
from comparer.window.theme import letter, themes


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
        paint_badge(painter, QRectF(self.rect()), self._index, themes().palette)
        painter.end()
