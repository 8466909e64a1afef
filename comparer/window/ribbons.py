"""The canvas between two pages: the handle of the splitter that holds them, on which ribbons are painted.

It keeps no geometry: each time it paints it asks the pages where the linked words are.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QToolTip, QVBoxLayout, QWidget

from comparer.story import Span
from comparer.window.links import Link, LinkKind
from comparer.window.ribbon_painter import Drawn, RibbonPainter, Strand
from comparer.window.story_view import StoryView
from comparer.window.theme import themes

WIDTH = 88
PITCH = 24.0
_NOWHERE = Span(0, 0)
_SAMPLES = tuple(
    Strand(Link(_NOWHERE, _NOWHERE, kind, ""), left, right, (None, None))
    for kind, left, right in (
        (LinkKind.QUOTE, (84.0, 138.0), (104.0, 158.0)),
        (LinkKind.QUOTE, (190.0, 240.0), (556.0, 606.0)),
        (LinkKind.LIKE, (572.0, 606.0), (212.0, 250.0)),
        (LinkKind.LIKE, (642.0, 696.0), (654.0, 704.0)),
    )
)
"""What ribbons look like, for a window without stories."""


class RibbonCanvas(QWidget):
    """Paints the links between the pages beside it."""

    hovered = Signal(str)
    chosen = Signal(object)
    """A ribbon was clicked: its Link; None beside all."""
    activated = Signal(object)
    """A ribbon was double-clicked, or Enter was pressed on it: bring its ends level."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("ribbons")
        self.setAccessibleName(self.tr("Ribbons between matching passages"))
        self._views: tuple[StoryView, StoryView] | None = None
        self._links: tuple[Link, ...] = ()
        self._extra: tuple[Link, ...] = ()
        self._selected = ""
        self._chosen: Link | None = None
        self._hovered_fact = ""
        self._hovered: Link | None = None
        self._current: Link | None = None
        """The one that the keyboard is at."""
        self._drawn: list[Drawn] = []
        self._empty = True
        # Geometry signals come in bursts; one repaint after them is enough.
        self._repaint = QTimer(self, singleShot=True, interval=0)
        self._repaint.timeout.connect(self.update)
        themes().changed.connect(self.update)

    def set_views(self, left: StoryView, right: StoryView) -> None:
        """The pages whose words are linked."""
        self._views = (left, right)
        for view in self._views:
            view.geometry_changed.connect(self._repaint.start)

    def set_links(self, links: Sequence[Link]) -> None:
        """Show these links in place of those before."""
        self._links = tuple(links)
        self._hovered = self._chosen = self._current = None
        self.update()

    def set_empty(self, empty: bool) -> None:
        """Without stories, show what ribbons look like."""
        self._empty = empty
        self.update()

    @property
    def links(self) -> tuple[Link, ...]:
        """The standing links."""
        return self._links

    def light(self, selected: str, hovered: str, extra: Sequence[Link] = (), chosen: Link | None = None) -> None:
        """Light the ribbons of a selected and of a hovered finding, ribbons that only the selection has, and one that
        was chosen itself."""
        self._selected, self._hovered_fact = selected, hovered
        self._extra = tuple(extra)
        self._chosen = chosen
        self.update()

    def strands(self) -> list[Strand]:
        """The links with their ends in canvas pixels."""
        if self._views is None:
            return []
        left, right = self._views
        low = [left.scrolled, right.scrolled]
        height = self.height()
        strands = []
        seen = [view.in_sight() for view in (left, right)]
        for link in (*self._links, *self._extra):
            if not link.left.overlaps(seen[0]) and not link.right.overlaps(seen[1]):
                continue
            ends = []
            for view, span, scroll, sight in zip((left, right), (link.left, link.right), low, seen, strict=True):
                if span.overlaps(sight):
                    top, bottom = view.page.rows(span)
                    ends.append((top - scroll + 2, bottom - scroll - 2))
                else:  # where exactly it is out of sight does not matter, and would take the layout of all between
                    away = -height if span.start < sight.start else 2 * height
                    ends.append((away - PITCH, away + PITCH))
            if not any(bottom > 0 and top < height for top, bottom in ends):
                continue
            numbers = (left.story.number_of(link.left.start), right.story.number_of(link.right.start))
            selected = link.of(self._selected) or link is self._chosen or link in self._extra
            hovered = link is self._hovered or link.of(self._hovered_fact)
            strands.append(Strand(link, ends[0], ends[1], numbers, selected, hovered))
        return strands

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ribbons that have an end in sight."""
        palette = themes().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), palette["window"])
        strands = _SAMPLES if self._empty else self.strands()
        self._drawn = RibbonPainter(painter, self.width(), self.height(), palette).paint(list(strands))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette["ink"], 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
        painter.end()

    def link_at(self, point: QPointF) -> Link | None:
        """The uppermost ribbon under a point."""
        for drawn in self._drawn:
            if drawn.pill is not None and drawn.pill.contains(point):
                return drawn.strand.link
        return next((d.strand.link for d in self._drawn if d.area.contains(point)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the ribbon under the pointer and both its ends."""
        link = self.link_at(event.position())
        if link is not self._hovered:
            self._hovered = link
            self.setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)
            self.hovered.emit(link.facts[0] if link and link.facts else "")
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        super().leaveEvent(event)
        self._hovered = None
        self.hovered.emit("")
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the ribbon under the pointer."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(self.link_at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Bring both ends level."""
        link = self.link_at(event.position())
        if link is not None:
            self.activated.emit(link)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go from ribbon to ribbon and say where each leads; Enter or Space brings its ends level."""
        key = event.key()
        steps: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        ends: dict[int, int] = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._links) - 1}
        if self._links and (key in steps or key in ends):
            at = self._links.index(self._current) if self._current in self._links else -1
            if key in ends:
                at = ends[key]
            elif at >= 0:
                at += steps[key]
            elif key == Qt.Key.Key_Up:
                at = len(self._links) - 1
            self._current = self._links[max(0, min(at, len(self._links) - 1))]
            self.chosen.emit(self._current)
            self._announce(self._told(self._current))
        elif self._current is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit(self._current)
        else:
            super().keyPressEvent(event)

    def _announce(self, told: str) -> None:
        self.setAccessibleDescription(told)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel between the pages scrolls the left one, and with it the other."""
        if self._views is not None:
            bar = self._views[0].verticalScrollBar()
            bar.setValue(bar.value() - event.angleDelta().y())

    def event(self, event: QEvent) -> bool:
        """A tooltip for the ribbon under the pointer; Enter belongs to the ribbon that has the focus."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            link = self.link_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._tip(link) if link else "", self)
            return True
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._wants(event):
            event.accept()
            return True
        return super().event(event)

    def _wants(self, event: QKeyEvent) -> bool:
        return self._current is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)

    def _tip(self, link: Link) -> str:
        return self._told(link) + "\n" + self.tr("Double-click to bring both level")

    def _told(self, link: Link) -> str:
        """A ribbon in words: "Paraphrase, Sputnik paragraph 8, dpa paragraph 7"."""
        kinds = {LinkKind.CONFLICT: self.tr("conflict"), LinkKind.NEAREST: self.tr("nearest, not a match")}
        parts = [kinds.get(link.kind, link.label).capitalize()]
        for view, span in zip(self._views or (), (link.left, link.right), strict=False):
            number = view.story.number_of(span.start)
            name = view.story.name
            parts.append(self.tr("{source} paragraph {n}").format(source=name, n=number) if number else name)
        return ", ".join(parts)


class RibbonHandle(QSplitterHandle):
    """The splitter's handle: a head as high as the panes' heads, and the canvas below it."""

    def __init__(self, orientation: Qt.Orientation, splitter: QSplitter, head: QWidget, canvas: RibbonCanvas) -> None:
        super().__init__(orientation, splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(canvas, 1)

    def sizeHint(self) -> QSize:
        """As wide as ribbons need to be told apart."""
        return QSize(WIDTH, super().sizeHint().height())


class SpreadSplitter(QSplitter):
    """Two pages with ribbons between them."""

    def __init__(self, head: QWidget, canvas: RibbonCanvas, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._head, self._canvas = head, canvas
        self._made: RibbonHandle | None = None
        self.setChildrenCollapsible(False)
        self.setHandleWidth(WIDTH)
        self.setObjectName("spread_splitter")

    def createHandle(self) -> QSplitterHandle:
        """The first gap holds the ribbons; two pages have no other."""
        if self._made is None:
            # The splitter makes one handle for each page, and hides the one before the first.
            if self.count() == 0:
                return QSplitterHandle(Qt.Orientation.Horizontal, self)
            self._made = RibbonHandle(Qt.Orientation.Horizontal, self, self._head, self._canvas)
            return self._made
        return QSplitterHandle(Qt.Orientation.Horizontal, self)
