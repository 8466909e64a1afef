"""The bar that says what failed and offers the one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from comparer.window import icons
from comparer.window.theme import themes


class MessageBar(QFrame):
    """Hidden until there is something to say; stays until it is closed or what it said is over."""

    wanted = Signal(str)
    """The name of the action that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self._action = ""
        self._sign = QLabel(self)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QToolButton(self)
        self._button.clicked.connect(self._on_clicked)
        self._close = QToolButton(self)
        self._close.setProperty("flat", True)
        self._close.setToolTip(self.tr("Close this message"))
        self._close.setAccessibleName(self._close.toolTip())
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 6, 6, 6)
        layout.setSpacing(10)
        layout.addWidget(self._sign)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        themes().changed.connect(self._use_colours)
        self._use_colours()
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str, action_title: str = "", action: str = "") -> None:
        """Show a sentence, and a button for the action; "" for none. A screen reader speaks it at once."""
        self._text.setText(text)
        self._action = action
        self._button.setText(action_title)
        self._button.setVisible(bool(action_title))
        self.setAccessibleName(text)
        self.show()
        event = QAccessibleAnnouncementEvent(self, text)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self) -> None:
        self.hide()
        self.wanted.emit(self._action)

    def _use_colours(self) -> None:
        palette = themes().palette
        self._sign.setPixmap(icons.pixmap("warning", palette["conflict"], 16, self.devicePixelRatioF()))
        self._close.setIcon(icons.icon("close", palette["ink"]))
