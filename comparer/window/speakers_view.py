"""Who is heard: speakers by story with bars as long as the words they are given. A click shows their remarks, a click
on the count those that only one story carries."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from comparer.desk.speakers import Heard, SpeakerRow, speakers
from comparer.window import telling
from comparer.window.fonts import screen_font, semibold
from comparer.window.session import Session
from comparer.window.theme import themes

ROW = 22
MOST_ROWS = 7
"""Rows shown before the table scrolls."""
HEARD = Qt.ItemDataRole.UserRole + 1
NAME = 132
ALONE = 54
Index = QModelIndex | QPersistentModelIndex


class SpeakersModel(QAbstractTableModel):
    """Speakers down, stories across, and last the remarks that one story alone carries."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.rows: list[SpeakerRow] = []
        self.longest = 1
        session.comparison_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Count anew."""
        self.beginResetModel()
        comparison = self._session.comparison
        self.rows = [] if comparison is None else speakers(comparison)
        self.longest = max((h.words for row in self.rows for h in row.heard), default=1) or 1
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Speakers."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Name, stories, remarks of one story alone."""
        return 0 if parent.isValid() else len(self._session.stories) + 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, and ``HEARD`` for the bars."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = self.rows[index.row()], index.column()
        name = row.name or telling.tr("nobody named")
        if column == 0:
            return name if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        if column <= len(row.heard):
            heard = row.heard[column - 1]
            if role == HEARD:
                return heard
            if role == Qt.ItemDataRole.DisplayRole:
                return _told(heard)
            if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                source = self._session.stories[column - 1].name
                return telling.tr(
                    "{name} in {source}: {direct} words quoted, {indirect} reported",
                    name=name,
                    source=source,
                    direct=heard.direct,
                    indirect=heard.indirect,
                )
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return telling.tr("{count} alone", count=len(row.alone)) if row.alone else ""
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return telling.tr("{count} remarks of {name} that only one story carries", count=len(row.alone), name=name)
        return None


def _told(heard: Heard) -> str:
    if not heard.words:
        return "–"
    return str(heard.direct) if heard.direct else telling.tr("indirect")


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette = themes().palette
        rect = QRectF(option.rect)
        state = option.state
        model = index.model()
        assert isinstance(model, SpeakersModel)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette["row"])
        heard = index.data(HEARD)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        painter.setFont(screen_font(12.5))
        painter.setPen(palette["ink"])
        if heard is None:
            room = rect.adjusted(14 if index.column() == 0 else 2, 0, -6, 0)
            if index.column() > 0:
                painter.setFont(screen_font(11.5))
                painter.setPen(palette["ink2"])
            told = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, told)
        else:
            painter.setPen(palette["ink"] if heard.direct else palette["ink2"])
            painter.drawText(
                QRectF(rect.left(), rect.top(), 44, rect.height()),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                text,
            )
            hue = palette.story(index.column() - 1).solid
            free = rect.width() - 54
            if heard.words and free > 4:
                bar = QRectF(rect.left() + 49, rect.center().y() - 3.5, max(2.0, free * heard.words / model.longest), 7)
                painter.setPen(QPen(hue, 1))
                painter.setBrush(hue if heard.direct else Qt.BrushStyle.NoBrush)
                painter.drawRect(bar)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette["ink"], 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()


class SpeakersView(QWidget):
    """The table with its heading; hidden where nobody is quoted."""

    chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = SpeakersModel(session, self)
        self._title = QLabel()
        self._title.setFont(semibold(12.5))
        self._title.setContentsMargins(14, 6, 14, 4)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setItemDelegate(_Delegate(self.table))
        self.table.horizontalHeader().hide()
        self.table.horizontalHeader().setMinimumSectionSize(30)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW)
        self.table.verticalHeader().setMinimumSectionSize(ROW)
        self.table.setShowGrid(False)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setTabKeyNavigation(False)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setAccessibleName(self.tr("Who is heard"))
        self.table.activated.connect(self._choose)
        self.table.clicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(0)
        layout.addWidget(self._title)
        layout.addWidget(self.table)
        self.model.modelReset.connect(self._refresh)
        themes().changed.connect(self.table.viewport().update)
        self._refresh()

    def _refresh(self) -> None:
        named = sum(1 for row in self.model.rows if row.name)
        sources = ", ".join(story.name for story in self._session.stories)
        self._title.setText(self.tr("Who is heard: {count} · words in {sources}").format(count=named, sources=sources))
        rows = min(len(self.model.rows), MOST_ROWS)
        self.table.setFixedHeight(rows * ROW + 2)
        self._fit()

    def _fit(self) -> None:
        """The stories' columns share what the names leave."""
        header, columns = self.table.horizontalHeader(), self.model.columnCount()
        for column in range(columns):
            story = 0 < column < columns - 1
            mode = QHeaderView.ResizeMode.Stretch if story else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(column, mode)
        if columns:
            header.resizeSection(0, NAME)
            header.resizeSection(columns - 1, ALONE)

    def _choose(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()]
        alone = index.column() == self.model.columnCount() - 1 and row.alone
        ids = frozenset(row.alone if alone else row.facts)
        now = self._session.filter
        self._session.set_filter(replace(now, ids=None if now.ids == ids else ids))
        self.chosen.emit(row.name)
