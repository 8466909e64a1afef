"""How the rows of the findings list look. Paints what ``findings_model`` tells; decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from comparer.comparison import Fact, Status
from comparer.desk.findings import Group, GroupKind
from comparer.desk.verdicts import Judgement
from comparer.window import telling
from comparer.window.badges import paint_badge, paint_chevron, paint_dots, paint_lozenge, paint_verdict
from comparer.window.findings_model import Kind, Role, Row
from comparer.window.fonts import screen_font, semibold
from comparer.window.icons import kind_icon, paint_icon
from comparer.window.session import Session
from comparer.window.theme import Palette, themes

ROW = 25
GROUP = 27
INDENT = 36
EDGE = 12
BOX = 17
_PLACE = 74
"""Pixels from the right edge to where the paragraph numbers end."""

_GROUP_ICONS = {
    GroupKind.ALTERED: "quote",
    GroupKind.QUOTES: "quote",
    GroupKind.SHARED: "shared",
    GroupKind.SOME: "shared",
    GroupKind.NOTES: "note",
    GroupKind.LOST: "warning",
}
Index = QModelIndex | QPersistentModelIndex


class FindingsDelegate(QStyledItemDelegate):
    """Paints groups and rows."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows 25, groups 27."""
        return QSize(100, ROW if index.parent().isValid() else GROUP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        palette = themes().palette
        rect = QRectF(option.rect)
        rect.setLeft(0)
        state = option.state
        painter.save()
        group = index.data(Role.GROUP)
        if group is not None:
            opened = bool(state & QStyle.StateFlag.State_Open)
            self._paint_group(painter, rect, index, group, palette, opened=opened)
        else:
            selected = bool(state & QStyle.StateFlag.State_Selected)
            hovered = bool(state & QStyle.StateFlag.State_MouseOver)
            self._paint_row(painter, rect, index.data(Role.ROW), palette, selected=selected, hovered=hovered)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette["ink"], 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_group(
        self, painter: QPainter, rect: QRectF, index: Index, group: Group, palette: Palette, *, opened: bool
    ) -> None:
        painter.fillRect(rect, palette["panel"])
        painter.setPen(palette["line"])
        painter.drawLine(rect.topLeft(), rect.topRight())
        middle = rect.center().y() + 0.5
        paint_chevron(painter, QPointF(EDGE + 4, middle), palette["ink"], opened=opened)
        sign = QRectF(INDENT - 3, middle - 7.5, 15, 15)
        if group.kind is GroupKind.CONFLICT:
            paint_lozenge(painter, sign.adjusted(-1, -1, 1, 1), palette)
        elif group.story is not None:
            paint_badge(painter, sign, group.story, palette)
        else:
            paint_icon(painter, _GROUP_ICONS[group.kind], sign, palette["ink"])
        x = sign.right() + 8
        painter.setPen(palette["ink"])
        x = _text(painter, semibold(12.5), x, rect, index.data(Qt.ItemDataRole.DisplayRole))
        painter.setPen(palette["ink2"])
        count = str(index.data(Role.COUNT)) + (" …" if self._session.comparer.busy else "")
        x = _text(painter, screen_font(12.5), x + 7, rect, count)
        decided = index.data(Role.DECIDED)
        if decided:
            told = telling.tr("{decided} decided", decided=decided)
            painter.setFont(screen_font(12))
            painter.drawText(
                rect.adjusted(x, 0, -EDGE, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, told
            )

    def _paint_row(
        self, painter: QPainter, rect: QRectF, row: Row, palette: Palette, *, selected: bool, hovered: bool
    ) -> None:
        if selected or hovered:
            painter.fillRect(rect, palette["row"] if selected else palette["panel"])
        if selected:
            painter.fillRect(QRectF(0, rect.top(), 4, rect.height()), palette["ink"])
        if row.kind is Kind.MORE:
            painter.setPen(palette["ink2"])
            _text(painter, screen_font(12), INDENT, rect, telling.tr("Show {count} more", count=row.more))
        elif row.kind is Kind.LOST:
            self._paint_lost(painter, rect, row, palette)
        elif row.fact is not None:
            self._paint_finding(painter, rect, row.fact, palette, selected=selected)

    def _paint_lost(self, painter: QPainter, rect: QRectF, row: Row, palette: Palette) -> None:
        assert row.lost is not None
        verdict = row.lost.verdict if isinstance(row.lost, Judgement) else None
        painter.setPen(palette["ink2"])
        paint_icon(painter, kind_icon(row.lost.kind), QRectF(EDGE, rect.center().y() - 7, 14, 14), palette["ink2"])
        paint_verdict(painter, _box(rect), verdict, palette)
        _elided(painter, INDENT, rect.right() - EDGE - BOX - 10, rect, row.lost.label)

    def _paint_finding(self, painter: QPainter, rect: QRectF, fact: Fact, palette: Palette, *, selected: bool) -> None:
        comparison = self._session.comparison
        if comparison is None:
            return
        judgement = self._session.judgement(fact.id)
        verdict = judgement.verdict if judgement else None
        middle = rect.center().y()
        ink = palette["ink2"] if verdict is not None and not selected else palette["ink"]
        icon = "note" if fact.kind == "note" else kind_icon(fact.kind)
        paint_icon(painter, icon, QRectF(EDGE, middle - 7, 14, 14), palette["ink2"])
        paint_verdict(painter, _box(rect), verdict, palette)
        paint_dots(
            painter, rect.right() - EDGE - BOX - 9, middle, telling.importance_dots(fact.importance), palette["ink2"]
        )
        painter.setPen(palette["ink2"])
        painter.setFont(screen_font(12))
        right = rect.right() - _PLACE + 4
        place = telling.place_text(fact, comparison)
        order = self._session.order
        wording = order.wording(fact.id) if order is not None else None
        if wording is not None and 0 < wording.kept < wording.of:
            place = telling.tr("{kept} of {of}", kept=wording.kept, of=wording.of) + "   " + place
        width = QFontMetricsF(painter.font()).horizontalAdvance(place)
        painter.drawText(
            QRectF(right - width - 1, rect.top(), width + 2, rect.height()), Qt.AlignmentFlag.AlignVCenter, place
        )
        if judgement is not None and judgement.note and fact.kind != "note":
            width += 18
            paint_icon(painter, "note", QRectF(right - width, middle - 6, 12, 12), palette["ink2"])
        painter.setPen(ink)
        end = right - width - 8
        if fact.status is Status.CONFLICT:
            self._paint_readings(painter, rect, fact, end)
        else:
            _elided(painter, INDENT, end, rect, telling.row_text(fact, comparison))

    def _paint_readings(self, painter: QPainter, rect: QRectF, fact: Fact, end: float) -> None:
        comparison = self._session.comparison
        assert comparison is not None
        painter.setFont(screen_font(13))
        metrics = QFontMetricsF(painter.font())
        readings = [f"“{telling.words_of(m, comparison)}”" for m in telling.firsts(fact)][:2]
        sign = metrics.horizontalAdvance(" ≠ ") * (len(readings) - 1)
        room = end - INDENT - sign
        widths = [metrics.horizontalAdvance(r) for r in readings]
        if sum(widths) > room:
            half = room / len(readings)
            spare = sum(max(0.0, half - w) for w in widths)
            widths = [min(w, half + spare) for w in widths]
        told = [
            metrics.elidedText(r, Qt.TextElideMode.ElideRight, w + 1) for r, w in zip(readings, widths, strict=True)
        ]
        _elided(painter, INDENT, end + 4, rect, " ≠ ".join(told))


def _box(rect: QRectF) -> QRectF:
    return QRectF(rect.right() - EDGE - BOX + 1, rect.center().y() - BOX / 2, BOX, BOX)


def _text(painter: QPainter, font: QFont, x: float, rect: QRectF, text: str) -> float:
    painter.setFont(font)
    width = QFontMetricsF(painter.font()).horizontalAdvance(text)
    painter.drawText(QRectF(x, rect.top(), width + 2, rect.height()), Qt.AlignmentFlag.AlignVCenter, text)
    return x + width


def _elided(painter: QPainter, left: float, right: float, rect: QRectF, text: str) -> None:
    painter.setFont(screen_font(13))
    told = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, right - left)
    painter.drawText(QRectF(left, rect.top(), right - left + 2, rect.height()), Qt.AlignmentFlag.AlignVCenter, told)
