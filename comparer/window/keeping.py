"""The session's files: opening stories and projects, saving, keeping aside what a crash would lose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from comparer.desk import changes, project_file, recovery
from comparer.desk.findings import Order
from comparer.desk.project import Project
from comparer.errors import ComparerError
from comparer.story import Story
from comparer.window.background import Newest, Queue
from comparer.window.text_map import blocks_of

if TYPE_CHECKING:
    from comparer.window.session import Session

LONG = 40_000
"""Characters beyond which an edited story is read in the background."""
ASIDE_AFTER = 2000
"""Milliseconds after a change until the project is kept aside."""


class Keeper(QObject):
    """Files in, files out, off the window's thread where they may be slow."""

    opened = Signal(str)
    """A story's file was opened (its path), to be watched."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._queue = Queue(self)
        self._queue.failed.connect(self._on_failed)
        self._edits = Newest(self)
        self._edits.done.connect(self._on_reread)
        self._edits.failed.connect(self._on_failed)
        self._edited = (0, "")
        self._writing = Queue(self)
        self._writing.failed.connect(self._on_aside_failed)
        self._aside = recovery.Aside()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASIDE_AFTER)
        self._timer.timeout.connect(self.keep_aside)
        self._told = False
        self.path: Path | None = None
        """The project's file."""
        session.undo_stack.indexChanged.connect(self._on_change)

    @property
    def busy(self) -> bool:
        """Whether something is being opened, or an edit read."""
        return self._queue.busy or self._edits.busy

    # Stories

    def open_paths(self, paths: Sequence[Path], into: int | None = None) -> None:
        """Open each in turn; see Session.open_paths."""
        for path in paths:
            if project_file.is_project(path):
                self.open_project(path)
            else:
                self._queue.start(partial(_load, path), partial(self._take, into=into))
            into = None

    def open_take(self, path: Path) -> None:
        """A later take of a file that is open; see Session.open_take."""
        self._queue.start(lambda: _load(path), lambda stories: self._take_later(stories, str(path)))

    def _take_later(self, stories: list[Story], path: str) -> None:
        open_now = self._session.project.stories
        old = next((k for k in range(len(open_now) - 1, -1, -1) if open_now[k].file == path), None)
        if old is None or not stories:
            return
        before = open_now[old]
        like = [s for s in stories if s.headline == before.headline] or stories
        takes = sum(1 for s in open_now if s.file == path)
        mark = like[0].version_mark or self.tr("take {number}").format(number=takes + 1)
        self._session.add_story(replace(like[0], version_mark=mark))
        self._session.show(old, len(self._session.project.stories) - 1)

    def add_text(self, text: str, html: str, into: int | None) -> None:
        """Pasted copy; see Session.add_text."""
        self._queue.start(lambda: _load_pasted(text, html), lambda answer: self._take(answer, into))

    def edit(self, index: int, text: str) -> None:
        """Put an edited text in a story's place; see Session.replace_text. Where that takes more than a blink, it is
        done in the background, and the newest edit counts."""
        project = self._session.project
        self._edits.cancel()
        self._edited = (index, text)
        if len(text) < LONG:
            self._session.take_edit(index, with_text(project, index, text))
        else:
            self._edits.start(lambda _progress: (project, index, text, _read_ahead(with_text(project, index, text))))

    def finish_edit(self) -> None:
        """Take over now what is still being read, for what comes next needs it: saving, undo, the end."""
        if self._edits.busy:
            self._edits.cancel()
            index, text = self._edited
            self._session.take_edit(index, with_text(self._session.project, index, text))

    def _on_reread(self, answer: tuple[Project, int, str, tuple[Project, Order | None]]) -> None:
        project, index, text, (after, order) = answer
        if self._session.project is not project:
            if index < len(self._session.project.stories):  # decided on meanwhile: the edit is laid over that
                self.edit(index, text)
            return
        if order is not None:
            self._session.comparer.take_order(order)
        self._session.take_edit(index, after)

    def _take(self, answer: list[Story] | Project, into: int | None) -> None:
        if isinstance(answer, Project):
            self._session.reset(answer)
        elif len(answer) == 1:
            self._session.add_story(answer[0], into)
            if answer[0].file:
                self.opened.emit(answer[0].file)
        else:
            self._session.several.emit(answer)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ComparerError):
            self._session.failed.emit(str(error), self.tr("Open another…"), "open")
        else:
            message = self.tr("That could not be opened ({what}). What is open is unchanged.")
            self._session.failed.emit(message.format(what=type(error).__name__), self.tr("Open another…"), "open")

    # Projects

    def open_project(self, path: Path) -> None:
        """Read a project file and put it in place of what is open."""

        def opened(answer: tuple[Project, Order | None]) -> None:
            project, order = answer
            if order is not None:
                self._session.comparer.take_order(order)
            self._opened(project, path)

        self._queue.start(lambda: _read_ahead(project_file.load(path)), opened)

    def _opened(self, project: Project, path: Path | None) -> None:
        self._aside.drop()
        self.path = path
        self._session.reset(project)
        if path is not None:
            recovery.note_recent(project, path, self._session.placement)

    def save(self, path: Path | None) -> bool:
        """Write the project; see Session.save."""
        self.finish_edit()
        path = path or self.path
        if path is None:
            return False
        if path.suffix == "":
            path = path.with_suffix(project_file.SUFFIX)
        try:
            project_file.save(self._session.project, path)
        except ComparerError as error:
            self._session.failed.emit(str(error), self.tr("Save as…"), "save_as")
            return False
        self.path = path
        self._session.undo_stack.setClean()
        self._timer.stop()
        self._aside.drop()
        recovery.note_recent(self._session.project, path, self._session.placement)
        self._session.project_changed.emit()
        return True

    # Recovery

    def _on_change(self) -> None:
        self._timer.start()

    def keep_aside(self) -> None:
        """Keep the state aside now, in the background, if there is anything to lose."""
        project, path = self._session.project, self.path
        if project.stories and not self._session.undo_stack.isClean():
            self._writing.start(lambda: self._aside.keep(project, path), lambda _: None)
        else:
            self._aside.drop()

    def _on_aside_failed(self, error: Exception) -> None:
        if not self._told:
            self._told = True
            message = self.tr("This project cannot be kept safe against a crash: {why}")
            self._session.failed.emit(message.format(why=error), self.tr("Save"), "save")

    def recoverable(self) -> list[recovery.Recovered]:
        """Projects that a crash left behind."""
        return recovery.recoverable()

    def recover(self, found: recovery.Recovered) -> None:
        """Open a project that a crash left behind; it counts as unsaved."""
        self._opened(replace(found.project), None)
        self.path = Path(found.path) if found.path else None
        self._session.undo_stack.resetClean()
        self._aside.keep(found.project, self.path)
        found.file.unlink(missing_ok=True)
        self._session.project_changed.emit()

    def discard(self, found: recovery.Recovered) -> None:
        """Throw away what a crash left behind."""
        found.file.unlink(missing_ok=True)

    def forget(self) -> None:
        """What is open goes, and has no file any more."""
        self._timer.stop()
        self._aside.drop()
        self.path = None

    def close(self) -> None:
        """The window closes in peace."""
        self._timer.stop()
        self._queue.close()
        self._edits.close()
        self._writing.close()
        self._aside.drop()


def _load(path: Path) -> Any:
    from comparer.loading import load

    stories = load(path)
    for story in stories[:1]:
        blocks_of(story.text, story.paragraphs, story.headline)
    return stories


def _load_pasted(text: str, html: str) -> list[Story]:
    from comparer.loading import load_html, load_text

    return [load_html(html) if html and not text.strip() else load_text(text)]


def with_text(project: Project, index: int, text: str) -> Project:
    """The project with a story's text edited: paragraphs worked out anew, metadata kept, what hangs on it moved."""
    from comparer.loading import reload_story

    return changes.with_story_changed(project, index, reload_story(text, project.stories[index]))


def _read_ahead(project: Project) -> tuple[Project, Order | None]:
    """The project, and what the window needs of it in a moment."""
    for story in project.stories:
        blocks_of(story.text, story.paragraphs, story.headline)
    plain = project.found is not None and not project.own_facts and not project.links
    return project, Order(project.found) if plain and project.found is not None else None
