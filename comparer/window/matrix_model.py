"""Facts by source: a row for each fact, a column for each story, in groups by how many stories tell it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from comparer.comparison import Comparison, Fact, Mention, Status
from comparer.desk.findings import passes, sorted_facts
from comparer.window import telling
from comparer.window.session import Session

Index = QModelIndex | QPersistentModelIndex
_AFTER = 2
"""Columns after the stories': importance, verdict."""


class Role(IntEnum):
    """What the matrix's painter asks for beside Qt's own roles."""

    CELL = Qt.ItemDataRole.UserRole + 1
    FACT = Qt.ItemDataRole.UserRole + 2
    FACT_ID = Qt.ItemDataRole.UserRole + 3
    COUNT = Qt.ItemDataRole.UserRole + 4


@dataclass(frozen=True, slots=True)
class Cell:
    """What one story says of one fact. ``mention`` is None where it says nothing."""

    fact: Fact
    story: int
    mention: Mention | None
    words: str
    place: str


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    """Facts told by as many stories as one another, or conflicts."""

    title: str
    facts: tuple[Fact, ...]
    conflict: bool = False


def matrix_groups(session: Session) -> list[MatrixGroup]:
    """The findings that the filter leaves: conflicts, then those of one story, of two, and so on."""
    comparison = session.comparison
    if comparison is None:
        return []
    count = len(comparison.stories)
    found: dict[int, list[Fact]] = {}
    for fact in comparison.facts:
        if passes(fact, session.filter, session.judgement(fact.id), comparison):
            number = 0 if fact.status is Status.CONFLICT else len(fact.stories())
            found.setdefault(number, []).append(fact)
    groups = []
    for number, facts in sorted(found.items()):
        if number == 0:
            title = telling.tr("Conflicts")
        elif number == 1:
            title = telling.tr("In one story")
        elif number == count:
            title = telling.tr("In both stories") if count == 2 else telling.tr("In all {count}", count=count)
        else:
            title = telling.tr("In {some} of {count}", some=number, count=count)
        groups.append(MatrixGroup(title, tuple(sorted_facts(facts, session.sort)), number == 0))
    return groups


