"""Find any action by its name: type a few letters, press Return."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from comparer.window.actions import Actions, Entry, tip
from comparer.window.fonts import screen_font
from comparer.window.theme import themes

ROW = 30
ROWS = 11
_KEYS = Qt.ItemDataRole.UserRole + 1
_NAME = Qt.ItemDataRole.UserRole + 2


def matching(entries: Sequence[tuple[Entry, QAction]], text: str) -> list[tuple[Entry, QAction]]:
    """The actions whose title, tip or menu has every word of the text, those whose title starts with it first."""
    words = text.casefold().split()
    found: list[tuple[int, int, Entry, QAction]] = []
    for number, (entry, action) in enumerate(entries):
        title = action.text().casefold()
        everything = f"{title} {tip(entry).casefold()} {entry.menu.value.casefold()} {entry.name}"
        if all(word in everything for word in words):
            rank = 0 if title.startswith(text.casefold()) else 1 if all(w in title for w in words) else 2
            found.append((rank, number, entry, action))
    return [(entry, action) for _rank, _number, entry, action in sorted(found, key=lambda f: (f[0], f[1]))]


class ActionPalette(QDialog):
    """A field over a list. Gives back the action that was chosen; runs nothing itself."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._entries = [(e, a) for e, a in actions if e.name != "palette"]
        self._actions = actions
        self.chosen: QAction | None = None
        self.setAccessibleName(self.tr("Find an action"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("What do you want to do?"))
        self.field.setAccessibleName(self.tr("Name of an action"))
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Actions"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 8)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._choose)
        self.list.itemClicked.connect(lambda _item: self._choose())
        self.setFixedSize(520, ROW * ROWS + 62)
        self._fill("")

    def _fill(self, text: str) -> None:
        self.list.clear()
        for entry, action in matching(self._entries, text.strip()):
            item = QListWidgetItem(action.text().replace("…", " …").rstrip(" …"))
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            item.setData(_KEYS, keys)
            item.setData(_NAME, entry.name)
            item.setToolTip(tip(entry))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{action.text()}, {keys}" if keys else action.text())
            if not action.isEnabled():
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        first = next((k for k in range(self.list.count()) if self.list.item(k).flags()), -1)
        self.list.setCurrentRow(first)

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None and item.flags():
            self.chosen = self._actions[item.data(_NAME)]
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move in the list while the field keeps the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            keys = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS - 1, Qt.Key.Key_PageUp: 1 - ROWS}
            step = keys.get(Qt.Key(event.key()))
            if step is not None:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        usable = [k for k in range(self.list.count()) if self.list.item(k).flags()]
        if usable:
            at = usable.index(self.list.currentRow()) if self.list.currentRow() in usable else -1
            self.list.setCurrentRow(usable[max(0, min(len(usable) - 1, at + step))])

    @staticmethod
    def ask(actions: Actions, parent: QWidget) -> None:
        """Let a person choose an action, and trigger it."""
        palette = ActionPalette(actions, parent)
        corner = parent.mapToGlobal(parent.rect().topLeft())
        palette.move(corner.x() + (parent.width() - palette.width()) // 2, corner.y() + 56)
        palette.exec()
        chosen = palette.chosen
        palette.deleteLater()
        if chosen is not None:
            chosen.trigger()


Index = QModelIndex | QPersistentModelIndex


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette = themes().palette
        rect = QRectF(option.rect)
        flags = index.flags()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette["row"])
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), palette["ink"])
        painter.setPen(palette["ink"] if flags else palette["ink3"])
        painter.setFont(screen_font(13))
        painter.drawText(rect.adjusted(14, 0, -90, 0), Qt.AlignmentFlag.AlignVCenter, index.data())
        painter.setPen(palette["ink2"])
        painter.setFont(screen_font(12))
        keys = index.data(_KEYS)
        painter.drawText(rect.adjusted(0, 0, -14, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, keys)
        painter.restore()
