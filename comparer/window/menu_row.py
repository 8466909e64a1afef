"""The top row: the menus on the left, the project's name in the middle, find and report on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QMenuBar, QToolButton, QWidget

from comparer.window import icons
from comparer.window.actions import Actions, Menu
from comparer.window.elided_label import ElidedLabel
from comparer.window.find_field import FindField
from comparer.window.fonts import screen_font, semibold
from comparer.window.theme import themes

HEIGHT = 40
_VIEWS = (("view_stories", "stories"), ("view_matrix", "matrix"), ("view_both", ""))


class MenuRow(QFrame):
    """Built from the table of actions."""

    def __init__(self, actions: Actions, find: FindField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("menu_row")
        self.setFixedHeight(HEIGHT)
        self._actions = actions
        self.bar = QMenuBar()
        self.bar.setNativeMenuBar(False)
        for menu in Menu:
            self._add_menu(menu)
        self._title = ElidedLabel()
        self._title.setFont(semibold(13))
        self._title.setObjectName("window_title")
        self._state = QLabel()
        self._state.setFont(screen_font(13))
        self.hits = QLabel()
        self.hits.setFont(screen_font(12))
        find.found.connect(self.hits.setText)
        self._views = QWidget()
        self._buttons: dict[str, QToolButton] = {}
        views = QHBoxLayout(self._views)
        views.setContentsMargins(0, 0, 0, 0)
        views.setSpacing(2)
        group = QButtonGroup(self)
        for name, sign in _VIEWS:
            button = QToolButton()
            button.setDefaultAction(actions[name])
            if name == "view_both":
                actions[name].setIconText(self.tr("Both"))
            button.setToolButtonStyle(
                Qt.ToolButtonStyle.ToolButtonTextBesideIcon if sign else Qt.ToolButtonStyle.ToolButtonTextOnly
            )
            group.addButton(button)
            views.addWidget(button)
            self._buttons[name] = button
        self._report = QToolButton()
        self._report.setText(actions["report"].text())
        self._report.setToolTip(actions["report"].toolTip())
        self._report.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._report.setProperty("primary", True)
        self._report.clicked.connect(actions["report"].trigger)
        self._middle = QWidget(self)
        self._middle.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        middle = QHBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(8)
        middle.addWidget(self._title, 1)
        middle.addWidget(self._state)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 14, 0)
        layout.setSpacing(8)
        layout.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addStretch(1)
        layout.addWidget(self.hits)
        layout.addWidget(self._views)
        layout.addWidget(find)
        layout.addWidget(self._report)
        self._find = find
        themes().changed.connect(self._use_colours)
        self._use_colours()

    def _add_menu(self, menu: Menu) -> None:
        built = self.bar.addMenu(self.tr(menu.value))
        built.setToolTipsVisible(True)
        for entry, action in self._actions.menu(menu):
            if entry.opens and not built.isEmpty():
                built.addSeparator()
            built.addAction(action)

    def set_title(self, title: str, state: str) -> None:
        """The project's name, and whose stories it holds and whether it is saved."""
        self._title.setText(title)
        self._state.setText(state)
        self._place_title()

    def set_stories(self, count: int) -> None:
        """With stories there is something to find and to report; with three the matrix gets buttons."""
        self._views.setVisible(count > 2)
        self._find.setVisible(count > 0)
        self._report.setVisible(count > 1)
        self._place_title()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name stands in the middle of the window, not of what is left."""
        super().resizeEvent(event)
        self._place_title()

    def _place_title(self) -> None:
        left = self.bar.sizeHint().width() + 30
        taken = sum(
            w.sizeHint().width() + 8 for w in (self._views, self._find, self._report, self.hits) if w.isVisibleTo(self)
        )
        room = self.width() - left - taken - 30
        title = self._title.fontMetrics().horizontalAdvance(self._title.text()) + 4
        state = self._state.sizeHint().width() + 8
        self._state.setVisible(room > title * 0.5 + state)
        wanted = min(room, title + (state if room > title * 0.5 + state else 0))
        x = min(max((self.width() - wanted) / 2, left), max(left, left + room - wanted))
        self._middle.setGeometry(round(x), 0, max(20, round(wanted)), self.height())

    def _use_colours(self) -> None:
        palette = themes().palette
        self._report.setIcon(icons.icon("report", palette["pane"]))
        for name, sign in _VIEWS:
            if sign:
                self._buttons[name].setIcon(icons.icon(sign, palette["ink"]))
                self._actions[name].setIcon(icons.icon(sign, palette["ink"]))
