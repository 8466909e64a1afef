"""Both stories at a glance beside the pages, and their scroll bars: paragraphs as blocks, findings as marks coloured by
story and hollow once decided, alignments as lines, what is in sight as a frame to drag.

A bar is a claim or quote, a cross tick a name or figure, a lozenge a conflict.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
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

from comparer.window.links import Link
from comparer.window.marks import Style
from comparer.window.overview_picture import BOTTOM, TOP, TRACK, Geometry, blank, painting
from comparer.window.page_view import LONG
from comparer.window.story_view import StoryView
from comparer.window.theme import themes

WIDTH = 72
NARROW = 24
_SLICE = 0.008
"""Seconds that the picture is painted at a stretch."""


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
        self._fresh: QPixmap | None = None
        self._painting: Iterator[None] | None = None
        self._stale = True
        self._geometry: Geometry | None = None
        self._painter = QTimer(self)
        self._painter.setInterval(0)
        self._painter.timeout.connect(self._paint_more)
        self._dragged: tuple[int, float] | None = None
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.update)
        self._drop = QTimer(self, singleShot=True, interval=60)
        self._drop.timeout.connect(self._renew)
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
        """Draw afresh: findings, verdicts or the layout changed. Very long stories are laid out first, in peace."""
        if any(len(view.page.text_map.blocks) > LONG for view in self._views):
            self._drop.start()
        else:
            self._renew()

    def _renew(self) -> None:
        self._stale = True
        self._geometry = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw afresh."""
        super().resizeEvent(event)
        self.refresh()

    @property
    def busy(self) -> bool:
        """Whether a new picture is being painted, or about to be."""
        return self._painting is not None or self._drop.isActive()

    # Geometry

    @property
    def geometry_now(self) -> Geometry:
        """Where the tracks stand, for the pages as they are laid out."""
        if self._geometry is None:
            heights = [max(1.0, view.page.height) for view in self._views] or [1.0]
            scale = max(1.0, self.height() - self._cap - TOP - BOTTOM) / max(heights)
            xs = (2.0, 13.0) if self._narrow else (9.0, WIDTH - 9.0 - TRACK)
            self._geometry = Geometry(QSizeF(self.size()), self._cap, scale, xs, self._narrow)
        return self._geometry

    def frame(self, side: int) -> QRectF:
        """What is in sight of a page."""
        view, geometry = self._views[side], self.geometry_now
        top = geometry.y(view.scrolled)
        bottom = min(top + max(14.0, view.viewport().height() * geometry.scale), self.height() - 2)
        return QRectF(geometry.xs[side] - 4, top, TRACK + 8, bottom - top)

    # Painting

    def _paint_more(self) -> None:
        """Paint on for a few milliseconds; the old picture shows until the new one is done."""
        until = time.perf_counter() + _SLICE
        while self._painting is not None and time.perf_counter() < until:
            if next(self._painting, self) is self:
                self._painting = None
                self._picture, self._fresh = self._fresh, None
                self.update()
        if self._painting is None:
            self._painter.stop()
        else:
            self._painter.start()

    def _begin(self) -> None:
        palette = themes().palette
        self._fresh = blank(QSizeF(self.size()), self.devicePixelRatioF(), self._cap, palette)
        self._painting = painting(self._fresh, self._views, self._links, self.geometry_now, palette)
        self._paint_more()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, and over it what moves: the frames and the selection."""
        painter = QPainter(self)
        palette = themes().palette
        painter.fillRect(self.rect(), palette["window"])
        if not any(view.page.text_map.blocks for view in self._views):
            painter.fillRect(QRectF(0, 0, self.width(), self._cap), palette["panel"])
            painter.fillRect(QRectF(0, self._cap - 1, self.width(), 1), palette["line"])
            return
        if self._stale and all(view.filled for view in self._views):
            self._stale = False
            self._begin()
        if self._picture is not None:
            painter.drawPixmap(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for side, view in enumerate(self._views):
            if view.page.text_map.blocks and view.filled:
                painter.setPen(QPen(palette["ink"], 1.2))
                ground = QColor(palette["ink"])
                ground.setAlpha(16)
                painter.setBrush(ground)
                painter.drawRoundedRect(self.frame(side), 3, 3)
        if self._selected and all(view.filled for view in self._views):
            self._paint_selected(painter)
        painter.end()

    def _paint_selected(self, painter: QPainter) -> None:
        palette, geometry = themes().palette, self.geometry_now
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette["ink"])
        for x, view in zip(geometry.xs, self._views, strict=True):
            for mark in view.marks:
                if mark.fact == self._selected:
                    y = sum(geometry.rows(view, mark.span)) / 2
                    tip = x + TRACK + 1
                    painter.drawPolygon(QPolygonF([QPointF(tip, y), QPointF(tip + 6, y - 4), QPointF(tip + 6, y + 4)]))
        if self._narrow:
            return
        painter.setPen(QPen(palette["ink"], 2))
        left, right = geometry.xs[0] + TRACK + 3, geometry.xs[1] - 3
        for link in self._links:
            if link.of(self._selected):
                a, b = (geometry.rows(v, s) for v, s in zip(self._views, (link.left, link.right), strict=True))
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
            self._views[side].scroll_to((y - grip - self._cap - TOP) / self.geometry_now.scale)

    def _choose_at(self, side: int, y: float) -> None:
        near = []
        for mark in self._views[side].marks:
            top, bottom = self.geometry_now.rows(self._views[side], mark.span)
            if top - 3 <= y <= bottom + 3 and (mark.style is Style.CONFLICT or bottom - top < 8):
                near.append((abs((top + bottom) / 2 - y), mark.fact))
        if near and min(near)[0] <= 4:
            self.chosen.emit(min(near)[1])
