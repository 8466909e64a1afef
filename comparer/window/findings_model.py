"""The findings as a tree of groups and rows, for the list and for a screen reader.

One column. A group's rows end in “Show 13 more” while some are kept back. The last group holds what lost its place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from comparer.comparison import Fact
from comparer.desk.findings import Filter, Group, GroupKind
from comparer.desk.verdicts import Judgement, OwnFact
from comparer.window import telling
from comparer.window.session import Session

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What the list's painter asks for beside Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1
    """A ``Row``."""
    GROUP = Qt.ItemDataRole.UserRole + 2
    """A ``Group``, on group rows."""
    FACT_ID = Qt.ItemDataRole.UserRole + 3
    COUNT = Qt.ItemDataRole.UserRole + 4
    """Findings in the group that the filter leaves."""
    DECIDED = Qt.ItemDataRole.UserRole + 5
    """How many of them are decided."""


class Kind(IntEnum):
    """What a row is."""

    FINDING = 0
    MORE = 1
    LOST = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One row under a group."""

    kind: Kind
    fact: Fact | None = None
    lost: Judgement | OwnFact | None = None
    more: int = 0
    """How many findings “Show n more” brings."""


@dataclass(slots=True)
class _Node:
    group: Group
    title: str
    rows: list[Row] = field(default_factory=list)


