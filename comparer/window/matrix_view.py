"""The matrix fact by source as a second view. A click on a cell shows its story and its words."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHideEvent, QKeyEvent, QPainter, QPen, QShowEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from comparer.comparison import Fact, Status
from comparer.window import telling
from comparer.window.badges import paint_badge, paint_chevron, paint_dots, paint_lozenge, paint_verdict
from comparer.window.fonts import reading_font, screen_font, semibold
from comparer.window.icons import kind_icon, paint_icon
from comparer.window.matrix_model import Cell, MatrixModel, Role
from comparer.window.session import Session
from comparer.window.theme import Palette, themes

ROW = 27
HEADER = 32
_FACT_WIDTH = 240
_SIDE_WIDTH = 74
Index = QModelIndex | QPersistentModelIndex


class MatrixView(QTreeView):
    """Follows the session's selection, and sets it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._following = False
        self.matrix = MatrixModel(session, self)
        self.setModel(self.matrix)
        self.setItemDelegate(_Delegate(session, self))
        self.setHeader(_Header(self.matrix, self))
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionBehavior(QTreeView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Matrix of facts and sources"))
        self.matrix.modelReset.connect(self._on_reset)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._on_clicked)
        session.selection_changed.connect(self._follow)
        themes().changed.connect(self.viewport().update)
        self._on_reset()

    def _on_reset(self) -> None:
        self.expandAll()
        for row in range(self.matrix.rowCount()):
            self.setFirstColumnSpanned(row, QModelIndex(), True)
        self._fit()
        self._follow(self._session.selected)

    def _follow(self, fact_id: str) -> None:
        index = self.matrix.index_of(fact_id)
        if index.isValid() and index == self.currentIndex().siblingAtColumn(0):
            return
        self._following = True
        try:
            if index.isValid():
                flags = QItemSelectionModel.SelectionFlag
                self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
                self.scrollTo(index.parent() if index.row() == 0 else index)
                self.scrollTo(index)
            else:
                self.selectionModel().clear()
        finally:
            self._following = False

    def _on_current(self, current: QModelIndex) -> None:
        fact_id = current.data(Role.FACT_ID)
        if not self._following and fact_id:
            self._session.select(fact_id)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.data(Role.FACT_ID) is None:
            self.setExpanded(index, not self.isExpanded(index))
            return
        cell = index.data(Role.CELL)
        if isinstance(cell, Cell) and cell.mention is not None and cell.story not in self._session.shown:
            self._session.show(self._session.shown[0], cell.story)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the session again."""
        self.matrix.set_asleep(False)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self.matrix.set_asleep(True)

    def resizeEvent(self, event: object) -> None:
        """The stories' columns share the width."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        stories = self.matrix.stories
        if stories:
            width = self.viewport().width()
            fact = min(_FACT_WIDTH, width // (stories + 1))
            each = max(110, (width - fact - 2 * _SIDE_WIDTH) // stories)
            self.setColumnWidth(0, fact)
            for story in range(stories):
                self.setColumnWidth(story + 1, each)
            self.setColumnWidth(stories + 1, _SIDE_WIDTH)
            self.setColumnWidth(stories + 2, _SIDE_WIDTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are verdicts, not a search."""
        if event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Header(QHeaderView):
    """Badge, source, and which pane shows it."""

    def __init__(self, matrix: MatrixModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._matrix = matrix
        self.setFixedHeight(HEADER)
        self.setStretchLastSection(True)
        self.setSectionsMovable(False)
        self.setMinimumSectionSize(40)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        palette = themes().palette
        box = QRectF(rect)
        painter.save()
        painter.fillRect(box, palette["panel"])
        painter.setPen(palette["line"])
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        title = self._matrix.headerData(section, Qt.Orientation.Horizontal) or ""
        x = box.left() + 12
        if 0 < section <= self._matrix.stories:
            painter.drawLine(box.topLeft(), box.bottomLeft())
            paint_badge(painter, QRectF(x, box.center().y() - 7, 15, 15), section - 1, palette)
            x += 22
            pane = self._matrix.pane_of(section - 1)
            painter.setPen(palette["ink2"])
            painter.setFont(screen_font(11.5))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(box.adjusted(0, 0, -10, 0), right, pane)
        painter.setPen(palette["ink"])
        story = section <= self._matrix.stories
        painter.setFont(semibold(12.5) if story else screen_font(11.5))
        painter.drawText(QRectF(x, box.top(), box.right() - x, box.height()), Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()


class _Delegate(QStyledItemDelegate):
    def __init__(self, session: Session, view: MatrixView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette = themes().palette
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        fact = index.data(Role.FACT)
        if fact is None:
            if index.column() == 0:
                self._paint_group(painter, rect, index, palette)
        else:
            self._paint_cell(painter, rect, index, fact, palette, state)
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRectF, index: Index, palette: Palette) -> None:
        painter.fillRect(rect, palette["panel"])
        painter.setPen(palette["line"])
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        middle = rect.center().y()
        opened = self._view.isExpanded(self._view.matrix.index(index.row(), 0))
        paint_chevron(painter, QPointF(16, middle), palette["ink"], opened=opened)
        x = 32.0
        if self._view.matrix.is_conflict(index.row()):
            paint_lozenge(painter, QRectF(x, middle - 8, 16, 16), palette)
            x += 23
        painter.setPen(palette["ink"])
        painter.setFont(semibold(12.5))
        title = index.data(Qt.ItemDataRole.DisplayRole)
        painter.drawText(QRectF(x, rect.top(), rect.width(), rect.height()), Qt.AlignmentFlag.AlignVCenter, title)
        x += QFontMetricsF(painter.font()).horizontalAdvance(title) + 8
        painter.setPen(palette["ink2"])
        painter.setFont(screen_font(12.5))
        count = str(index.data(Role.COUNT))
        painter.drawText(QRectF(x, rect.top(), 80, rect.height()), Qt.AlignmentFlag.AlignVCenter, count)

    def _paint_cell(
        self, painter: QPainter, rect: QRectF, index: Index, fact: Fact, palette: Palette, state: QStyle.StateFlag
    ) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        column, stories = index.column(), self._view.matrix.stories
        painter.fillRect(rect, palette["row"] if selected else palette["pane"])
        painter.setPen(palette["line"])
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if 0 < column <= stories:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
            self._paint_story(painter, rect, index.data(Role.CELL), palette, selected=selected)
        elif column == 0:
            if selected:
                painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), palette["ink"])
            icon = "note" if fact.kind == "note" else kind_icon(fact.kind)
            paint_icon(painter, icon, QRectF(rect.left() + 12, rect.center().y() - 7, 14, 14), palette["ink2"])
            painter.setPen(palette["ink"])
            painter.setFont(screen_font(12.5))
            _elided(painter, rect.adjusted(36, 0, -8, 0), index.data(Qt.ItemDataRole.DisplayRole))
        elif column == stories + 1:
            dots = telling.importance_dots(fact.importance)
            paint_dots(painter, rect.center().x() + 10, rect.center().y(), dots, palette["ink2"])
        else:
            judgement = self._session.judgement(fact.id)
            box = QRectF(rect.center().x() - 8, rect.center().y() - 8, 17, 17)
            paint_verdict(painter, box, judgement.verdict if judgement else None, palette)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette["ink"], 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _paint_story(self, painter: QPainter, rect: QRectF, cell: Cell, palette: Palette, *, selected: bool) -> None:
        if cell.mention is None:
            painter.setPen(palette["ink3"])
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, cell.words)
            return
        sign = QRectF(rect.left() + 9, rect.center().y() - 5, 10, 10)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if cell.fact.status is Status.CONFLICT:
            first = cell.story == cell.fact.stories()[0]
            paint_lozenge(painter, sign.adjusted(-1, -1, 1, 1), palette, hollow=not first, sign=False)
        elif cell.fact.status is Status.ONLY:
            hue = palette.story(cell.story)
            if not selected:
                painter.fillRect(rect.adjusted(1, 0, 0, -1), hue.tint)
            painter.fillRect(QRectF(rect.left() + 1, rect.top(), 3, rect.height()), hue.solid)
            painter.fillRect(sign.adjusted(1, 1, -1, -1), hue.solid)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette["ink2"])
            painter.drawEllipse(sign.adjusted(1.5, 1.5, -1.5, -1.5))
        painter.setPen(palette["ink2"])
        painter.setFont(screen_font(12))
        painter.drawText(
            rect.adjusted(0, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, cell.place
        )
        width = QFontMetricsF(painter.font()).horizontalAdvance(cell.place)
        painter.setPen(palette["ink"])
        painter.setFont(reading_font(13.5))
        _elided(painter, rect.adjusted(26, 0, -width - 14, 0), cell.words)


def _elided(painter: QPainter, rect: QRectF, text: str) -> None:
    told = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, told)
