"""Both stories at a glance beside the pages, and their scroll bars: paragraphs as blocks, findings as marks coloured by
story and hollow once decided, alignments as lines, what is in sight as a frame to drag.

A bar is a claim or quote, a cross tick a name or figure, a lozenge a conflict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from comparer.story import Span
from comparer.window.fonts import semibold
from comparer.window.links import Link, LinkKind
from comparer.window.marks import Mark, Style
from comparer.window.story_view import StoryView
from comparer.window.theme import letter, themes

WIDTH = 72
NARROW = 24
TRACK = 10
_TOP = 10
_BOTTOM = 10


@dataclass(frozen=True, slots=True)
class Track:
    """Where one story's track stands: its left edge, and how many of its pixels a page's pixel takes."""

    x: float
    scale: float


class Overview(QWidget):
    """One track for each of the two pages."""

    chosen = Signal(str)
    """A mark was clicked: its fact."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overview")
        self.setAccessibleName(self.tr("Overview of both stories"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._views: tuple[StoryView, ...] = ()
        self._links: tuple[Link, ...] = ()
        self._selected = ""
        self._narrow = False
        self._cap = 0
        self._picture: QPixmap | None = None
        self._dragged: tuple[int, float] | None = None
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.update)
        self._drop = QTimer(self, singleShot=True, interval=60)
        self._drop.timeout.connect(self.refresh)
        themes().changed.connect(self.refresh)

    def sizeHint(self) -> QSize:
        """Its fixed width."""
        return QSize(NARROW if self._narrow else WIDTH, 200)

    def set_narrow(self, narrow: bool) -> None:
        """Tracks alone, without the lines between them, for small windows."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.updateGeometry()
            self.refresh()

    def set_cap(self, height: int) -> None:
        """How much of the top stands beside the panes' heads, where the badges go."""
        self._cap = height
        self.refresh()

    def set_views(self, left: StoryView, right: StoryView) -> None:
        """The pages whose overview this is."""
        self._views = (left, right)
        for view in self._views:
            view.geometry_changed.connect(self._later.start)
            view.document().documentLayout().documentSizeChanged.connect(lambda _size: self._drop.start())

    def set_links(self, links: Sequence[Link]) -> None:
        """The alignments to draw as lines."""
        self._links = tuple(links)
        self.refresh()

    def light(self, selected: str) -> None:
        """Point at the selected finding."""
        self._selected = selected
        self.update()

    def refresh(self) -> None:
        """Draw afresh: findings, verdicts or the layout changed."""
        self._picture = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw afresh."""
        super().resizeEvent(event)
        self._picture = None

    # Geometry

    def track(self, side: int) -> Track:
        """Where the track of the left (0) or right (1) page stands."""
        heights = [max(1.0, view.page.height) for view in self._views] or [1.0]
        room = max(1.0, self.height() - self._cap - _TOP - _BOTTOM)
        scale = room / max(heights)
        if self._narrow:
            return Track(2.0 if side == 0 else 13.0, scale)
        return Track(9.0 if side == 0 else WIDTH - 9.0 - TRACK, scale)

    def _y(self, side: int, height: float) -> float:
        return self._cap + _TOP + height * self.track(side).scale

    def _rows(self, side: int, span: Span) -> tuple[float, float]:
        top, bottom = self._views[side].page.rows(span)
        return self._y(side, top), self._y(side, bottom)

    def frame(self, side: int) -> QRectF:
        """What is in sight of a page."""
        view, track = self._views[side], self.track(side)
        top = self._y(side, view.scrolled)
        height = max(14.0, view.viewport().height() * track.scale)
        bottom = min(top + height, self.height() - 2)
        return QRectF(track.x - 4, top, TRACK + 8, bottom - top)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, and over it what moves: the frames and the selection."""
        painter = QPainter(self)
        palette = themes().palette
        painter.fillRect(self.rect(), palette["window"])
        if not self._views or not any(view.page.text_map.blocks for view in self._views):
            painter.fillRect(QRectF(0, 0, self.width(), self._cap), palette["panel"])
            painter.fillRect(QRectF(0, self._cap - 1, self.width(), 1), palette["line"])
            return
        if self._picture is None:
            self._picture = self._paint_picture()
        painter.drawPixmap(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for side, view in enumerate(self._views):
            if not view.page.text_map.blocks:
                continue
            painter.setPen(QPen(palette["ink"], 1.2))
            ground = QColor(palette["ink"])
            ground.setAlpha(16)
            painter.setBrush(ground)
            painter.drawRoundedRect(self.frame(side), 3, 3)
        self._paint_selected(painter)
        painter.end()

    def _paint_picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._cap:
            palette = themes().palette
            painter.fillRect(QRectF(0, 0, self.width(), self._cap), palette["panel"])
            painter.fillRect(QRectF(0, self._cap - 1, self.width(), 1), palette["line"])
        if not self._narrow:
            self._paint_lines(painter)
        for side in (0, 1):
            self._paint_track(painter, side)
        painter.end()
        return picture

    def _paint_track(self, painter: QPainter, side: int) -> None:
        palette = themes().palette
        view, track = self._views[side], self.track(side)
        hue = palette.story(view.story_index)
        if self._cap and view.page.text_map.blocks:
            size = 16.0 if not self._narrow else 11.0
            badge = QRectF(track.x + TRACK / 2 - size / 2, self._cap - size - 8, size, size)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(hue.solid)
            painter.drawRoundedRect(badge, 3, 3)
            painter.setPen(palette["pane"])
            painter.setFont(semibold(10.5 if not self._narrow else 8))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, letter(view.story_index))
        for block in view.page.text_map.blocks:
            top, bottom = self._rows(side, Span(block.start, block.end))
            painter.fillRect(QRectF(track.x, top, TRACK, max(1.0, bottom - top - 1)), palette["line"])
        for mark in view.marks:
            if mark.style in (Style.PASSAGE, Style.DETAIL, Style.ELSEWHERE) and not mark.bare:
                self._paint_mark(
                    painter, side, mark, hue.solid if mark.style is not Style.ELSEWHERE else palette["ink3"]
                )
        for mark in view.marks:
            if mark.style is Style.CONFLICT:
                self._paint_lozenge(painter, side, mark, palette["conflict"])

    def _paint_mark(self, painter: QPainter, side: int, mark: Mark, colour: QColor) -> None:
        x = self.track(side).x
        top, bottom = self._rows(side, mark.span)
        if mark.style is Style.PASSAGE:
            shape = QRectF(x + 2.5, top, TRACK - 5, max(2.0, bottom - top - 1))
        else:
            shape = QRectF(x - 2, (top + bottom) / 2 - 1, TRACK + 4, 2.2)
        if mark.letter:
            painter.setPen(QPen(colour, 1))
            painter.setBrush(themes().palette["window"])
            painter.drawRect(shape.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.fillRect(shape, colour)

    def _paint_lozenge(self, painter: QPainter, side: int, mark: Mark, colour: QColor) -> None:
        track = self.track(side)
        top, bottom = self._rows(side, mark.span)
        c = QPointF(track.x + TRACK / 2, (top + bottom) / 2)
        r = 6.5
        painter.setPen(QPen(colour, 1.3))
        painter.setBrush(themes().palette["window"] if mark.letter else colour)
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(c.x(), c.y() - r),
                    QPointF(c.x() + r, c.y()),
                    QPointF(c.x(), c.y() + r),
                    QPointF(c.x() - r, c.y()),
                ]
            )
        )

    def _paint_lines(self, painter: QPainter) -> None:
        palette = themes().palette
        left, right = self.track(0).x + TRACK + 3, self.track(1).x - 3
        for link in self._links:
            pen = QPen(palette["conflict"] if link.kind is LinkKind.CONFLICT else palette["edge"], 1)
            if link.kind is LinkKind.LIKE:
                pen.setDashPattern([2, 2])
            painter.setPen(pen)
            a, b = self._rows(0, link.left), self._rows(1, link.right)
            painter.drawLine(QPointF(left, sum(a) / 2), QPointF(right, sum(b) / 2))

    def _paint_selected(self, painter: QPainter) -> None:
        if not self._selected:
            return
        palette = themes().palette
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette["ink"])
        for side, view in enumerate(self._views):
            for mark in view.marks:
                if mark.fact == self._selected:
                    y = sum(self._rows(side, mark.span)) / 2
                    x = self.track(side).x + TRACK + 1
                    painter.drawPolygon(QPolygonF([QPointF(x, y), QPointF(x + 6, y - 4), QPointF(x + 6, y + 4)]))
        if self._narrow:
            return
        painter.setPen(QPen(palette["ink"], 2))
        left, right = self.track(0).x + TRACK + 3, self.track(1).x - 3
        for link in self._links:
            if link.of(self._selected):
                a, b = self._rows(0, link.left), self._rows(1, link.right)
                painter.drawLine(QPointF(left, sum(a) / 2), QPointF(right, sum(b) / 2))

    # Pointer

    def _side(self, x: float) -> int:
        return 0 if x < self.width() / 2 else 1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the frame, or jump to where was clicked."""
        if event.button() is not Qt.MouseButton.LeftButton or not self._views:
            return
        side = self._side(event.position().x())
        frame = self.frame(side)
        y = event.position().y()
        grip = y - frame.top() if frame.top() <= y <= frame.bottom() else frame.height() / 2
        self._dragged = (side, grip)
        self._drag_to(y)
        self._choose_at(side, y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the frame."""
        if self._dragged is not None:
            self._drag_to(event.position().y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go of the frame."""
        self._dragged = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel scrolls the page of that track."""
        if self._views:
            bar = self._views[self._side(event.position().x())].verticalScrollBar()
            bar.setValue(bar.value() - event.angleDelta().y())

    def _drag_to(self, y: float) -> None:
        if self._dragged is not None:
            side, grip = self._dragged
            self._views[side].scroll_to((y - grip - self._cap - _TOP) / self.track(side).scale)

    def _choose_at(self, side: int, y: float) -> None:
        near = []
        for mark in self._views[side].marks:
            top, bottom = self._rows(side, mark.span)
            if top - 3 <= y <= bottom + 3 and (mark.style is Style.CONFLICT or bottom - top < 8):
                near.append((abs((top + bottom) / 2 - y), mark.fact))
        if near and min(near)[0] <= 4:
            self.chosen.emit(min(near)[1])
