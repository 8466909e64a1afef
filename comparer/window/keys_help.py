"""The list of keys, made from the table of actions; a click on a key changes it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from comparer.window.actions import Actions, Entry, Menu, tip
from comparer.window.fonts import screen_font, semibold

_COLUMNS: tuple[tuple[Menu, ...], ...] = ((Menu.FINDINGS, Menu.HELP), (Menu.VIEW,), (Menu.FILE, Menu.EDIT))


class KeysHelp(QDialog):
    """Every action with a key, by menu, in three columns."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setWindowTitle(self.tr("Keys"))
        self.resize(980, 660)
        inner = QWidget()
        inner.setObjectName("card_inner")
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(20, 14, 20, 14)
        columns.setSpacing(30)
        self.caps: dict[str, QPushButton] = {}
        for menus in _COLUMNS:
            column = QVBoxLayout()
            for menu in menus:
                column.addLayout(self._block(menu))
            column.addStretch(1)
            columns.addLayout(column, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        hint = QLabel(self.tr("Letters never act while you type in a field. Click a key to change it."))
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setContentsMargins(20, 8, 20, 14)
        row.addWidget(hint, 1)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area, 1)
        layout.addLayout(row)

    def _block(self, menu: Menu) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(3)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        title = QLabel(self.tr(menu.value))
        title.setFont(semibold(13))
        grid.addWidget(title, 0, 0, 1, 2)
        rows = [(entry, action) for entry, action in self._actions.menu(menu) if not action.shortcut().isEmpty()]
        for k, (entry, action) in enumerate(rows, start=1):
            cap = QPushButton(_keys(action.shortcuts()))
            cap.setFont(screen_font(12))
            cap.setAutoDefault(False)
            cap.setFixedHeight(23)
            cap.setToolTip(self.tr("Change this key"))
            cap.setAccessibleName(f"{action.text()}: {cap.text()}")
            cap.clicked.connect(lambda _checked=False, entry=entry: self._change(entry))
            self.caps[entry.name] = cap
            label = QLabel(action.text().rstrip("…"))
            label.setFont(screen_font(12.5))
            label.setToolTip(tip(entry))
            grid.addWidget(cap, k, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label, k, 1)
        if menu is Menu.VIEW:
            label = QLabel(self.tr("Story 1…9 on the left; with Shift on the right"))
            label.setFont(screen_font(12.5))
            label.setWordWrap(True)
            keys = QLabel(self.tr("Alt+1…9"))
            keys.setFont(screen_font(12))
            grid.addWidget(keys, len(rows) + 1, 0)
            grid.addWidget(label, len(rows) + 1, 1)
        grid.setRowMinimumHeight(len(rows) + 2, 14)
        return grid

    def _change(self, entry: Entry) -> None:
        """Ask for another key; one that is taken is refused and says by what."""
        dialog = _KeyDialog(self._actions, entry, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._actions.set_shortcut(entry.name, dialog.keys())
            self.caps[entry.name].setText(_keys(self._actions[entry.name].shortcuts()) or self.tr("none"))
        dialog.deleteLater()


class _KeyDialog(QDialog):
    def __init__(self, actions: Actions, entry: Entry, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = actions
        self._entry = entry
        self.setWindowTitle(actions[entry.name].text().rstrip("…"))
        self.setMinimumWidth(360)
        self.edit = QKeySequenceEdit(actions[entry.name].shortcut())
        self.edit.setMaximumSequenceLength(1)
        field = self.edit.findChild(QLineEdit)
        if field is not None:
            field.setAccessibleName(self.tr("New key"))
        self.said = QLabel(self.tr("Press the new key."))
        self.said.setWordWrap(True)
        accept, none = QPushButton(self.tr("Use this key")), QPushButton(self.tr("No key"))
        for button in (accept, none):
            button.setAutoDefault(False)
        accept.clicked.connect(self.accept)
        none.clicked.connect(self._no_key)
        row = QHBoxLayout()
        row.addWidget(none)
        row.addStretch(1)
        row.addWidget(accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.addWidget(self.edit)
        layout.addWidget(self.said)
        layout.addLayout(row)

    def keys(self) -> str:
        return self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _no_key(self) -> None:
        self.edit.clear()
        super().accept()

    def accept(self) -> None:
        wanted = self.edit.keySequence()
        for entry, action in self._actions:
            if entry.name != self._entry.name and wanted in action.shortcuts():
                self.said.setText(self.tr("“{title}” has this key already.").format(title=action.text().rstrip("…")))
                return
        super().accept()


def _keys(sequences: list[QKeySequence]) -> str:
    return " · ".join(s.toString(QKeySequence.SequenceFormat.NativeText) for s in sequences)
