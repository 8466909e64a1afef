"""The shelf of more than two stories: which of them stand on the left and on the right, and a way to add one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from comparer.story import Story
from comparer.window import icons
from comparer.window.badge import Badge
from comparer.window.elided_label import ElidedLabel
from comparer.window.fonts import screen_font, semibold
from comparer.window.pane_head import told_date, told_place
from comparer.window.session import Session
from comparer.window.theme import themes

HEIGHT = 62


class Shelf(QFrame):
    """Hidden while there are no more than two stories."""

    add_wanted = Signal()
    menu_wanted = Signal(int, QPoint)
    """For the story of that number, at a global point."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("shelf")
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(self.tr("Stories"))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._add = QToolButton()
        self._add.setText(self.tr("Add a story"))
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add.clicked.connect(self.add_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(8)
        layout.addWidget(self._area, 1)
        layout.addWidget(self._add)
        session.stories_changed.connect(self.refresh)
        session.shown_changed.connect(self.refresh)
        themes().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the session's stories."""
        stories = self._session.stories
        self.setVisible(len(stories) > 2)
        if len(stories) <= 2:
            return
        self._add.setIcon(icons.icon("add", themes().palette["ink"]))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for index, story in enumerate(stories):
            line.addWidget(self._item(story, index), 1)
        self._area.setWidget(row)

    def _item(self, story: Story, index: int) -> QWidget:
        item = QFrame()
        item.setObjectName("shelf_item")
        item.setMinimumWidth(220)
        item.setMaximumWidth(420)
        row = QHBoxLayout(item)
        row.setContentsMargins(10, 3, 6, 3)
        row.setSpacing(8)
        badge = Badge(index)
        row.addWidget(badge)
        words = QVBoxLayout()
        words.setSpacing(0)
        name = ElidedLabel(" · ".join(filter(None, (story.name, story.version_mark))))
        name.setFont(semibold(13))
        told = [told_place(story), told_date(story), self.tr("{n} paragraphs").format(n=len(story.body()))]
        place = ElidedLabel(" · ".join(filter(None, told)))
        place.setFont(screen_font(12))
        words.addWidget(name)
        words.addWidget(place)
        row.addLayout(words, 1)
        for side, word in ((0, self.tr("left")), (1, self.tr("right"))):
            row.addWidget(self._side_button(story, index, side, word))
        more = QToolButton()
        more.setIcon(icons.icon("more", themes().palette["ink"]))
        more.setIconSize(QSize(14, 14))
        more.setProperty("flat", True)
        more.setAccessibleName(self.tr("More for {source}").format(source=story.name))
        more.setToolTip(self.tr("Remove, replace, correct"))
        more.clicked.connect(lambda: self.menu_wanted.emit(index, more.mapToGlobal(QPoint(0, more.height()))))
        row.addWidget(more)
        return item

    def _side_button(self, story: Story, index: int, side: int, word: str) -> QToolButton:
        button = QToolButton()
        button.setText(word)
        button.setFont(screen_font(12))
        button.setCheckable(True)
        button.setChecked(self._session.shown[side] == index)
        button.setProperty("primary", button.isChecked())
        button.setAccessibleName(self.tr("{source} on the {side}").format(source=story.name, side=word))
        button.clicked.connect(lambda: self._show(index, side))
        return button

    def _show(self, index: int, side: int) -> None:
        left, right = self._session.shown
        if side == 0:
            self._session.show(index, left if index == right else right)
        else:
            self._session.show(right if index == left else left, index)
        self.refresh()
