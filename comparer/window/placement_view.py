"""Where a finding stands in each story: a column of paragraphs for each, a lozenge at the paragraph, lines between."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from comparer.comparison import Comparison, Fact, Status
from comparer.window import telling
from comparer.window.badges import paint_badge, paint_lozenge
from comparer.window.fonts import screen_font, semibold
from comparer.window.session import Session
from comparer.window.theme import themes

_BAR = 24
_TOP = 62
_BOTTOM = 34


class PlacementView(QWidget):
    """Follows the session's selection; read by a screen reader as one sentence."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        session.selection_changed.connect(self._refresh)
        session.comparison_changed.connect(self._refresh)
        themes().changed.connect(self.update)
        self._refresh()

    def sizeHint(self) -> QSize:
        """The findings' column wide."""
        return QSize(364, 260)

    def told(self) -> str:
        """The placement in words: "paragraph 2 of 17 in dpa, 11 of 12 in Sputnik"."""
        fact, comparison = self._shown()
        if fact is None or comparison is None:
            return self.tr("No finding selected")
        parts = []
        for story in fact.stories():
            places = telling.numbers(fact, story, comparison)
            if places:
                of = len(comparison.stories[story].body())
                parts.append(
                    self.tr("paragraph {n} of {of} in {source}").format(
                        n=places[0], of=of, source=comparison.stories[story].name
                    )
                )
        return ", ".join(parts)

    def _shown(self) -> tuple[Fact | None, Comparison | None]:
        return self._session.fact(self._session.selected), self._session.comparison

    def _refresh(self, *_: object) -> None:
        self.setAccessibleName(self.told())
        self.setToolTip(self.told())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Columns, lines, signs, numbers."""
        palette = themes().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), palette["pane"])
        painter.setPen(palette["ink"])
        painter.setFont(semibold(13))
        title = QRectF(14, 8, self.width() - 28, 22)
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, self.tr("Where it stands"))
        fact, comparison = self._shown()
        stories = self._session.stories
        if not stories:
            return
        pitch = self.width() / len(stories)
        height = max(40.0, self.height() - _TOP - _BOTTOM)
        ends: list[QPointF] = []
        for number, story in enumerate(stories):
            x = pitch * (number + 0.5)
            paint_badge(painter, QRectF(x - 9, _TOP - 26, 17, 17), number, palette)
            body = story.body()
            letters = sum(p.end - p.start for _k, p in body) or 1
            y = float(_TOP)
            middles = {}
            for index, paragraph in body:
                part = height * (paragraph.end - paragraph.start) / letters
                painter.fillRect(QRectF(x - _BAR / 2, y, _BAR, max(1.0, part - 2)), palette["ribbon"])
                middles[index] = y + part / 2
                y += part
            mention = None
            if fact is not None:
                mention = next((m for m in fact.mentions if m.story == number), None)
            if mention is None or comparison is None:
                continue
            at = story.paragraph_at(mention.start)
            ends.append(QPointF(x, middles.get(at if at is not None else -1, _TOP)))
            numbers = telling.numbers(fact, number, comparison) if fact is not None else []
            painter.setPen(palette["ink2"])
            painter.setFont(screen_font(12))
            label = self.tr("{n} of {of}").format(n=numbers[0], of=len(body)) if numbers else self.tr("headline")
            painter.drawText(
                QRectF(x - pitch / 2, self.height() - _BOTTOM + 6, pitch, 20), Qt.AlignmentFlag.AlignCenter, label
            )
        conflict = fact is not None and fact.status is Status.CONFLICT
        painter.setPen(
            QPen(
                palette["conflict" if conflict else "ink"],
                1.6,
                Qt.PenStyle.DashLine if conflict else Qt.PenStyle.SolidLine,
            )
        )
        for one, other in pairwise(ends):
            painter.drawLine(one, other)
        for k, end in enumerate(ends):
            if conflict:
                paint_lozenge(painter, QRectF(end.x() - 10, end.y() - 10, 20, 20), palette, hollow=k > 0, sign=False)
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(palette["ink"])
                painter.drawEllipse(end, 6, 6)
