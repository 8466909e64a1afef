"""The still part of the overview: paragraphs, findings and alignments of both stories, painted a few milliseconds at a
time so that stories of any length never stop the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from comparer.story import Span
from comparer.window.badges import paint_badge, paint_lozenge
from comparer.window.links import Link, LinkKind
from comparer.window.marks import Mark, Style
from comparer.window.page_view import PageView
from comparer.window.theme import Palette

TRACK = 10
TOP = 10
BOTTOM = 10
Stroke = Callable[[QPainter], object]
"""One thing to paint, worked out before a painter is at hand."""
_AT_ONCE = 60
"""Things painted between two looks at the clock."""
_FEW = 300
"""More lines than this are a web in which dashes only cost time."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where the tracks stand: ``cap`` pixels beside the panes' heads, then one pixel for ``1 / scale`` of a page's."""

    size: QSizeF
    cap: float
    scale: float
    xs: tuple[float, float]
    narrow: bool

    def y(self, height: float) -> float:
        """Where a height of a page lies in the picture."""
        return self.cap + TOP + height * self.scale

    def rows(self, view: PageView, span: Span) -> tuple[float, float]:
        """Top and bottom of a span."""
        top, bottom = view.page.rough_rows(span)
        return self.y(top), self.y(bottom)


def painting(
    picture: QPixmap, views: Sequence[PageView], links: Sequence[Link], geometry: Geometry, palette: Palette
) -> Iterator[None]:
    """Paint the picture; yields now and then, with the painter put away."""
    work = _all(views, links, geometry, palette)
    while True:
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        try:
            for _k in range(_AT_ONCE):
                next(work)(painter)
        except StopIteration:
            return
        finally:
            painter.end()
        yield


def _all(views: Sequence[PageView], links: Sequence[Link], geometry: Geometry, palette: Palette) -> Iterator[Stroke]:
    if not geometry.narrow:
        yield from _lines(views, links, geometry, palette)
    for side, view in enumerate(views):
        yield from _track(view, geometry.xs[side], geometry, palette)


def _lines(views: Sequence[PageView], links: Sequence[Link], geometry: Geometry, palette: Palette) -> Iterator[Stroke]:
    left, right = geometry.xs[0] + TRACK + 3, geometry.xs[1] - 3
    seen: set[tuple[int, int, bool]] = set()
    for link in links:
        conflict = link.kind is LinkKind.CONFLICT
        ends = [sum(geometry.rows(v, s)) / 2 for v, s in zip(views, (link.left, link.right), strict=True)]
        key = (round(ends[0]), round(ends[1]), conflict)
        if key in seen:
            continue
        seen.add(key)
        pen = QPen(palette["conflict"] if conflict else palette["edge"], 1)
        if link.kind is LinkKind.LIKE and len(links) < _FEW:
            pen.setDashPattern([2, 2])

        def line(painter: QPainter, pen: QPen = pen, a: float = ends[0], b: float = ends[1]) -> None:
            painter.setPen(pen)
            painter.drawLine(QPointF(left, a), QPointF(right, b))

        yield line


def _track(view: PageView, x: float, geometry: Geometry, palette: Palette) -> Iterator[Stroke]:
    hue = palette.story(view.story_index)
    if geometry.cap and view.page.text_map.blocks:
        size = 11.0 if geometry.narrow else 16.0
        badge = QRectF(x + TRACK / 2 - size / 2, geometry.cap - size - 8, size, size)
        yield lambda painter: paint_badge(painter, badge, view.story_index, palette)
    for block in view.page.text_map.blocks:
        top, bottom = geometry.rows(view, Span(block.start, block.end))
        yield _filled(QRectF(x, top, TRACK, max(1.0, bottom - top - 1)), palette["line"])
    seen: set[tuple[int, int, Style, bool]] = set()
    conflicts = []
    for mark in view.marks:
        if mark.style is Style.CONFLICT:
            conflicts.append(mark)
        elif mark.style in (Style.PASSAGE, Style.DETAIL, Style.ELSEWHERE) and not mark.bare:
            top, bottom = geometry.rows(view, mark.span)
            key = (round(top), round(bottom), mark.style, bool(mark.letter))
            if key not in seen:
                seen.add(key)
                yield _mark(
                    mark, x, top, bottom, palette["ink3"] if mark.style is Style.ELSEWHERE else hue.solid, palette
                )
    for mark in conflicts:
        middle = sum(geometry.rows(view, mark.span)) / 2
        rect = QRectF(x + TRACK / 2 - 6.5, middle - 6.5, 13, 13)
        yield partial(_lozenge, rect, palette, bool(mark.letter))


def _lozenge(rect: QRectF, palette: Palette, hollow: bool, painter: QPainter) -> None:
    paint_lozenge(painter, rect, palette, hollow=hollow, sign=False)


def _mark(mark: Mark, x: float, top: float, bottom: float, colour: QColor, palette: Palette) -> Stroke:
    if mark.style is Style.PASSAGE:
        shape = QRectF(x + 2.5, top, TRACK - 5, max(2.0, bottom - top - 1))
    else:
        shape = QRectF(x - 2, (top + bottom) / 2 - 1, TRACK + 4, 2.2)
    if not mark.letter:
        return _filled(shape, colour)

    def hollow(painter: QPainter) -> None:
        painter.setPen(QPen(colour, 1))
        painter.setBrush(palette["window"])
        painter.drawRect(shape.adjusted(0.5, 0.5, -0.5, -0.5))

    return hollow


def _filled(shape: QRectF, colour: QColor) -> Stroke:
    return lambda painter: painter.fillRect(shape, colour)


def blank(size: QSizeF, ratio: float, cap: float, palette: Palette) -> QPixmap:
    """A picture to paint on: clear, with the ground of the panes' heads on top."""
    picture = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    if cap:
        painter = QPainter(picture)
        painter.fillRect(QRectF(0, 0, size.width(), cap), palette["panel"])
        painter.fillRect(QRectF(0, cap - 1, size.width(), 1), palette["line"])
        painter.end()
    return picture
