"""Small painted signs that several parts of the window share: a story's letter, importance, a verdict's box."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from comparer.desk.verdicts import Verdict
from comparer.window.fonts import semibold
from comparer.window.icons import paint_icon
from comparer.window.theme import Palette, letter

DOTS = 3


def paint_badge(painter: QPainter, rect: QRectF, story: int, palette: Palette) -> None:
    """A story's letter on its hue."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.story(story).solid)
    painter.drawRoundedRect(rect, 3, 3)
    painter.setPen(palette["pane"])
    painter.setFont(semibold(rect.height() * 0.66))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter(story))
    painter.restore()


def paint_lozenge(
    painter: QPainter, rect: QRectF, palette: Palette, *, hollow: bool = False, sign: bool = True
) -> None:
    """The sign of a conflict; hollow for the other reading."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    solid = palette["conflict"]
    painter.setPen(QPen(solid, 1.4))
    painter.setBrush(palette["pane"] if hollow else solid)
    c, r = rect.center(), min(rect.width(), rect.height()) / 2
    corners = [QPointF(0, -r), QPointF(r, 0), QPointF(0, r), QPointF(-r, 0)]
    painter.drawPolygon(QPolygonF([c + corner for corner in corners]))
    if sign:
        side = r * 1.1
        colour = solid if hollow else palette["pane"]
        paint_icon(painter, "conflict", QRectF(c.x() - side / 2, c.y() - side / 2, side, side), colour)
    painter.restore()


def paint_dots(painter: QPainter, right: float, middle: float, filled: int, colour: QColor) -> None:
    """Importance as one to three filled dots that end at ``right``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1))
    for k in range(DOTS):
        painter.setBrush(colour if k < filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(right - 2.5 - (DOTS - 1 - k) * 7, middle), 2.2, 2.2)
    painter.restore()


def paint_verdict(painter: QPainter, rect: QRectF, verdict: Verdict | None, palette: Palette) -> None:
    """A filled box with the verdict's letter; a small ring while undecided."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if verdict is None:
        painter.setPen(QPen(palette["edge"], 1.3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(rect.center(), 4.5, 4.5)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette["ink"])
        painter.drawRoundedRect(rect, 3, 3)
        painter.setPen(palette["pane"])
        painter.setFont(semibold(11))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, verdict.letter)
    painter.restore()


def paint_chevron(painter: QPainter, at: QPointF, colour: QColor, *, opened: bool) -> None:
    """The sign of a group that is open, or shut."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    if opened:
        points = [QPointF(-4, -2), QPointF(0, 2), QPointF(4, -2)]
    else:
        points = [QPointF(-2, -4), QPointF(2, 0), QPointF(-2, 4)]
    painter.drawPolyline(QPolygonF([at + p for p in points]))
    painter.restore()
