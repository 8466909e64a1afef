"""Asking for files, and taking what is pasted or dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from comparer.desk import project_file
from comparer.window.session import Session

_FOLDER = "files/folder"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Files", text)


def is_project(path: Path) -> bool:
    """Whether a file opens as a project."""
    return project_file.is_project(path)


def ask_to_open(window: QWidget, *, many: bool) -> list[Path]:
    """Files that a person chooses; [] for none."""
    from comparer.loading import SUFFIXES

    stories = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
    kinds = [
        _tr("Stories and projects ({patterns})").format(patterns=f"{stories} *{project_file.SUFFIX}"),
        _tr("Projects ({patterns})").format(patterns=f"*{project_file.SUFFIX}"),
        _tr("All files ({patterns})").format(patterns="*"),
    ]
    settings = QSettings()
    folder = str(settings.value(_FOLDER) or Path.home())
    if many:
        names, _kind = QFileDialog.getOpenFileNames(window, _tr("Open stories"), folder, ";;".join(kinds))
    else:
        name, _kind = QFileDialog.getOpenFileName(window, _tr("Open a story"), folder, ";;".join(kinds))
        names = [name] if name else []
    if names:
        settings.setValue(_FOLDER, str(Path(names[0]).parent))
    return [Path(name) for name in names]


def ask_to_save(window: QWidget, name: str, path: Path | None) -> Path | None:
    """Where to save the project; None for nowhere."""
    safe = "".join(c if c.isalnum() or c in " -_,." else " " for c in name)[:80].strip() or "comparison"
    start = path or Path(str(QSettings().value(_FOLDER) or Path.home())) / f"{safe}{project_file.SUFFIX}"
    kinds = _tr("Projects ({patterns})").format(patterns=f"*{project_file.SUFFIX}")
    chosen, _kind = QFileDialog.getSaveFileName(window, _tr("Save the project"), str(start), kinds)
    if not chosen:
        return None
    result = Path(chosen)
    return result if result.suffix else result.with_suffix(project_file.SUFFIX)


def can_take(data: QMimeData | None) -> bool:
    """Whether what is pasted or dropped holds a file or text."""
    return data is not None and (data.hasUrls() or data.hasText() or data.hasHtml())


def take_data(session: Session, data: QMimeData | None, into: int | None = None) -> bool:
    """Open what is pasted or dropped: files, else text; False for neither."""
    if data is None:
        return False
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths:
        session.open_paths(paths, into)
        return True
    text, html = data.text(), data.html() if data.hasHtml() else ""
    if not text.strip() and not html.strip():
        return False
    session.add_text(text, html, into)
    return True
