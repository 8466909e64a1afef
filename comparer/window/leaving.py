"""Escape in a field leaves the field, and does nothing else: what it does to the window waits for the next Escape."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class LeavesOnEscape(QObject):
    """Takes Escape from a field before it becomes the window's shortcut, and does ``leave`` instead; while ``holds``
    says no, Escape is the window's."""

    def __init__(self, field: QWidget, leave: Callable[[], object], holds: Callable[[], bool] = lambda: True) -> None:
        super().__init__(field)
        self._leave = leave
        self._holds = holds
        field.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Claim the key, then act on it."""
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape or not self._holds():
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress:
            self._leave()
            return True
        return False