class MatrixModel(QAbstractItemModel):
    """The session's findings as a matrix."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._groups: list[MatrixGroup] = []
        self._comparison: Comparison | None = None
        self._where: dict[str, tuple[int, int]] = {}
        self._asleep = self._stale = False
        session.filter_changed.connect(self.refresh)
        session.stories_changed.connect(self.refresh)
        session.shown_changed.connect(self._on_shown)
        session.decided.connect(self._on_decided)
        self.refresh()

    def refresh(self) -> None:
        """Build the rows anew."""
        self._stale = self._asleep
        if self._asleep:
            return
        self.beginResetModel()
        self._comparison = self._session.comparison
        self._groups = matrix_groups(self._session)
        self._where = {f.id: (g, r) for g, group in enumerate(self._groups) for r, f in enumerate(group.facts)}
        self.endResetModel()

    def set_asleep(self, asleep: bool) -> None:
        """While nobody looks, rows are not built; afterwards they are what they should be."""
        self._asleep = asleep
        if self._stale and not asleep:
            self.refresh()

    def _on_shown(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def _on_decided(self, fact_id: str) -> None:
        index = self.index_of(fact_id)
        if index.isValid():
            self.dataChanged.emit(index, index.siblingAtColumn(self.columnCount() - 1))

    def index_of(self, fact_id: str) -> QModelIndex:
        """The first cell of a fact's row; invalid where it is filtered out."""
        group, row = self._where.get(fact_id, (-1, -1))
        return QModelIndex() if group < 0 else self.createIndex(row, 0, group + 1)

    @property
    def stories(self) -> int:
        """How many columns are stories'."""
        return 0 if self._comparison is None else len(self._comparison.stories)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Groups at the root, facts under them."""
        if not 0 <= column < self.columnCount() or row < 0:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, column, 0) if row < len(self._groups) else QModelIndex()
        if parent.internalId() == 0 and parent.column() == 0 and row < len(self._groups[parent.row()].facts):
            return self.createIndex(row, column, parent.row() + 1)
        return QModelIndex()

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """A fact's group."""
        if not child.isValid() or child.internalId() == 0:
            return QModelIndex()
        return self.createIndex(child.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Groups, or the facts of one."""
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() == 0 and parent.column() == 0:
            return len(self._groups[parent.row()].facts)
        return 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Fact, stories, importance, verdict."""
        return 1 + self.stories + _AFTER

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Sources; which pane shows each, for a screen reader and a tooltip."""
        if orientation is not Qt.Orientation.Horizontal or self._comparison is None:
            return None
        if not 0 < section <= self.stories:
            titles = {
                0: telling.tr("Fact"),
                self.stories + 1: telling.tr("Importance"),
                self.stories + 2: telling.tr("Verdict"),
            }
            return titles.get(section) if role == Qt.ItemDataRole.DisplayRole else None
        name = self._comparison.stories[section - 1].name
        pane = self.pane_of(section - 1)
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{name}, {pane}" if pane else name
        return None

    def pane_of(self, story: int) -> str:
        """Where a story is shown, or ""."""
        left, right = self._session.shown
        return telling.tr("left pane") if story == left else telling.tr("right pane") if story == right else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text and spoken text, and what ``Role`` names."""
        if not index.isValid() or self._comparison is None:
            return None
        if index.internalId() == 0:
            return self._group_data(self._groups[index.row()], index.column(), role)
        fact = self._groups[index.internalId() - 1].facts[index.row()]
        if role == Role.FACT_ID:
            return fact.id
        if role == Role.FACT:
            return fact
        if 0 < index.column() <= self.stories:
            return self._cell_data(self._cell(fact, index.column() - 1), role)
        return self._side_data(fact, index.column(), role)

    def _group_data(self, group: MatrixGroup, column: int, role: int) -> Any:
        if role == Role.COUNT:
            return len(group.facts)
        if column == 0 and role == Qt.ItemDataRole.DisplayRole:
            return group.title
        if column == 0 and role == Qt.ItemDataRole.AccessibleTextRole:
            return telling.tr("{group}, {count} facts", group=group.title, count=len(group.facts))
        return None

    def is_conflict(self, group: int) -> bool:
        """Whether a group holds conflicts."""
        return self._groups[group].conflict

    def _cell(self, fact: Fact, story: int) -> Cell:
        assert self._comparison is not None
        mine = [m for m in fact.mentions if m.story == story]
        if not mine:
            return Cell(fact, story, None, "–", "")
        places = telling.numbers(fact, story, self._comparison)
        place = ", ".join(map(str, places[:2])) + (" …" if len(places) > 2 else "")
        return Cell(fact, story, min(mine), telling.words_of(min(mine), self._comparison, 90), place)

    def _cell_data(self, cell: Cell, role: int) -> Any:
        assert self._comparison is not None
        source = self._comparison.stories[cell.story].name
        if role == Role.CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            if cell.mention is None:
                return telling.tr("not in {source}", source=source)
            return f"{telling.source_and_place(cell.fact, cell.story, self._comparison)}: {cell.words}"
        return None

    def _side_data(self, fact: Fact, column: int, role: int) -> Any:
        assert self._comparison is not None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if column == 0:
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return telling.spoken(fact, self._comparison, self._session.judgement(fact.id))
            return telling.shortened(fact.label)
        if column == self.stories + 1:
            dots = telling.importance_dots(fact.importance)
            return telling.tr("importance {dots} of 3", dots=dots) if role != Qt.ItemDataRole.DisplayRole else ""
        return telling.verdict_text(self._session.judgement(fact.id)) if role != Qt.ItemDataRole.DisplayRole else ""
