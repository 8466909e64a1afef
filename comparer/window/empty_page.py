"""A pane without a story: it says how to put one in, by pasting, dropping or opening."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from comparer.window import icons
from comparer.window.fonts import reading_font, screen_font, semibold
from comparer.window.theme import set_font, themes

_LINES = ((0.94, 0.90, 0.60), (0.92, 0.95, 0.42), (0.95, 0.88, 0.70))
"""Widths of the faint lines that stand for paragraphs, as shares of the column."""


class EmptyPage(QWidget):
    """``first``: the pane that the next paste fills; its frame is solid."""

    open_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._first = True
        self._title = QLabel()
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._drop = QLabel(self.tr("or drop a file here"))
        self._drop.setFont(screen_font(13))
        self._keys = QHBoxLayout()
        self._caps = [QLabel(self.tr("Ctrl")), QLabel("V")]
        self._keys.addStretch()
        for cap in self._caps:
            cap.setFont(semibold(12))
            cap.setObjectName("key_cap")
            self._keys.addWidget(cap)
        self._keys.addStretch()
        self._open = QPushButton(self.tr("Open file…"))
        self._open.setIconSize(QSize(16, 16))
        self._open.clicked.connect(self.open_wanted)
        self._hint = QLabel()
        self._hint.setFont(screen_font(12))
        self._hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(48, 40, 48, 40)
        layout.addStretch(5)
        for widget in (self._title, self._drop):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(10)
        layout.addLayout(self._keys)
        layout.addSpacing(10)
        layout.addWidget(self._open, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(6)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._hint)
        themes().changed.connect(self._use_colours)
        self.set_turn(True, "", "")

    def set_turn(self, first: bool, title: str, hint: str) -> None:
        """Whether the next paste comes here, and the words that ask for it."""
        self._first = first
        self._title.setText(title)
        set_font(self._title, reading_font(24, bold=first))
        self._hint.setText(hint)
        self.setAccessibleName(f"{title}, {self._drop.text()}")
        self._open.setProperty("primary", first)
        self._use_colours()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, faint paragraphs, and the frame to drop on."""
        palette = themes().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), palette["pane"])
        frame = QRectF(self.rect()).adjusted(16, 26, -16, -26)
        pen = QPen(palette["ink"] if self._first else palette["edge"], 2 if self._first else 1.2)
        if not self._first:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 7, 7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette["sharedTint"])
        left, width = frame.left() + 22, frame.width() - 44
        tops = (frame.top() + 60, frame.top() + 165, frame.bottom() - 240)
        middle = QRectF(
            frame.left(), self._title.y() - 30, frame.width(), self._open.geometry().bottom() - self._title.y() + 60
        )
        for top, shares in zip(tops, _LINES, strict=True):
            for k, share in enumerate(shares):
                line = QRectF(left, top + 18 * k, width * share, 7)
                if not line.intersects(middle):
                    painter.drawRoundedRect(line, 3, 3)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Focus shows in the frame."""
        super().focusInEvent(event)
        self.update()

    def _use_colours(self) -> None:
        palette = themes().palette
        ink = palette["pane"] if self._first else palette["ink"]
        self._open.setIcon(icons.icon("open", ink))
        self._open.style().unpolish(self._open)
        self._open.style().polish(self._open)
        self.update()
