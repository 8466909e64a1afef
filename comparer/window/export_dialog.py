"""What to hand on, to whom, and how it will read: each kind of report explained by its purpose."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSettings, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from comparer.reports import DEFAULT_QUOTATION_WORDS, KINDS, Kind, ReportOptions, render
from comparer.reports.holding import embargo_lines, withdrawn_lines
from comparer.reports.phrases import Phrases
from comparer.story import Story
from comparer.window.background import Newest
from comparer.window.fonts import reading_font, semibold
from comparer.window.session import Session

PREVIEW_PAUSE = 250
_SCOPES = ("all", "ids", "undecided")


@dataclass(frozen=True, slots=True)
class Order:
    """What a person chose."""

    kind: Kind
    options: ReportOptions


class ExportDialog(QDialog):
    """Kinds on the left, choices and a preview on the right."""

    def __init__(self, session: Session, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self.setWindowTitle(self.tr("Report"))
        self.resize(980, 640)
        self.kinds = QListWidget()
        self.kinds.setAccessibleName(self.tr("Kinds of report"))
        self.kinds.setWordWrap(True)
        self.kinds.setFixedWidth(310)
        self.kinds.setSpacing(2)
        self.kinds.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for kind in KINDS:
            item = QListWidgetItem(f"{kind.title}\n{kind.purpose}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{kind.title}. {kind.purpose}")
            item.setSizeHint(QSize(290, 58))
            self.kinds.addItem(item)
        self._choices()
        self.preview = QTextBrowser()
        self.preview.setAccessibleName(self.tr("Preview"))
        self.preview.setOpenLinks(False)
        self.preview.document().setDefaultFont(reading_font(14))
        self._work = Newest(self)
        self._work.done.connect(self._show_preview)
        self._work.failed.connect(lambda error: self.preview.setPlainText(str(error)))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PREVIEW_PAUSE)
        self._pause.timeout.connect(self._start_preview)
        self._lay_out()
        kept = str(settings.value("report/kind", "html"))
        self.kinds.setCurrentRow(next((k for k, kind in enumerate(KINDS) if kind.name == kept), 0))
        self.kinds.currentRowChanged.connect(self._on_kind)
        self._on_kind()
        self.finished.connect(lambda _result: self._work.close())

    def _choices(self) -> None:
        self.scope = QComboBox()
        shown, all_ = len(self._session.visible_facts()), len(self._facts())
        done, of = self._session.progress()
        self.scope.addItem(self.tr("Everything ({count})").format(count=all_))
        self.scope.addItem(self.tr("What the filter shows ({count})").format(count=shown))
        self.scope.addItem(self.tr("Undecided only ({count})").format(count=of - done))
        self.texts = QCheckBox(self.tr("With the stories' full texts"))
        self.texts.setChecked(str(self._settings.value("report/texts", "true")) == "true")
        self.words = QSpinBox()
        self.words.setRange(1, 500)
        self.words.setValue(DEFAULT_QUOTATION_WORDS)
        self.words.setSuffix(self.tr(" words of a quotation at most"))
        self.private = QCheckBox(self.tr("With contacts and notes not for publication"))
        self.private.setVisible(any(p.private for story in self._session.stories for p in story.paragraphs))
        self.recipient = QLineEdit()
        self.recipient.setPlaceholderText(self.tr("Whom it is for"))
        self.paper = QComboBox()
        self.paper.addItems(["A4", "Letter"])
        self.paper.setCurrentText(str(self._settings.value("report/paper", "A4")))
        for signal in (
            self.scope.currentIndexChanged,
            self.texts.toggled,
            self.words.valueChanged,
            self.private.toggled,
            self.recipient.textChanged,
        ):
            signal.connect(self._on_choice)

    def _facts(self) -> tuple[object, ...]:
        comparison = self._session.comparison
        return () if comparison is None else comparison.facts

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("Findings"), self.scope)
        form.addRow("", self.texts)
        form.addRow("", self.words)
        form.addRow("", self.private)
        form.addRow(self.tr("For"), self.recipient)
        form.addRow(self.tr("Paper"), self.paper)
        self._form = form
        title = QLabel(self.tr("What it says"))
        title.setFont(semibold(13))
        right = QVBoxLayout()
        right.addLayout(form)
        for warning in embargoes(self._session.stories):
            label = QLabel(f"⚠ {warning}")
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            right.addWidget(label)
        right.addWidget(title)
        right.addWidget(self.preview, 1)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self.kinds)
        columns.addLayout(right, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = buttons.addButton(self.tr("Save the report…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setProperty("primary", True)
        self.go.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.addLayout(columns, 1)
        layout.addWidget(buttons)

    def kind(self) -> Kind:
        """The kind that is chosen."""
        return KINDS[max(self.kinds.currentRow(), 0)]

    def order(self) -> Order:
        """What is chosen now."""
        scope = _SCOPES[self.scope.currentIndex()]
        options = ReportOptions(
            scope=scope,  # type: ignore[arg-type]
            ids=[fact.id for fact in self._session.visible_facts()] if scope == "ids" else (),
            quotation_words=None if self.texts.isChecked() else self.words.value(),
            include_private=self.private.isChecked(),
            paper="Letter" if self.paper.currentText() == "Letter" else "A4",
            recipient=self.recipient.text().strip(),
        )
        return Order(self.kind(), options)

    def _on_kind(self) -> None:
        self._form.setRowVisible(self.paper, self.kind().name == "pdf")
        self._on_choice()

    def _on_choice(self) -> None:
        self._form.setRowVisible(self.words, not self.texts.isChecked())
        self._pause.start()

    def _start_preview(self) -> None:
        """Every kind is made from the same report; its Markdown stands for them all."""
        project, options = self._session.project, self.order().options
        self._work.start(lambda _progress: render(project, "md", options))

    def _show_preview(self, made: str) -> None:
        self.preview.setMarkdown(made)

    def accept(self) -> None:
        """Remember the choices for the next report."""
        self._settings.setValue("report/kind", self.kind().name)
        self._settings.setValue("report/texts", "true" if self.texts.isChecked() else "false")
        self._settings.setValue("report/paper", self.paper.currentText())
        super().accept()


def embargoes(stories: tuple[Story, ...]) -> list[str]:
    """A sentence for each story that may not run yet, or was withdrawn, as the report's head has it."""
    phrases = Phrases()
    return [*embargo_lines(stories, phrases), *withdrawn_lines(stories, phrases)]
