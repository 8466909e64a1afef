"""One side of the spread: a story's head, a bar for what went wrong, and its page or the invitation to fill it."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from comparer.story import Story
from comparer.window.empty_page import EmptyPage
from comparer.window.message_bar import MessageBar
from comparer.window.pane_head import PaneHead
from comparer.window.story_view import StoryView


class Pane(QWidget):
    """``side``: 0 on the left, 1 on the right, whose page is mirrored."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.side = side
        self.index: int | None = None
        """Which of the session's stories it shows."""
        self.head = PaneHead(mirrored=side == 1)
        self.message = MessageBar()
        self.view = StoryView(mirrored=side == 1)
        self.empty = EmptyPage()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        self.setMinimumWidth(240)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.message)
        layout.addWidget(self._stack, 1)

    def show_story(self, story: Story, index: int) -> None:
        """Show a story."""
        self.index = index
        self.head.set_story(story, index)
        self.view.set_story(story, index)
        where = self.tr("left") if self.side == 0 else self.tr("right")
        self.view.setAccessibleName(self.tr("{source}, {side} story").format(source=story.name, side=where))
        self._stack.setCurrentWidget(self.view)

    def show_empty(self, index: int, turn: bool) -> None:
        """Ask for a story; ``turn``: the next paste comes here."""
        self.index = None
        second = self.side == 1
        title = self.tr("Second story") if second else self.tr("First story")
        hint = (
            self.tr("Read wrongly? Click them here to correct them")
            if second
            else self.tr("Source, headline, dateline and time are read from the text")
        )
        self.head.set_empty(index, title, hint)
        ask = self.tr("Paste the first story")
        if second:
            ask = self.tr("Paste the second story") if turn else self.tr("Then the second")
        more = (
            self.tr("More than two versions? Drop them all at once.")
            if second
            else self.tr("Plain copy is enough. Slugs, bylines and sign-offs stay readable but are not compared.")
        )
        self.empty.set_turn(turn, ask, more)
        self.view.set_story(Story(""), index)
        self.view.set_marks((), ())
        self._stack.setCurrentWidget(self.empty)

    def page(self) -> QWidget:
        """What takes the focus: the story's page, or the invitation."""
        return self.view if self.index is not None else self.empty
