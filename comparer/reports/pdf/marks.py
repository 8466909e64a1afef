"""What is painted on a PDF's pages beside the text: the marks under words, and the lines at head and foot.

Also where links and bookmarks are, which ``pdf_finish`` writes. Positions count device units in the whole document,
page below page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF, QTextBlock, QTextDocument, QTextLine

from comparer.reports.model import Report
from comparer.reports.pdf.document import BOOKMARK, LINK, LOOK, PLACE
from comparer.reports.pdf.style import Style
from comparer.reports.templates import palette


@dataclass(frozen=True, slots=True)
class _Mark:
    look: str
    role: str
    left: float
    right: float
    base: float


class Marks:
    """Everything of a laid-out document that stands beside its text."""

    def __init__(self, document: QTextDocument, report: Report, page_height: float, unit: float) -> None:
        self.page_height = page_height
        self._unit = unit
        self._marks: dict[int, list[_Mark]] = defaultdict(list)
        self.links: list[tuple[int, QRectF, str]] = []
        """(page, where in the document, the place it leads to)"""
        self.places: dict[str, tuple[int, float]] = {}
        """The page and the height in the document of each place."""
        self.bookmarks: list[tuple[int, str, int, float]] = []
        """(level, title, page, height)"""
        self._colours = palette("light")
        layout = document.documentLayout()
        block = document.begin()
        while block.isValid():
            self._take(block, layout.blockBoundingRect(block).topLeft())
            block = block.next()

    def _take(self, block: QTextBlock, at: QPointF) -> None:
        form = block.blockFormat()
        lines = block.layout()
        first = at.y() + (lines.lineAt(0).y() if lines.lineCount() else 0)
        page = int(first // self.page_height)
        if form.hasProperty(PLACE):
            self.places[str(form.property(PLACE))] = (page, first)
        if form.hasProperty(BOOKMARK):
            self.bookmarks.append((int(form.property(BOOKMARK)), block.text(), page, first))
        for text_format in block.textFormats():
            kind = text_format.format
            if kind.hasProperty(LOOK):
                look, role = str(kind.property(LOOK)), str(kind.property(LOOK + 1))
                for line, left, right in _on_lines(block, text_format.start, text_format.length):
                    base = at.y() + line.y() + line.ascent()
                    mark = _Mark(look, role, at.x() + left, at.x() + right, base)
                    self._marks[int(base // self.page_height)].append(mark)
            if kind.hasProperty(LINK):
                for line, left, right in _on_lines(block, text_format.start, text_format.length):
                    rect = QRectF(at.x() + left, at.y() + line.y(), right - left, line.height())
                    self.links.append((int(rect.top() // self.page_height), rect, str(kind.property(LINK))))

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint the marks of a page: a wave, one line, or two lines."""
        unit = self._unit
        for mark in self._marks[page]:
            y = mark.base + 1.9 * unit
            colour = QColor(self._colours[mark.role])
            if mark.look == "conflict":
                painter.setPen(QPen(colour, 0.8 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                painter.drawPolyline(_zigzag(mark.left, mark.right, y, unit))
            elif mark.look == "only":
                painter.setPen(QPen(colour, 1.1 * unit))
                painter.drawLine(QPointF(mark.left, y), QPointF(mark.right, y))
            else:
                painter.setPen(QPen(colour, 0.5 * unit))
                for below in (-0.4, 1.1):
                    height = y + below * unit
                    painter.drawLine(QPointF(mark.left, height), QPointF(mark.right, height))


def _on_lines(block: QTextBlock, start: int, length: int) -> Iterator[tuple[QTextLine, float, float]]:
    """The lines that hold these characters of a block, with the left and right end of them on each."""
    lines = block.layout()
    for number in range(lines.lineCount()):
        line = lines.lineAt(number)
        first = max(start, line.textStart())
        last = min(start + length, line.textStart() + line.textLength())
        if first < last:
            one, other = _x(line, first), _x(line, last)
            end = min(max(one, other), line.naturalTextRect().right())
            if end > min(one, other):
                yield line, min(one, other), end


def _x(line: QTextLine, position: int) -> float:
    x: Any = line.cursorToX(position)
    return float(x[0] if isinstance(x, tuple) else x)


def _zigzag(left: float, right: float, y: float, unit: float) -> QPolygonF:
    step = 1.9 * unit
    points = []
    up = False
    while left < right:
        points.append(QPointF(left, y - (0.9 * unit if up else -0.9 * unit)))
        left += step
        up = not up
    return QPolygonF(points)


def running_texts(painter: QPainter, report: Report, page: int, pages: int, size: QSizeF, unit: float) -> None:
    """The lines at a page's head and foot. ``size``: of the area within the margins, device units."""
    say = report.phrases
    font = Style(unit).text(8, serif=False).font()
    painter.setFont(font)
    painter.setPen(QColor(palette("light")["ink"]))
    metrics = QFontMetricsF(font, painter.device())
    height = metrics.height()
    recipient = say("report.recipient", recipient=report.options.recipient) if report.options.recipient else ""
    numbers = say("report.page", page=page, pages=pages)
    right = " · ".join(t for t in (recipient, numbers) if t)
    embargo = f"{say('embargo.heading')}: {report.embargoes[0]}" if report.embargoes else report.title
    marks = ", ".join(say(f"report.mark_{look}") for look in ("conflict", "only", "shared"))
    for top, left_text, right_text in (
        (0.0, say("letterhead"), right),
        (size.height() - height, f"{say('report.marks')}: {marks}", embargo if page > 1 or report.embargoes else ""),
    ):
        room = size.width() - metrics.horizontalAdvance(left_text) - 20 * unit
        shown = metrics.elidedText(right_text, Qt.TextElideMode.ElideRight, room)
        rect = QRectF(0, top, size.width(), height)
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft, left_text)
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight, shown)
    painter.setPen(QPen(QColor(palette("light")["ink"]), 0.6 * unit))
    for y in (height + 3 * unit, size.height() - height - 4 * unit):
        painter.drawLine(QPointF(0, y), QPointF(size.width(), y))
