"""The field that a note is written in."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from comparer.window.fonts import screen_font
from comparer.window.leaving import LeavesOnEscape

MOST_LINES = 4
NOTE_PAUSE = 600
"""Milliseconds after the last key until a note is taken over."""


class NoteEdit(QPlainTextEdit):
    """A field of a few lines that says when a person is done, or has paused."""

    finished = Signal()
    left = Signal()
    """Escape or Ctrl+Return: the focus belongs elsewhere now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.changed = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(NOTE_PAUSE)
        self._pause.timeout.connect(self.finished)
        self.setTabChangesFocus(True)
        self.setFont(screen_font(13))
        self.textChanged.connect(self._on_text)
        LeavesOnEscape(self, self.left.emit)
        self._fit()

    def show_text(self, text: str) -> None:
        """Show a note without taking it for a change."""
        if text != self.toPlainText().strip():
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)
            self._fit()
        self.changed = False

    def _on_text(self) -> None:
        self.changed = True
        self._fit()
        self._pause.start()

    def _fit(self) -> None:
        lines = max(self.document().blockCount(), 1)
        fits = lines <= MOST_LINES
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(bar)
        self.setFixedHeight(round(min(lines, MOST_LINES) * self.fontMetrics().lineSpacing()) + 16)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field ends the note."""
        super().focusOutEvent(event)
        if self.changed:
            self._pause.stop()
            self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Return leaves the field, as Escape does."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.left.emit()
            return
        super().keyPressEvent(event)