class FindingsModel(QAbstractItemModel):
    """The session's findings as the filter leaves them."""

    announced = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._nodes: list[_Node] = []
        self._opened: set[str] = set()
        self._where: dict[str, tuple[int, int]] = {}
        session.filter_changed.connect(self.refresh)
        session.decided.connect(self._on_decided)
        session.stories_changed.connect(self._on_stories)
        self.refresh()

    # Building

    def refresh(self) -> None:
        """Build the rows anew."""
        self.beginResetModel()
        self._nodes = [self._node(group) for group in self._session.groups()]
        lost = self._lost_rows()
        if lost and self._session.filter == Filter():
            group = Group(GroupKind.LOST, ())
            self._nodes.append(_Node(group, telling.group_title(group, ()), lost))
        self._index_rows()
        self.endResetModel()

    def _on_stories(self) -> None:
        """Groups are called after the stories; what is in them is told by another signal."""
        titles = [telling.group_title(node.group, self._session.stories) for node in self._nodes]
        lost = self._nodes[-1].rows if self._nodes and self._nodes[-1].group.kind is GroupKind.LOST else []
        if titles != [node.title for node in self._nodes] or lost != self._lost_rows():
            self.refresh()

    def _node(self, group: Group) -> _Node:
        return _Node(group, telling.group_title(group, self._session.stories), self._rows(group))

    def _rows(self, group: Group) -> list[Row]:
        all_rows = [Row(Kind.FINDING, fact) for fact in group.facts]
        kept_back = len(all_rows) - group.shown
        if kept_back <= 1 or group.key in self._opened:
            return all_rows
        return [*all_rows[: group.shown], Row(Kind.MORE, more=kept_back)]

    def _lost_rows(self) -> list[Row]:
        placement = self._session.placement
        lost: list[Judgement | OwnFact] = [*placement.lost, *placement.lost_facts]
        return [Row(Kind.LOST, lost=item) for item in lost]

    def _index_rows(self) -> None:
        self._where = {
            row.fact.id: (g, r)
            for g, node in enumerate(self._nodes)
            for r, row in enumerate(node.rows)
            if row.fact is not None
        }

    def _on_decided(self, fact_id: str) -> None:
        lost = self._lost_rows()
        shown = self._nodes[-1].rows if self._nodes and self._nodes[-1].group.kind is GroupKind.LOST else []
        if lost != shown:
            self.refresh()
            return
        index = self.index_of(fact_id)
        if index.isValid():
            self.dataChanged.emit(index, index)
            self.dataChanged.emit(index.parent(), index.parent())

    # What the list asks for beyond Qt's model

    def index_of(self, fact_id: str) -> QModelIndex:
        """Where a finding's row is; invalid where it is kept back or filtered out."""
        group, row = self._where.get(fact_id, (-1, -1))
        return QModelIndex() if group < 0 else self.createIndex(row, 0, group + 1)

    def reveal(self, fact_id: str) -> QModelIndex:
        """Where a finding's row is, opening its group's “Show n more” if need be."""
        if fact_id not in self._where:
            for number, node in enumerate(self._nodes):
                if any(fact.id == fact_id for fact in node.group.facts):
                    self.show_more(number)
        return self.index_of(fact_id)

    def show_more(self, group: int) -> None:
        """Show all rows of a group."""
        node = self._nodes[group]
        if not node.rows or node.rows[-1].kind is not Kind.MORE:
            return
        parent = self.createIndex(group, 0, 0)
        last = len(node.rows) - 1
        self._opened.add(node.group.key)
        self.beginRemoveRows(parent, last, last)
        node.rows.pop()
        self.endRemoveRows()
        fresh = self._rows(node.group)[last:]
        self.beginInsertRows(parent, last, last + len(fresh) - 1)
        node.rows.extend(fresh)
        self._index_rows()
        self.endInsertRows()

    # QAbstractItemModel

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's default
        """Groups at the root, rows under them."""
        if column != 0 or row < 0:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, 0, 0) if row < len(self._nodes) else QModelIndex()
        if parent.internalId() == 0 and row < len(self._nodes[parent.row()].rows):
            return self.createIndex(row, 0, parent.row() + 1)
        return QModelIndex()

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """A row's group."""
        if not child.isValid() or child.internalId() == 0:
            return QModelIndex()
        return self.createIndex(child.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Groups, or the rows of one."""
        if not parent.isValid():
            return len(self._nodes)
        return len(self._nodes[parent.row()].rows) if parent.internalId() == 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything can be reached by keyboard; rows without children never get any."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if index.internalId() == 0 else flags | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text and spoken text, and what ``Role`` names."""
        if not index.isValid():
            return None
        if index.internalId() == 0:
            return self._group_data(self._nodes[index.row()], role)
        return self._row_data(self._nodes[index.internalId() - 1].rows[index.row()], role)

    def _group_data(self, node: _Node, role: int) -> Any:
        lost = node.group.kind is GroupKind.LOST
        count = len(node.rows) if lost else len(node.group.facts)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return node.title
            case Role.GROUP:
                return node.group
            case Role.COUNT:
                return count
            case Role.DECIDED:
                return self._decided(node)
            case Qt.ItemDataRole.AccessibleTextRole:
                return telling.tr(
                    "{group}, {count} findings, {decided} decided",
                    group=node.title,
                    count=count,
                    decided=self._decided(node),
                )
        return None

    def _decided(self, node: _Node) -> int:
        judgements = (self._session.judgement(fact.id) for fact in node.group.facts)
        return sum(1 for j in judgements if j is not None and j.verdict is not None)

    def _row_data(self, row: Row, role: int) -> Any:
        if role == Role.ROW:
            return row
        if role == Role.FACT_ID:
            return row.fact.id if row.fact else ""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._row_text(row, role)
        return None

    def _row_text(self, row: Row, role: int) -> str:
        comparison = self._session.comparison
        if row.kind is Kind.MORE:
            return telling.tr("Show {count} more", count=row.more)
        if row.lost is not None:
            said = telling.verdict_text(row.lost) if isinstance(row.lost, Judgement) else telling.kind_name("note")
            return f"{row.lost.label}, {said}" if role == Qt.ItemDataRole.AccessibleTextRole else row.lost.label
        if row.fact is None or comparison is None:
            return ""
        if role == Qt.ItemDataRole.DisplayRole:
            return telling.row_text(row.fact, comparison)
        order = self._session.order
        wording = order.wording(row.fact.id) if order is not None else None
        return telling.spoken(row.fact, comparison, self._session.judgement(row.fact.id), wording)
