"""The bottom row: what the marks mean, that nothing leaves this computer, and where the keys are listed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from comparer.window import icons
from comparer.window.fonts import reading_font, screen_font
from comparer.window.theme import themes

HEIGHT = 28
_SAMPLE = 30


class Sample(QWidget):
    """A small picture of one kind of mark."""

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = what
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themes().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As wide as a short word."""
        return QSize(_SAMPLE, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The mark without words."""
        palette = themes().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        w = float(_SAMPLE)
        match self._what:
            case "detail":
                painter.fillRect(QRectF(0, 1, w, 13), palette["firstTint"])
                painter.fillRect(QRectF(0, 12, w, 2.2), palette["first"])
            case "passage":
                painter.fillRect(QRectF(7, 1, w - 7, 14), palette["secondTint"])
                painter.fillRect(QRectF(0, 1, 3, 14), palette["second"])
                painter.fillRect(QRectF(7, 13.6, w - 7, 1.2), palette["second"])
            case "conflict":
                painter.fillRect(QRectF(0, 1, w, 13), palette["conflictTint"])
                path = QPainterPath(QPointF(0, 14))
                for k in range(1, 11):
                    path.lineTo(3 * k, 11 if k % 2 else 14)
                painter.setPen(QPen(palette["conflict"], 1.5))
                painter.drawPath(path)
            case "shared":
                painter.fillRect(QRectF(0, 1, w, 13), palette["sharedTint"])
                painter.fillRect(QRectF(0, 11, w, 1), palette["ink"])
                painter.fillRect(QRectF(0, 14, w, 1), palette["ink"])
            case "nearest":
                pen = QPen(palette["ink"], 1.3)
                pen.setDashPattern([3, 2.3])
                painter.setPen(pen)
                painter.drawRoundedRect(QRectF(0.8, 1.2, w - 1.6, 13), 3, 3)
            case _:
                painter.setPen(palette["ink3"])
                painter.setFont(reading_font(13))
                painter.drawText(QRectF(0, 0, w, 16), Qt.AlignmentFlag.AlignCenter, "Abc")
        painter.end()


class StatusRow(QFrame):
    """The legend gives way where the window is narrow; the keys stay."""

    keys_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_row")
        self.setFixedHeight(HEIGHT)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 10, 0)
        layout.setSpacing(7)
        self._legend: list[tuple[QWidget, QLabel]] = []
        for what, text in (
            ("detail", self.tr("only here: name, figure, date")),
            ("passage", self.tr("only here: claim, quote")),
            ("conflict", self.tr("conflict")),
            ("shared", self.tr("shared, when selected")),
            ("nearest", self.tr("nearest, not a match")),
            ("aside", self.tr("not compared")),
        ):
            sample, label = Sample(what), QLabel(text)
            label.setFont(screen_font(12))
            layout.addWidget(sample)
            layout.addWidget(label)
            layout.addSpacing(10)
            self._legend.append((sample, label))
        self._promise = QLabel(self.tr("Works offline. Embargoed copy never leaves this computer."))
        self._promise.setFont(screen_font(12))
        self._lock = QLabel()
        layout.addStretch(1)
        layout.addWidget(self._lock)
        self._offline = QLabel(self.tr("Works offline"))
        self._offline.setToolTip(self._promise.text())
        self._offline.setFont(screen_font(12))
        layout.addWidget(self._offline)
        layout.addWidget(self._promise)
        self._keys = QToolButton()
        self._keys.setText(self.tr("?  Keys"))
        self._keys.setToolTip(self.tr("The list of keys (?)"))
        self._keys.setProperty("flat", True)
        self._keys.setFont(screen_font(12))
        self._keys.clicked.connect(self.keys_wanted)
        layout.addWidget(self._keys)
        themes().changed.connect(self._use_colours)
        self._use_colours()
        self.set_legend(False)

    def set_legend(self, shown: bool) -> None:
        """Show what the marks mean; without stories there are none."""
        self._wanted = shown
        self._promise.setVisible(not shown)
        self._offline.setVisible(shown)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop words, then samples, where the row is too narrow."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 240
        for sample, label in self._legend:
            needed = _SAMPLE + label.sizeHint().width() + 31
            fits = self._wanted and needed <= room
            sample.setVisible(fits)
            label.setVisible(fits)
            room -= needed

    def _use_colours(self) -> None:
        palette = themes().palette
        self._lock.setPixmap(icons.pixmap("lock", palette["ink2"], 14, self.devicePixelRatioF()))
