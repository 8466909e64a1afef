"""The head between the panes' heads, above the ribbons: swap the stories, scroll in step."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from comparer.window import icons
from comparer.window.fonts import screen_font
from comparer.window.pane_head import COMPACT, HEIGHT
from comparer.window.theme import themes


class HandleHead(QFrame):
    """Two buttons, one above the other; in a low head only the second."""

    swap_wanted = Signal()
    in_step_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane_head")
        self._useful = self._compact = False
        self.swap = QToolButton()
        self.swap.setText(self.tr("Swap"))
        self.swap.setToolTip(self.tr("Left to right, right to left (X)"))
        self.swap.clicked.connect(self.swap_wanted)
        self.in_step = QToolButton()
        self.in_step.setText(self.tr("In step"))
        self.in_step.setToolTip(self.tr("Scroll both stories by what matches (Y)"))
        self.in_step.setCheckable(True)
        self.in_step.setChecked(True)
        self.in_step.toggled.connect(self.in_step_toggled)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3, 4, 3, 4)
        layout.setSpacing(6)
        for button in (self.swap, self.in_step):
            button.setFont(screen_font(12))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIconSize(QSize(14, 14))
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        self.setFixedHeight(HEIGHT)
        themes().changed.connect(self._use_colours)
        self._use_colours()

    def set_useful(self, useful: bool) -> None:
        """With fewer than two stories there is nothing to swap or to keep in step."""
        self._useful = useful
        self.set_compact(self._compact)

    def set_compact(self, compact: bool) -> None:
        """As high as the panes' heads."""
        self._compact = compact
        self.swap.setVisible(self._useful and not compact)
        self.in_step.setVisible(self._useful)
        self.setFixedHeight(COMPACT if compact else HEIGHT)

    def _use_colours(self) -> None:
        ink = themes().palette["ink"]
        self.swap.setIcon(icons.icon("swap", ink))
        self.in_step.setIcon(icons.icon("link" if self.in_step.isChecked() else "unlink", ink))

    def set_in_step(self, locked: bool) -> None:
        """Show whether the pages go in step."""
        self.in_step.setChecked(locked)
        self._use_colours()
