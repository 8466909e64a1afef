"""Find words in both stories: a field in the menu row that lights every hit and walks through them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from comparer.story import Span
from comparer.window import icons
from comparer.window.leaving import LeavesOnEscape
from comparer.window.pane import Pane
from comparer.window.theme import themes

_PAUSE = 120


class FindField(QLineEdit):
    """Enter goes to the next hit, Shift+Enter to the one before, Escape back to the story."""

    found = Signal(str)
    """What to say of the hits: "3 of 12", or that there are none."""

    def __init__(self, panes: Sequence[Pane], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panes = panes
        self._hits: list[tuple[int, Span]] = []
        self._at = -1
        self.setPlaceholderText(self.tr("Find in both stories"))
        self.setAccessibleName(self.tr("Find in both stories"))
        self.setClearButtonEnabled(True)
        self.setFixedWidth(196)
        self._sign = QAction(self)
        self.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE)
        self._typing.timeout.connect(self.search)
        self.textChanged.connect(self._typing.start)
        LeavesOnEscape(self, self._leave)
        themes().changed.connect(self._use_colours)
        self._use_colours()

    @property
    def hits(self) -> list[tuple[int, Span]]:
        """Side and place of every hit, the left page's first."""
        return list(self._hits)

    def search(self) -> None:
        """Look for the words now, and go to the first hit."""
        self._typing.stop()
        words = self.text().casefold().strip()
        self._hits = []
        self._at = -1
        for pane in self._panes:
            text = pane.view.story.text
            # Folding may change a text's length (ß); where it does, case counts and offsets stay right.
            folded = text.casefold() if len(text.casefold()) == len(text) else text
            at = folded.find(words) if words else -1
            while at >= 0:
                self._hits.append((pane.side, Span(at, at + len(words))))
                at = folded.find(words, at + len(words))
        self.step(1)

    def step(self, by: int) -> None:
        """Go to the next hit, or with -1 to the one before, round and round."""
        if self._hits:
            self._at = (self._at + by) % len(self._hits) if self._at >= 0 or by > 0 else len(self._hits) - 1
            side, span = self._hits[self._at]
            self._panes[side].view.reveal(span)
        self._show()

    def _show(self) -> None:
        for pane in self._panes:
            spans = [span for side, span in self._hits if side == pane.side]
            current = self._hits[self._at][1] if self._hits and self._hits[self._at][0] == pane.side else None
            pane.view.set_found(spans, current)
        told = ""
        if self.text().strip():
            told = self.tr("{at} of {all}").format(at=self._at + 1, all=len(self._hits))
            told = told if self._hits else self.tr("Not in these stories")
        self.setToolTip(told)
        self.found.emit(told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the hits."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._typing.isActive():
                self.search()
            else:
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self.clear()
        self.search()
        self._panes[0].page().setFocus()

    def _use_colours(self) -> None:
        self._sign.setIcon(icons.icon("find", themes().palette["ink2"]))
