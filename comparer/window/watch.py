"""Watching the stories' files: when one changes on disk, its new take is offered beside the old."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

if TYPE_CHECKING:
    from comparer.window.session import Session

SETTLES = 400
"""Milliseconds without a further change after which a file counts as written."""

MAX_BYTES = 60 * 1024 * 1024


class Watcher(QObject):
    """Follows the session's stories. Editors that replace a file by a new one are followed too."""

    changed = Signal(str)
    """This file's content is another than it was."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._system = QFileSystemWatcher(self)
        self._system.fileChanged.connect(self._on_event)
        self._system.directoryChanged.connect(self._on_event)
        self._known: dict[str, str] = {}
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLES)
        self._settle.timeout.connect(self._look)
        session.stories_changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        """Watch the files of the stories that are open, and no others."""
        project = self._session.project
        wanted = {s.file: s.sha256 for s in project.stories if s.file and Path(s.file).is_file()}
        for path in set(self._known) - set(wanted):
            del self._known[path]
            self._system.removePath(path)
        for path in set(wanted) - set(self._known):
            self._known[path] = _digest(Path(path))
            self._system.addPath(path)
            if _written_after(Path(path), project.saved_at):
                # Another than was opened then, unless only its date is new.
                self._known[path] = wanted[path] or self._known[path]
                self._settle.start()
        folders = {str(Path(path).parent) for path in wanted}
        watched = set(self._system.directories())
        for folder in watched - folders:
            self._system.removePath(folder)
        for folder in folders - watched:
            self._system.addPath(folder)

    def _on_event(self, _path: str) -> None:
        self._settle.start()

    def _look(self) -> None:
        for path, before in list(self._known.items()):
            file = Path(path)
            if not file.is_file():
                continue
            if path not in self._system.files():
                self._system.addPath(path)
            now = _digest(file)
            if now and now != before:
                self._known[path] = now
                self.changed.emit(path)

    def close(self) -> None:
        """Watch nothing any more."""
        self._settle.stop()
        for path in [*self._system.files(), *self._system.directories()]:
            self._system.removePath(path)


def _written_after(path: Path, moment: str) -> bool:
    """Whether a file was written after this moment (ISO 8601; "" for none)."""
    try:
        return bool(moment) and path.stat().st_mtime > datetime.fromisoformat(moment).timestamp()
    except (OSError, ValueError):
        return False


def _digest(path: Path) -> str:
    """Of the file's bytes; "" where it cannot be read now or is too large to be a story."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return ""
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
