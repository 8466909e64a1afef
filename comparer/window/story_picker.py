"""A file held several stories: which of them are wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from comparer.story import Story
from comparer.window.telling import shortened


class StoryPicker(QDialog):
    """A list of stories with a box each; the first two are ticked."""

    def __init__(self, stories: Sequence[Story], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stories = list(stories)
        self.setWindowTitle(self.tr("Several stories in one file"))
        self.setMinimumSize(520, 340)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Stories in the file"))
        for number, story in enumerate(self._stories):
            words = self.tr("{count} words").format(count=len(story.text.split()))
            told = " · ".join(t for t in (story.name, story.version_mark, story.published, words) if t)
            item = QListWidgetItem(f"{shortened(story.headline or story.text, 80)}\n{told}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if number < 2 else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.addWidget(QLabel(self.tr("Which stories do you want to open?")))
        layout.addWidget(self.list)
        layout.addWidget(buttons)

    def picked(self) -> list[Story]:
        """The stories that are ticked, in the file's order."""
        return [
            story
            for number, story in enumerate(self._stories)
            if self.list.item(number).checkState() == Qt.CheckState.Checked
        ]

    @staticmethod
    def ask(stories: Sequence[Story], parent: QWidget | None) -> list[Story]:
        """Let a person pick; [] for none."""
        dialog = StoryPicker(stories, parent)
        picked = dialog.picked() if dialog.exec() == QDialog.DialogCode.Accepted else []
        dialog.deleteLater()
        return picked
