"""Reports out and verdicts back in: what the actions report, print and import do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QPagedPaintDevice
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from comparer.errors import ComparerError
from comparer.window.actions import Actions
from comparer.window.background import Queue
from comparer.window.session import Session

if TYPE_CHECKING:
    from comparer.reports.reading_back import ReadBack
    from comparer.window.export_dialog import Order

_FOLDER = "report/folder"


class HandingOn(QObject):
    """Reports are made in the background; what comes of them is told in the message bar."""

    def __init__(self, session: Session, actions: Actions, window: QWidget, settings: QSettings) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._settings = settings
        self._queue = Queue(self)
        self._queue.failed.connect(self._on_failed)
        actions["report"].triggered.connect(lambda _on=False: self.report())
        actions["print"].triggered.connect(lambda _on=False: self.print())
        actions["import"].triggered.connect(lambda _on=False: self.take_back())

    @property
    def busy(self) -> bool:
        """Whether a report is being made."""
        return self._queue.busy

    def report(self) -> None:
        """Let the person choose a report and a file, then write it."""
        from comparer.window.export_dialog import ExportDialog

        dialog = ExportDialog(self._session, self._settings, self._window)
        chosen = dialog.order() if dialog.exec() == QDialog.DialogCode.Accepted else None
        dialog.deleteLater()
        if chosen is None:
            return
        suffix = chosen.kind.suffixes[0]
        name = "".join(c if c.isalnum() or c in " -_," else " " for c in self._session.project.name)[:80].strip()
        folder = str(self._settings.value(_FOLDER) or Path.home())
        kinds = f"{chosen.kind.title} ({' '.join('*' + s for s in chosen.kind.suffixes)})"
        start = str(Path(folder) / f"{name or 'report'}{suffix}")
        path, _kind = QFileDialog.getSaveFileName(self._window, self.tr("Save the report"), start, kinds)
        if path:
            self._settings.setValue(_FOLDER, str(Path(path).parent))
            self.write(chosen, Path(path))

    def write(self, chosen: Order, path: Path) -> None:
        """Write a report in the background."""
        from comparer.reports import write

        if not path.suffix:
            path = path.with_suffix(chosen.kind.suffixes[0])
        project = self._session.project
        self._queue.start(lambda: write(project, path, chosen.kind.name, chosen.options), self._on_written)

    def _on_written(self, path: Path) -> None:
        self._session.hinted.emit(self.tr("{name} is written.").format(name=path.name))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ComparerError):
            message = str(error)
        else:
            message = self.tr("The report could not be made ({what}).").format(what=type(error).__name__)
        self._session.failed.emit(message, self.tr("Choose again…"), "report")

    def print(self) -> None:
        """Print the report on paper, as its PDF looks."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer, printer.resolution())
        dialog.deleteLater()

    def print_on(self, device: QPagedPaintDevice, resolution: int) -> None:
        """Print the report of what is open."""
        from comparer.reports.making import make
        from comparer.reports.pdf.pages import paint

        paint(make(self._session.project), device, resolution)

    def take_back(self) -> None:
        """Read verdicts and notes that others wrote in a report, as one step that can be undone."""
        kinds = self.tr("Reports that others worked on (*.xlsx *.csv *.jsonld);;All files (*)")
        folder = str(self._settings.value(_FOLDER) or Path.home())
        path, _kind = QFileDialog.getOpenFileName(self._window, self.tr("Take verdicts back in"), folder, kinds)
        if path:
            self.read_back(Path(path))

    def read_back(self, path: Path) -> None:
        """Read verdicts and notes from this file; what cannot be placed is told."""
        from comparer.reports.reading_back import read_back

        project = self._session.project

        def taken(answer: ReadBack) -> None:
            if self._session.project is project:
                self._on_read(answer)
            else:  # decided on meanwhile: what was read is added to that instead
                self.read_back(path)

        self._queue.start(lambda: read_back(project, path), taken)

    def _on_read(self, answer: ReadBack) -> None:
        self._session.take_back(answer.project)
        told = self.tr("{count} findings took over a verdict or note.").format(count=len(answer.changed))
        if not answer.unplaced:
            self._session.hinted.emit(told)
            return
        lines = [
            f"{item.returned.where}: {item.reason} ({item.returned.verdict} {item.returned.note})".strip()
            for item in answer.unplaced
        ]
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(self.tr("Verdicts taken back in"))
        box.setText(told)
        box.setInformativeText(self.tr("{count} could not be placed:").format(count=len(lines)))
        box.setDetailedText("\n".join(lines))
        box.exec()
        box.deleteLater()

    def close(self) -> None:
        """Wait for what is being written."""
        self._queue.close()
