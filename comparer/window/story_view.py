"""The page of one pane as a person uses it: pointing at marks, selecting words, correcting the story in place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from comparer.story import Span, Story
from comparer.window import story_document
from comparer.window.leaving import LeavesOnEscape
from comparer.window.page_view import PageView

_EDIT_PAUSE = 400
"""Milliseconds of rest after which an edit is handed on."""
_READING = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class StoryView(PageView):
    """It is told what to show, and says what a person pointed at. Positions count code points of the story's text."""

    hovered = Signal(str)
    chosen = Signal(str)
    """A mark or tag was clicked: its fact's id, "" for plain text."""
    activated = Signal(str)
    """A mark was double-clicked."""
    edited = Signal(str)
    """The story's whole text after a pause in typing."""
    menu_wanted = Signal(QPoint, str)
    """At a global point, for a fact or "" ."""
    left = Signal()
    """Escape while a person corrects the story: they are done."""

    def __init__(self, *, mirrored: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(mirrored=mirrored, parent=parent)
        self.setObjectName("story_view")
        self.tooltip_of: Callable[[str], str] = str
        """What a tooltip says of a fact."""
        self.setTextInteractionFlags(_READING)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.viewport().setMouseTracking(True)
        LeavesOnEscape(self, self.left.emit, lambda: not self.isReadOnly())
        self._typed = False
        """Whether there are words that have not been handed on."""
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_EDIT_PAUSE)
        self._typing.timeout.connect(self.hand_on_edit)
        self.document().contentsChange.connect(self._on_contents_change)

    def set_story(self, story: Story, index: int) -> None:
        """Show a story; while a person is typing, their words stand."""
        if not self._typed:
            super().set_story(story, index)

    # Editing

    def set_editable(self, editable: bool) -> None:
        """Let a person correct the story in place."""
        self.hand_on_edit()
        self.fill_whole()
        self.setReadOnly(not editable)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextEditorInteraction if editable else _READING)
        self.viewport().update()

    def hand_on_edit(self) -> None:
        """Hand on what was typed, at once."""
        self._typing.stop()
        if not self._typed:
            return
        self._typed = False
        self.edited.emit(self.page.text_map.text_after(*story_document.lines_and_origins(self.document())))

    def _on_contents_change(self, _at: int, removed: int, added: int) -> None:
        if not self._changing and not self.isReadOnly() and (removed or added):
            self._typed = True
            self._typing.start()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasting into a story takes plain words: looks and pictures from elsewhere stay out."""
        self.insertPlainText(source.text())

    def selected_span(self) -> Span | None:
        """The words a person selected, without blanks at their ends."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = (self.page.text_map.to_story(p) for p in (cursor.selectionStart(), cursor.selectionEnd()))
        while start < end and self._story.text[start].isspace():
            start += 1
        while end > start and self._story.text[end - 1].isspace():
            end -= 1
        return Span(start, end) if start < end else None

    def fact_at(self, point: QPointF) -> str:
        """The fact whose tag or mark is under a point of the viewport, the smallest first; "" for none."""
        for tag in self._tags:
            if tag.rect.contains(point + QPointF(0, self.scrolled)):
                return tag.mark.fact
        position = self.page.position_under(point + QPointF(0, self.scrolled))
        if position is None:
            return ""
        under = [m for m in (*self._shown.marks, *self._shown.lit) if m.start <= position < m.end and m.fact]
        return min(under, key=lambda m: m.end - m.start).fact if under else ""

    # Pointer and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light what is under the pointer."""
        super().mouseMoveEvent(event)
        fact = self.fact_at(event.position())
        shape = Qt.CursorShape.PointingHandCursor if fact and self.isReadOnly() else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        if not event.buttons():
            self.hovered.emit(fact)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        super().leaveEvent(event)
        self.hovered.emit("")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a mark or tag chooses it; selecting words does not."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.chosen.emit(self.fact_at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a mark activates it; elsewhere it selects a word."""
        fact = self.fact_at(event.position())
        if fact and self.isReadOnly():
            self.activated.emit(fact)
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of what is under the pointer, made by the pane."""
        self.menu_wanted.emit(event.globalPos(), self.fact_at(QPointF(event.pos())))

    def viewportEvent(self, event: QEvent) -> bool:
        """A tooltip for the mark under the pointer."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            fact = self.fact_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.tooltip_of(fact) if fact else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def _fact_at_caret(self) -> str:
        position = self.page.text_map.to_story(self.textCursor().position())
        under = [m for m in self._shown.marks if m.start <= position < m.end]
        return min(under, key=lambda m: m.end - m.start).fact if under else ""

    def event(self, event: QEvent) -> bool:
        """Enter belongs to the mark that the caret stands on, where the story is only read."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._wants(event):
            event.accept()
            return True
        return super().event(event)

    def _wants(self, event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return enter and self.isReadOnly() and self._fact_at_caret() not in ("", self._shown.lights.selected)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the mark under the caret; moving the caret onto a mark lights it and says what it is."""
        if self._wants(event):
            self.chosen.emit(self._fact_at_caret())
            return
        before = self._fact_at_caret()
        super().keyPressEvent(event)
        fact = self._fact_at_caret()
        if self.isReadOnly() and fact != before:
            self.hovered.emit(fact)
            if fact:
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.tooltip_of(fact)))
