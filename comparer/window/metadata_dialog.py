"""What was recognised in a story, to be corrected: source, headline, byline, place, date, time, language."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from comparer.story import Dateline, Story

_TEXTS = ("source", "headline", "byline", "version_mark", "language")


class MetadataDialog(QDialog):
    """Shows a story's metadata and gives back what was changed."""

    def __init__(self, story: Story, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story = story
        self.setWindowTitle(self.tr("What was recognised"))
        self.setMinimumWidth(460)
        self.fields: dict[str, QLineEdit] = {}
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        titles = {
            "source": self.tr("Source"),
            "headline": self.tr("Headline"),
            "byline": self.tr("Byline"),
            "place": self.tr("Dateline: place"),
            "date": self.tr("Dateline: date"),
            "published": self.tr("Published"),
            "version_mark": self.tr("Version"),
            "language": self.tr("Language"),
        }
        values = {name: getattr(story, name) for name in (*_TEXTS, "published")}
        values |= {"place": story.dateline.place, "date": story.dateline.date}
        for name, title in titles.items():
            field = QLineEdit(values[name] or "")
            field.setAccessibleName(title)
            form.addRow(title, field)
            self.fields[name] = field
        self.fields["date"].setPlaceholderText(self.tr("2020-02-13"))
        self.fields["published"].setPlaceholderText(self.tr("2020-02-13, or with a time: 2020-02-13T18:40+01:00"))
        self._complaint = QLabel()
        self._complaint.setWordWrap(True)
        self._complaint.setTextFormat(Qt.TextFormat.PlainText)
        self._complaint.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        layout.addLayout(form)
        for warning in story.warnings:
            note = QLabel(warning)
            note.setWordWrap(True)
            note.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(note)
        layout.addWidget(self._complaint)
        layout.addWidget(buttons)

    def accept(self) -> None:
        """Take over what was entered, unless a date cannot be read."""
        for name in ("date", "published"):
            if not _is_time(self.fields[name].text().strip(), with_time=name == "published"):
                self._complaint.setText(
                    self.tr("“{text}” is no date that can be read: write it as 2020-02-13.").format(
                        text=self.fields[name].text()
                    )
                )
                self._complaint.show()
                self.fields[name].setFocus()
                return
        super().accept()

    def changed(self) -> dict[str, Any]:
        """The metadata that differ from the story's, by the names of Story's fields."""
        entered = {name: field.text().strip() or None for name, field in self.fields.items()}
        entered["language"] = entered["language"] or self._story.language
        new: dict[str, Any] = {name: entered[name] for name in (*_TEXTS, "published")}
        new["dateline"] = Dateline(entered["place"], entered["date"])
        return {name: value for name, value in new.items() if value != getattr(self._story, name)}

    @staticmethod
    def ask(story: Story, parent: QWidget | None) -> dict[str, Any]:
        """Let a person correct a story's metadata; {} where nothing was changed."""
        dialog = MetadataDialog(story, parent)
        answer = dialog.changed() if dialog.exec() == QDialog.DialogCode.Accepted else {}
        dialog.deleteLater()
        return answer


def _is_time(text: str, *, with_time: bool) -> bool:
    if not text:
        return True
    try:
        if with_time:
            datetime.fromisoformat(text)
        else:
            date.fromisoformat(text)
    except ValueError:
        return False
    return True
