"""A label of one line that is cut short where it does not fit, and says the whole in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class ElidedLabel(QLabel):
    """``clicked`` is emitted for the pointer and for Enter, where ``set_clickable`` made it a button of sorts."""

    clicked = Signal()

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def set_clickable(self, what: str) -> None:
        """Let it be clicked; ``what`` says what that does."""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleDescription(what)

    def minimumSizeHint(self) -> QSize:
        """As high as a line, and as narrow as need be."""
        return QSize(20, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The text, cut at the end."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else self.accessibleDescription())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(self.foregroundRole()), 2))
            width = min(self.width() - 2, self.fontMetrics().horizontalAdvance(shown) + 6)
            painter.drawRoundedRect(QRectF(-2, 1, width, self.height() - 2), 3, 3)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click."""
        if self.focusPolicy() != Qt.FocusPolicy.NoFocus and event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.hasFocus():
            self.clicked.emit()
        else:
            super().keyPressEvent(event)
