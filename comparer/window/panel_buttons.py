"""Buttons that the panel is made of: one that shows its key, one with an icon, and those that filter the findings."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QToolButton, QWidget

from comparer.window.badges import paint_badge, paint_lozenge
from comparer.window.fonts import screen_font, semibold
from comparer.window.icons import icon, paint_icon
from comparer.window.theme import Palette, themes

HEIGHT = 25
_CAP = 16


class KeyButton(QAbstractButton):
    """A key cap and a title; checked it stands in ink."""

    def __init__(self, key: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._short = False
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(title)
        self.setAccessibleDescription(self.tr("Key {key}").format(key=key))

    def set_short(self, short: bool) -> None:
        """Show the key alone."""
        if short != self._short:
            self._short = short
            self.updateGeometry()
            self.update()

    def nextCheckState(self) -> None:
        """A click does not check it: the verdict that follows does."""

    def sizeHint(self) -> QSize:
        """As wide as its title."""
        if self._short:
            return QSize(_CAP + 16, HEIGHT)
        return QSize(round(QFontMetricsF(screen_font(12)).horizontalAdvance(self.text())) + _CAP + 14, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, cap, title."""
        palette = themes().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        ground = palette["ink"] if on else palette["row"] if self.underMouse() else palette["card"]
        ink = palette["pane"] if on else palette["ink"]
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(palette["ink"] if on or self.hasFocus() else palette["edge"], 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(frame, 5, 5)
        if self.hasFocus():
            painter.setPen(QPen(ink, 1.4))
            painter.drawRoundedRect(frame.adjusted(2, 2, -2, -2), 3.5, 3.5)
        left = (self.width() - _CAP + 1) / 2 if self._short else 4
        cap = QRectF(left, (self.height() - _CAP) / 2, _CAP - 1, _CAP)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink if on else palette["edge"], 1))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(ink)
        painter.setFont(semibold(11))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
        if self._short:
            return
        painter.setFont(screen_font(12))
        title = QRectF(self.rect()).adjusted(_CAP + 8, 0, 0, 0)
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, self.text())


class IconButton(QToolButton):
    """A button without a frame that does what an action does."""

    def __init__(self, action: QAction, icon_name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.setText(text)
        self.setToolTip(action.toolTip())
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setProperty("flat", True)
        self.clicked.connect(action.trigger)
        themes().changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        self.setIcon(icon(self._icon_name, themes().palette["ink"]))


class FilterButton(QAbstractButton):
    """A count that filters the findings to what it counts. ``sign``: an icon's name, "conflict", "ring", or a story's
    number."""

    def __init__(self, sign: str | int, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sign = sign
        self.count = 0
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_count(self, count: int) -> None:
        """The number it shows."""
        self.count = count
        self.setAccessibleName(f"{self.text()} {count}")
        self.updateGeometry()
        self.update()

    def _frame(self, painter: QPainter, palette: Palette, radius: float) -> None:
        on = self.isChecked()
        width = 2.0 if on or self.hasFocus() else 1.0
        painter.setPen(QPen(palette["ink"] if on or self.hasFocus() else palette["edge"], width))
        painter.setBrush(palette["row"] if on or self.underMouse() else palette["card"])
        rect = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(rect, radius, radius)

    def _paint_sign(self, painter: QPainter, rect: QRectF, palette: Palette) -> None:
        if isinstance(self.sign, int):
            paint_badge(painter, rect, self.sign, palette)
        elif self.sign == "conflict":
            paint_lozenge(painter, rect.adjusted(-1, -1, 1, 1), palette)
        elif self.sign == "ring":
            painter.setPen(QPen(palette["edge"], 1.3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(rect.center(), 4.5, 4.5)
        elif self.sign:
            paint_icon(painter, self.sign, rect, palette["ink"])


class Tile(FilterButton):
    """A large count with its title under it; ``flat``: on one line, where room is short."""

    flat = False

    def set_flat(self, flat: bool) -> None:
        """Title beside the count, or under it."""
        if flat != self.flat:
            self.flat = flat
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as its title."""
        title = QFontMetricsF(screen_font(12)).horizontalAdvance(self.text())
        return QSize(round(max(title + 18, 60)), self._high())

    def minimumSizeHint(self) -> QSize:
        """A cut title at least."""
        return QSize(56, self._high())

    def _high(self) -> int:
        return 26 if self.flat else 48

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, sign and count, title."""
        palette = themes().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._frame(painter, palette, 5)
        x = 9.0
        if self.sign != "":
            self._paint_sign(painter, QRectF(9, 6 if self.flat else 9, 14, 14), palette)
            x += 21
        painter.setPen(palette["ink"])
        painter.setFont(semibold(13 if self.flat else 17))
        line = QRectF(x, 0 if self.flat else 4, self.width() - x, 26 if self.flat else 24)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, str(self.count))
        painter.setFont(screen_font(12))
        if self.flat:
            return
        room = self.width() - 14.0
        title = QFontMetricsF(painter.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(9, 26, room, 18), Qt.AlignmentFlag.AlignVCenter, title)


class Chip(FilterButton):
    """A small count with a rounded frame."""

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        words = QFontMetricsF(screen_font(12)).horizontalAdvance(f"{self.text()} {self.count}")
        return QSize(round(words) + (36 if self.sign else 20), 24)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, sign, words."""
        palette = themes().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._frame(painter, palette, 11.5)
        x = 10.0
        if self.sign:
            self._paint_sign(painter, QRectF(9, 6, 12, 12), palette)
            x = 26.0
        painter.setPen(palette["ink"])
        painter.setFont(screen_font(12))
        painter.drawText(
            QRectF(x, 0, self.width() - x, self.height()), Qt.AlignmentFlag.AlignVCenter, f"{self.text()} {self.count}"
        )
